-- The phone of whoever writes from an address that has none, and the codes that prove it.

ALTER TABLE contacts
    ADD COLUMN phone_id UUID,
    ADD COLUMN phone_proved_at TIMESTAMP WITH TIME ZONE,
    ADD COLUMN phone_asked_at TIMESTAMP WITH TIME ZONE,
    ADD CONSTRAINT fk_contacts_phone_id FOREIGN KEY (phone_id) REFERENCES contacts (id),
    ADD CONSTRAINT ck_contacts_phone CHECK ((phone_id IS NULL) = (phone_proved_at IS NULL));
CREATE INDEX ix_contacts_phone_id ON contacts (phone_id);

ALTER TABLE one_time_codes ALTER COLUMN beneficiary_id DROP NOT NULL;
ALTER TABLE one_time_codes DROP CONSTRAINT ck_one_time_codes_purpose;
ALTER TABLE one_time_codes
    ADD CONSTRAINT ck_one_time_codes_purpose CHECK (purpose IN ('sign_in', 'mandate', 'phone')),
    ADD CONSTRAINT ck_one_time_codes_subject CHECK ((beneficiary_id IS NULL) = (purpose = 'phone'));
CREATE UNIQUE INDEX uq_one_time_codes_live_phone ON one_time_codes (conversation_id)
    WHERE purpose = 'phone' AND used_at IS NULL AND voided_at IS NULL;

-- Wrong codes are counted for a phone as they are for an identity number.
ALTER TABLE identity_locks RENAME COLUMN national_id_fingerprint TO fingerprint;
-- From PostgreSQL 18 on what must not be null has a name.
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_constraint WHERE conname = 'identity_locks_national_id_fingerprint_not_null') THEN
        ALTER TABLE identity_locks RENAME CONSTRAINT
            identity_locks_national_id_fingerprint_not_null TO identity_locks_fingerprint_not_null;
    END IF;
END $$;
