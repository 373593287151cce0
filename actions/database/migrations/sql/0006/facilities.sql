-- Who applied for which of the complementary benefits.

CREATE TABLE benefit_applications (
    id UUID NOT NULL,
    reference TEXT NOT NULL,
    beneficiary_id UUID NOT NULL,
    benefit VARCHAR(64) NOT NULL,
    details TEXT,
    status VARCHAR(64) NOT NULL,
    filed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    idempotency_key TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_benefit_applications PRIMARY KEY (id),
    CONSTRAINT ck_benefit_applications_reference CHECK (reference ~ '^BNF-\d{4}-\d{6,}$'),
    CONSTRAINT uq_benefit_applications_reference UNIQUE (reference),
    CONSTRAINT fk_benefit_applications_beneficiary_id FOREIGN KEY (beneficiary_id) REFERENCES beneficiaries (id),
    CONSTRAINT ck_benefit_applications_benefit CHECK (benefit IN ('school_transport', 'qiyas_fees', 'infant_formula', 'court_fees',
        'school_bag', 'food_support', 'electricity_support', 'soft_loan', 'developmental_housing', 'university_admission')),
    CONSTRAINT ck_benefit_applications_status CHECK (status IN ('received', 'accepted', 'rejected', 'withdrawn')),
    CONSTRAINT uq_benefit_applications_idempotency_key UNIQUE (idempotency_key)
);
CREATE UNIQUE INDEX uq_benefit_applications_open ON benefit_applications (beneficiary_id, benefit) WHERE status = 'received';
CREATE INDEX ix_benefit_applications_beneficiary_id ON benefit_applications (beneficiary_id);
