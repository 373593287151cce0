-- Which notices of a month, or of a card's end, have been told to whom: each once.

CREATE TABLE told_notices (
    recipient UUID NOT NULL,
    kind VARCHAR(64) NOT NULL,
    period TEXT NOT NULL,
    told_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_told_notices PRIMARY KEY (recipient, kind, period),
    CONSTRAINT ck_told_notices_kind CHECK (kind IN ('payment', 'results', 'case', 'card', 'appointment'))
);
