-- Digital cards.

CREATE TABLE cards (
    id UUID NOT NULL,
    beneficiary_id UUID NOT NULL,
    status VARCHAR(64) NOT NULL,
    issued_on DATE,
    expires_on DATE,
    token TEXT,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_cards PRIMARY KEY (id),
    CONSTRAINT ck_cards_has_expiry CHECK (status NOT IN ('active', 'expired') OR expires_on IS NOT NULL),
    CONSTRAINT ck_cards_issued_has_token CHECK ((status IN ('under_review', 'not_issued')) = (token IS NULL)),
    CONSTRAINT ck_cards_expires_after_issue CHECK (expires_on >= issued_on),
    CONSTRAINT uq_cards_beneficiary_id UNIQUE (beneficiary_id),
    CONSTRAINT fk_cards_beneficiary_id FOREIGN KEY (beneficiary_id) REFERENCES beneficiaries (id),
    CONSTRAINT ck_cards_status CHECK (status IN ('active', 'suspended', 'expired', 'under_review', 'not_issued')),
    CONSTRAINT uq_cards_token UNIQUE (token)
);
