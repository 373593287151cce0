-- Consultations from booking to what follows: holds, offers of the waiting list, reminders, family members, phone or video.

CREATE TABLE slot_holds (
    slot_id BIGINT NOT NULL,
    holder TEXT NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_slot_holds PRIMARY KEY (slot_id),
    CONSTRAINT fk_slot_holds_slot_id FOREIGN KEY (slot_id) REFERENCES slots (id),
    CONSTRAINT uq_slot_holds_holder UNIQUE (holder)
);

ALTER TABLE appointments
    ADD COLUMN medium VARCHAR(64),
    ADD COLUMN member_id BIGINT,
    ADD COLUMN conversation_id UUID,
    ADD COLUMN arranged_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    ADD CONSTRAINT ck_appointments_medium CHECK (medium IN ('phone', 'video')),
    ADD CONSTRAINT fk_appointments_member_id FOREIGN KEY (member_id) REFERENCES members (id),
    DROP CONSTRAINT ck_appointments_status;
-- A moved appointment keeps its row and its reference.
UPDATE appointments SET status = 'cancelled' WHERE status = 'moved';
ALTER TABLE appointments
    ADD CONSTRAINT ck_appointments_status CHECK (status IN ('booked', 'cancelled', 'done', 'no_show'));
DROP INDEX uq_appointments_person_booked;
CREATE UNIQUE INDEX uq_appointments_person_booked ON appointments (beneficiary_id, member_id, starts_at)
    NULLS NOT DISTINCT WHERE status = 'booked';
CREATE INDEX ix_appointments_ahead ON appointments (starts_at) WHERE status = 'booked';
CREATE INDEX ix_appointments_member_id ON appointments (member_id);

CREATE TABLE appointment_reminders (
    appointment_id UUID NOT NULL,
    starts_at TIMESTAMP WITH TIME ZONE NOT NULL,
    minutes_before INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_appointment_reminders PRIMARY KEY (appointment_id, starts_at, minutes_before),
    CONSTRAINT fk_appointment_reminders_appointment_id FOREIGN KEY (appointment_id) REFERENCES appointments (id)
);

ALTER TABLE waitlist_entries
    ADD COLUMN mode VARCHAR(64),
    ADD COLUMN medium VARCHAR(64),
    ADD COLUMN member_id BIGINT,
    ADD COLUMN conversation_id UUID,
    ADD COLUMN offered_slot_id BIGINT,
    ADD COLUMN offer_expires_at TIMESTAMP WITH TIME ZONE,
    ADD CONSTRAINT ck_waitlist_entries_mode CHECK (mode IN ('in_person', 'remote')),
    ADD CONSTRAINT ck_waitlist_entries_medium CHECK (medium IN ('phone', 'video')),
    ADD CONSTRAINT fk_waitlist_entries_member_id FOREIGN KEY (member_id) REFERENCES members (id),
    ADD CONSTRAINT fk_waitlist_entries_offered_slot_id FOREIGN KEY (offered_slot_id) REFERENCES slots (id),
    ADD CONSTRAINT ck_waitlist_entries_offered CHECK (status <> 'offered' OR (offered_slot_id IS NOT NULL AND offer_expires_at IS NOT NULL));
DROP INDEX uq_waitlist_entries_waiting;
CREATE UNIQUE INDEX uq_waitlist_entries_waiting ON waitlist_entries (beneficiary_id, member_id, service_code, region)
    NULLS NOT DISTINCT WHERE status IN ('waiting', 'offered');
CREATE INDEX ix_waitlist_entries_member_id ON waitlist_entries (member_id);
CREATE INDEX ix_waitlist_entries_offered_slot_id ON waitlist_entries (offered_slot_id);
CREATE INDEX ix_waitlist_entries_offered ON waitlist_entries (beneficiary_id) WHERE status = 'offered';

ALTER TABLE notices
    ALTER COLUMN contact_id DROP NOT NULL,
    ADD COLUMN conversation_id UUID,
    ADD COLUMN choices JSONB DEFAULT '[]' NOT NULL,
    ADD COLUMN unasked BOOLEAN DEFAULT false NOT NULL,
    ADD CONSTRAINT ck_notices_addressed CHECK (contact_id IS NOT NULL OR conversation_id IS NOT NULL);
