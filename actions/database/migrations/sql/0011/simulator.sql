-- What the simulated providers of a demonstration know after a restart.

ALTER TABLE simulated_messages DROP COLUMN contact_id;

CREATE TABLE simulated_records (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_simulated_records PRIMARY KEY (kind, key)
);
