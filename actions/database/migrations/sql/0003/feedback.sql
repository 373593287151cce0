-- Whether a task went well.

CREATE TABLE ratings (
    id UUID NOT NULL,
    beneficiary_id UUID NOT NULL,
    task TEXT NOT NULL,
    asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    content BOOLEAN,
    answered_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_ratings PRIMARY KEY (id),
    CONSTRAINT fk_ratings_beneficiary_id FOREIGN KEY (beneficiary_id) REFERENCES beneficiaries (id)
);
CREATE INDEX ix_ratings_beneficiary_id_asked_at ON ratings (beneficiary_id, asked_at);
