-- What the reference numbers of the later services are counted with.

CREATE SEQUENCE path_numbers;
CREATE SEQUENCE benefit_numbers;
CREATE SEQUENCE change_numbers;
CREATE SEQUENCE comprehensive_numbers;
CREATE SEQUENCE data_request_numbers;
