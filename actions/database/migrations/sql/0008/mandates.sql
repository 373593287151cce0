-- Carers who act for elderly persons and persons with disability, and under which mandate a conversation does.

CREATE SEQUENCE mandate_numbers;

CREATE TABLE mandates (
    id UUID NOT NULL,
    reference TEXT NOT NULL,
    beneficiary_id UUID NOT NULL,
    carer_fingerprint BYTEA NOT NULL,
    carer_masked TEXT NOT NULL,
    relation VARCHAR(64) NOT NULL,
    scopes TEXT[] NOT NULL,
    confirmed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ends_on DATE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    ended_by VARCHAR(64),
    idempotency_key TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_mandates PRIMARY KEY (id),
    CONSTRAINT uq_mandates_reference UNIQUE (reference),
    CONSTRAINT ck_mandates_reference CHECK (reference ~ '^MND-\d{4}-\d{6,}$'),
    CONSTRAINT fk_mandates_beneficiary_id FOREIGN KEY (beneficiary_id) REFERENCES beneficiaries (id),
    CONSTRAINT ck_mandates_carer_fingerprint CHECK (octet_length(carer_fingerprint) = 32),
    CONSTRAINT ck_mandates_relation CHECK (relation IN ('son', 'daughter', 'husband', 'wife', 'father', 'mother', 'brother',
        'sister', 'grandson', 'granddaughter', 'grandfather', 'grandmother', 'other')),
    CONSTRAINT ck_mandates_scopes CHECK (cardinality(scopes) > 0
        AND scopes <@ ARRAY['status', 'appointments', 'cases', 'requests']),
    CONSTRAINT ck_mandates_ended CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CONSTRAINT ck_mandates_ended_by CHECK (ended_by IN ('person', 'carer', 'replaced')),
    CONSTRAINT uq_mandates_idempotency_key UNIQUE (idempotency_key)
);
CREATE UNIQUE INDEX uq_mandates_open ON mandates (beneficiary_id, carer_fingerprint) WHERE ended_at IS NULL;
CREATE INDEX ix_mandates_carer ON mandates (carer_fingerprint) WHERE ended_at IS NULL;

ALTER TABLE identity_sessions ADD COLUMN mandate_id UUID;
ALTER TABLE identity_sessions ADD CONSTRAINT fk_identity_sessions_mandate_id FOREIGN KEY (mandate_id) REFERENCES mandates (id);
CREATE INDEX ix_identity_sessions_mandate_id ON identity_sessions (mandate_id);

-- A code that confirms a mandate opens nothing else.
ALTER TABLE one_time_codes DROP CONSTRAINT ck_one_time_codes_purpose;
ALTER TABLE one_time_codes ADD CONSTRAINT ck_one_time_codes_purpose CHECK (purpose IN ('sign_in', 'mandate'));
