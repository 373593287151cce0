-- Who asked for the comprehensive service, and whom staff have to call.

CREATE TABLE comprehensive_requests (
    id UUID NOT NULL,
    reference TEXT NOT NULL,
    beneficiary_id UUID NOT NULL,
    relation TEXT NOT NULL,
    age SMALLINT,
    disability BOOLEAN,
    adults SMALLINT,
    status VARCHAR(64) NOT NULL,
    filed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    idempotency_key TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_comprehensive_requests PRIMARY KEY (id),
    CONSTRAINT ck_comprehensive_requests_reference CHECK (reference ~ '^CMS-\d{4}-\d{6,}$'),
    CONSTRAINT ck_comprehensive_requests_numbers CHECK (age >= 0 AND adults >= 0),
    CONSTRAINT uq_comprehensive_requests_reference UNIQUE (reference),
    CONSTRAINT fk_comprehensive_requests_beneficiary_id FOREIGN KEY (beneficiary_id) REFERENCES beneficiaries (id),
    CONSTRAINT ck_comprehensive_requests_status CHECK (status IN ('received', 'done', 'withdrawn')),
    CONSTRAINT uq_comprehensive_requests_idempotency_key UNIQUE (idempotency_key)
);
CREATE UNIQUE INDEX uq_comprehensive_requests_open ON comprehensive_requests (beneficiary_id, relation) WHERE status = 'received';
CREATE INDEX ix_comprehensive_requests_beneficiary_id ON comprehensive_requests (beneficiary_id);

CREATE TABLE callbacks (
    id UUID NOT NULL,
    reference TEXT NOT NULL,
    beneficiary_id UUID NOT NULL,
    contact_id UUID NOT NULL,
    part VARCHAR(64) NOT NULL,
    due_from TIMESTAMP WITH TIME ZONE NOT NULL,
    due_until TIMESTAMP WITH TIME ZONE NOT NULL,
    done_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_callbacks PRIMARY KEY (id),
    CONSTRAINT ck_callbacks_due CHECK (due_until > due_from),
    CONSTRAINT uq_callbacks_reference UNIQUE (reference),
    CONSTRAINT fk_callbacks_beneficiary_id FOREIGN KEY (beneficiary_id) REFERENCES beneficiaries (id),
    CONSTRAINT fk_callbacks_contact_id FOREIGN KEY (contact_id) REFERENCES contacts (id),
    CONSTRAINT ck_callbacks_part CHECK (part IN ('morning', 'afternoon', 'any'))
);
CREATE INDEX ix_callbacks_beneficiary_id ON callbacks (beneficiary_id);
CREATE INDEX ix_callbacks_contact_id ON callbacks (contact_id);
CREATE INDEX ix_callbacks_open ON callbacks (due_from) WHERE done_at IS NULL;
