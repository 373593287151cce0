-- Empowerment plans.

CREATE TABLE plans (
    id UUID NOT NULL,
    beneficiary_id UUID NOT NULL,
    stage SMALLINT NOT NULL,
    agreed_on DATE NOT NULL,
    active BOOLEAN NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_plans PRIMARY KEY (id),
    CONSTRAINT ck_plans_stage CHECK (stage BETWEEN 1 AND 5),
    CONSTRAINT fk_plans_beneficiary_id FOREIGN KEY (beneficiary_id) REFERENCES beneficiaries (id)
);
CREATE UNIQUE INDEX uq_plans_active ON plans (beneficiary_id) WHERE active;

CREATE TABLE plan_tasks (
    plan_id UUID NOT NULL,
    position SMALLINT NOT NULL,
    title_key TEXT NOT NULL,
    done BOOLEAN NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_plan_tasks PRIMARY KEY (plan_id, position),
    CONSTRAINT ck_plan_tasks_position CHECK (position >= 1),
    CONSTRAINT fk_plan_tasks_plan_id FOREIGN KEY (plan_id) REFERENCES plans (id)
);
