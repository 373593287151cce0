-- Who proved themselves where, how people want to be spoken to, and links with which they go on elsewhere.

ALTER TABLE contact_holders
    ADD COLUMN source VARCHAR(64) DEFAULT 'file' NOT NULL,
    ADD COLUMN proved_at TIMESTAMP WITH TIME ZONE,
    ADD CONSTRAINT ck_contact_holders_source CHECK (source IN ('file', 'proved')),
    ADD CONSTRAINT ck_contact_holders_proved CHECK (source = 'file' OR proved_at IS NOT NULL);

CREATE TABLE preferences (
    beneficiary_id UUID NOT NULL,
    language TEXT,
    contact_id UUID,
    preferred_by VARCHAR(64),
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_preferences PRIMARY KEY (beneficiary_id),
    CONSTRAINT fk_preferences_beneficiary_id FOREIGN KEY (beneficiary_id) REFERENCES beneficiaries (id),
    CONSTRAINT fk_preferences_contact_id FOREIGN KEY (contact_id) REFERENCES contacts (id),
    CONSTRAINT ck_preferences_language CHECK (language IN ('ar', 'en')),
    CONSTRAINT ck_preferences_preferred_by CHECK (preferred_by IN ('said', 'used')),
    CONSTRAINT ck_preferences_preferred CHECK ((contact_id IS NULL) = (preferred_by IS NULL))
);
CREATE INDEX ix_preferences_contact_id ON preferences (contact_id);

CREATE TABLE continuations (
    token_hash BYTEA NOT NULL,
    conversation_id UUID,
    notice_id UUID,
    beneficiary_id UUID,
    bound_to BYTEA,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    used_by UUID,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_continuations PRIMARY KEY (token_hash),
    CONSTRAINT fk_continuations_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id),
    CONSTRAINT fk_continuations_beneficiary_id FOREIGN KEY (beneficiary_id) REFERENCES beneficiaries (id),
    CONSTRAINT fk_continuations_used_by FOREIGN KEY (used_by) REFERENCES contacts (id),
    CONSTRAINT ck_continuations_has_source CHECK (conversation_id IS NOT NULL OR notice_id IS NOT NULL),
    CONSTRAINT ck_continuations_bound CHECK (bound_to IS NULL OR beneficiary_id IS NOT NULL),
    CONSTRAINT ck_continuations_used CHECK ((used_at IS NULL) = (used_by IS NULL))
);
CREATE INDEX ix_continuations_conversation_id ON continuations (conversation_id);
CREATE INDEX ix_continuations_notice_id ON continuations (notice_id);
CREATE INDEX ix_continuations_beneficiary_id ON continuations (beneficiary_id);
CREATE INDEX ix_continuations_used_by ON continuations (used_by);
