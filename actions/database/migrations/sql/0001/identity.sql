-- The vault, sessions, one-time codes, locks.

CREATE TABLE identity_locks (
    national_id_fingerprint BYTEA NOT NULL,
    failures SMALLINT NOT NULL,
    locked_until TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_identity_locks PRIMARY KEY (national_id_fingerprint),
    CONSTRAINT ck_identity_locks_failures CHECK (failures >= 0)
);

CREATE TABLE vault_entries (
    ref TEXT NOT NULL,
    kind VARCHAR(64) NOT NULL,
    sealed BYTEA NOT NULL,
    fingerprint BYTEA NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_vault_entries PRIMARY KEY (ref),
    CONSTRAINT ck_vault_entries_ref CHECK (ref ~ '^[a-z]+:[a-z2-7]{8}$' AND split_part(ref, ':', 1) = kind),
    CONSTRAINT ck_vault_entries_kind CHECK (kind IN ('id', 'badid', 'phone', 'iban', 'code')),
    CONSTRAINT uq_vault_entries_fingerprint UNIQUE (fingerprint)
);
CREATE INDEX ix_vault_entries_expires_at ON vault_entries (expires_at);

CREATE TABLE identity_sessions (
    id UUID NOT NULL,
    conversation_id UUID NOT NULL,
    beneficiary_id UUID NOT NULL,
    level VARCHAR(64) NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_identity_sessions PRIMARY KEY (id),
    CONSTRAINT ck_identity_sessions_expires_after_start CHECK (expires_at > started_at),
    CONSTRAINT fk_identity_sessions_beneficiary_id FOREIGN KEY (beneficiary_id) REFERENCES beneficiaries (id),
    CONSTRAINT ck_identity_sessions_level CHECK (level IN ('one_time_code', 'nafath'))
);
CREATE INDEX ix_identity_sessions_beneficiary_id ON identity_sessions (beneficiary_id);
CREATE UNIQUE INDEX uq_identity_sessions_current ON identity_sessions (conversation_id) WHERE ended_at IS NULL;

CREATE TABLE one_time_codes (
    id UUID NOT NULL,
    beneficiary_id UUID NOT NULL,
    conversation_id UUID NOT NULL,
    purpose VARCHAR(64) NOT NULL,
    code_hash BYTEA NOT NULL,
    sent_to UUID NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    attempts_left SMALLINT NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    voided_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_one_time_codes PRIMARY KEY (id),
    CONSTRAINT ck_one_time_codes_attempts_left CHECK (attempts_left BETWEEN 0 AND 5),
    CONSTRAINT fk_one_time_codes_beneficiary_id FOREIGN KEY (beneficiary_id) REFERENCES beneficiaries (id),
    CONSTRAINT ck_one_time_codes_purpose CHECK (purpose IN ('sign_in')),
    CONSTRAINT fk_one_time_codes_sent_to FOREIGN KEY (sent_to) REFERENCES contacts (id)
);
CREATE INDEX ix_one_time_codes_conversation_id ON one_time_codes (conversation_id);
CREATE INDEX ix_one_time_codes_sent_to_created_at ON one_time_codes (sent_to, created_at);
CREATE UNIQUE INDEX uq_one_time_codes_live ON one_time_codes (beneficiary_id, purpose, conversation_id) WHERE used_at IS NULL AND voided_at IS NULL;
