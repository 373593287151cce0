-- Where people can be reached.

CREATE TABLE contacts (
    id UUID NOT NULL,
    channel VARCHAR(64) NOT NULL,
    address_fingerprint BYTEA,
    address_sealed BYTEA,
    provider_id_fingerprint BYTEA,
    provider_id_sealed BYTEA,
    verified_at TIMESTAMP WITH TIME ZONE,
    opted_out_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_contacts PRIMARY KEY (id),
    CONSTRAINT uq_contacts_channel_address_fingerprint UNIQUE (channel, address_fingerprint),
    CONSTRAINT uq_contacts_channel_provider_id_fingerprint UNIQUE (channel, provider_id_fingerprint),
    CONSTRAINT ck_contacts_reachable CHECK (channel = 'web' OR address_fingerprint IS NOT NULL OR provider_id_fingerprint IS NOT NULL),
    CONSTRAINT ck_contacts_address CHECK ((address_fingerprint IS NULL) = (address_sealed IS NULL)),
    CONSTRAINT ck_contacts_provider_id CHECK ((provider_id_fingerprint IS NULL) = (provider_id_sealed IS NULL)),
    CONSTRAINT ck_contacts_channel CHECK (channel IN ('sms', 'whatsapp', 'telegram', 'phone', 'web'))
);

CREATE TABLE contact_holders (
    contact_id UUID NOT NULL,
    beneficiary_id UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_contact_holders PRIMARY KEY (contact_id, beneficiary_id),
    CONSTRAINT fk_contact_holders_contact_id FOREIGN KEY (contact_id) REFERENCES contacts (id),
    CONSTRAINT fk_contact_holders_beneficiary_id FOREIGN KEY (beneficiary_id) REFERENCES beneficiaries (id)
);
CREATE INDEX ix_contact_holders_beneficiary_id ON contact_holders (beneficiary_id);

CREATE TABLE notices (
    id UUID NOT NULL,
    contact_id UUID NOT NULL,
    beneficiary_id UUID,
    act TEXT NOT NULL,
    data JSONB NOT NULL,
    language TEXT NOT NULL,
    cause BIGINT,
    state VARCHAR(64) NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_notices PRIMARY KEY (id),
    CONSTRAINT ck_notices_language CHECK (language IN ('ar', 'en')),
    CONSTRAINT fk_notices_contact_id FOREIGN KEY (contact_id) REFERENCES contacts (id),
    CONSTRAINT fk_notices_beneficiary_id FOREIGN KEY (beneficiary_id) REFERENCES beneficiaries (id),
    CONSTRAINT ck_notices_state CHECK (state IN ('pending', 'dispatched', 'dead'))
);
CREATE INDEX ix_notices_beneficiary_id ON notices (beneficiary_id);
CREATE INDEX ix_notices_contact_id ON notices (contact_id);
CREATE INDEX ix_notices_due ON notices (due_at) WHERE state = 'pending';
