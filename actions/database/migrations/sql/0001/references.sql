-- What reference numbers are counted with.

CREATE SEQUENCE objection_numbers;
CREATE SEQUENCE complaint_numbers;
CREATE SEQUENCE appointment_numbers;
CREATE SEQUENCE waitlist_numbers;
