-- A webhook is acknowledged as soon as its payload is kept; what it says is taken up afterwards.

ALTER TABLE inbound_payloads
    ADD COLUMN party BYTEA,
    ADD COLUMN taken_at TIMESTAMP WITH TIME ZONE,
    ADD COLUMN attempts SMALLINT DEFAULT 0 NOT NULL,
    ADD COLUMN not_before TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL;
UPDATE inbound_payloads SET taken_at = created_at;
CREATE INDEX ix_inbound_payloads_waiting ON inbound_payloads (party, id) WHERE taken_at IS NULL;
