-- What the paths of empowerment offer, and who applied for it.

CREATE TABLE opportunities (
    code TEXT NOT NULL,
    kind VARCHAR(64) NOT NULL,
    interest TEXT NOT NULL,
    region TEXT,
    remote BOOLEAN NOT NULL,
    title_ar TEXT NOT NULL,
    title_en TEXT NOT NULL,
    open BOOLEAN NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_opportunities PRIMARY KEY (code),
    CONSTRAINT ck_opportunities_region CHECK (region IN ('riyadh', 'makkah', 'madinah', 'eastern', 'asir', 'najran', 'jazan',
        'qassim', 'hail', 'tabuk', 'northern_borders', 'bahah', 'jawf')),
    CONSTRAINT ck_opportunities_kind CHECK (kind IN ('training', 'employment', 'project'))
);
CREATE INDEX ix_opportunities_kind_interest ON opportunities (kind, interest);

CREATE TABLE path_applications (
    id UUID NOT NULL,
    reference TEXT NOT NULL,
    beneficiary_id UUID NOT NULL,
    opportunity_code TEXT NOT NULL,
    status VARCHAR(64) NOT NULL,
    filed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    idempotency_key TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_path_applications PRIMARY KEY (id),
    CONSTRAINT ck_path_applications_reference CHECK (reference ~ '^PTH-\d{4}-\d{6,}$'),
    CONSTRAINT uq_path_applications_reference UNIQUE (reference),
    CONSTRAINT fk_path_applications_beneficiary_id FOREIGN KEY (beneficiary_id) REFERENCES beneficiaries (id),
    CONSTRAINT fk_path_applications_opportunity_code FOREIGN KEY (opportunity_code) REFERENCES opportunities (code),
    CONSTRAINT ck_path_applications_status CHECK (status IN ('received', 'accepted', 'rejected', 'withdrawn')),
    CONSTRAINT uq_path_applications_idempotency_key UNIQUE (idempotency_key)
);
CREATE UNIQUE INDEX uq_path_applications_open ON path_applications (beneficiary_id, opportunity_code) WHERE status = 'received';
CREATE INDEX ix_path_applications_beneficiary_id ON path_applications (beneficiary_id);
CREATE INDEX ix_path_applications_opportunity_code ON path_applications (opportunity_code);
