-- Changes that people reported, what they asked about their own data, and which notices they want.

CREATE TABLE reported_changes (
    id UUID NOT NULL,
    reference TEXT NOT NULL,
    beneficiary_id UUID NOT NULL,
    kind VARCHAR(64) NOT NULL,
    happened_on DATE NOT NULL,
    details TEXT,
    status VARCHAR(64) NOT NULL,
    reported_at TIMESTAMP WITH TIME ZONE NOT NULL,
    idempotency_key TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_reported_changes PRIMARY KEY (id),
    CONSTRAINT ck_reported_changes_reference CHECK (reference ~ '^CHG-\d{4}-\d{6,}$'),
    CONSTRAINT uq_reported_changes_reference UNIQUE (reference),
    CONSTRAINT fk_reported_changes_beneficiary_id FOREIGN KEY (beneficiary_id) REFERENCES beneficiaries (id),
    CONSTRAINT ck_reported_changes_kind CHECK (kind IN ('income', 'job', 'marriage', 'divorce', 'birth', 'death', 'address',
        'phone', 'bank_account', 'dependant_left', 'travel', 'disability')),
    CONSTRAINT ck_reported_changes_status CHECK (status IN ('received', 'done')),
    CONSTRAINT uq_reported_changes_idempotency_key UNIQUE (idempotency_key)
);
CREATE INDEX ix_reported_changes_beneficiary_id ON reported_changes (beneficiary_id);
CREATE INDEX ix_reported_changes_open ON reported_changes (reported_at) WHERE status = 'received';

CREATE TABLE data_requests (
    id UUID NOT NULL,
    reference TEXT NOT NULL,
    beneficiary_id UUID NOT NULL,
    kind VARCHAR(64) NOT NULL,
    status VARCHAR(64) NOT NULL,
    requested_at TIMESTAMP WITH TIME ZONE NOT NULL,
    due_on DATE NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_data_requests PRIMARY KEY (id),
    CONSTRAINT ck_data_requests_reference CHECK (reference ~ '^REQ-\d{4}-\d{6,}$'),
    CONSTRAINT uq_data_requests_reference UNIQUE (reference),
    CONSTRAINT fk_data_requests_beneficiary_id FOREIGN KEY (beneficiary_id) REFERENCES beneficiaries (id),
    CONSTRAINT ck_data_requests_kind CHECK (kind IN ('deletion', 'copy')),
    CONSTRAINT ck_data_requests_status CHECK (status IN ('received', 'done'))
);
CREATE UNIQUE INDEX uq_data_requests_open ON data_requests (beneficiary_id, kind) WHERE status = 'received';
CREATE INDEX ix_data_requests_beneficiary_id ON data_requests (beneficiary_id);

CREATE TABLE subscriptions (
    conversation_id UUID NOT NULL,
    kind VARCHAR(64) NOT NULL,
    contact_id UUID,
    subscribed BOOLEAN NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_subscriptions PRIMARY KEY (conversation_id, kind),
    CONSTRAINT ck_subscriptions_kind CHECK (kind IN ('payment', 'results', 'case', 'card', 'appointment')),
    CONSTRAINT fk_subscriptions_contact_id FOREIGN KEY (contact_id) REFERENCES contacts (id)
);
CREATE INDEX ix_subscriptions_contact_id ON subscriptions (contact_id);
