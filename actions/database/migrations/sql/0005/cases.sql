-- What becomes of a case: told in the conversation it was filed in, opened again, worded with help.

ALTER TABLE cases
    ADD COLUMN wording VARCHAR(64) DEFAULT 'own' NOT NULL,
    ADD COLUMN conversation_id UUID,
    ADD CONSTRAINT ck_cases_wording CHECK (wording IN ('offered', 'own'));

ALTER TABLE case_events
    DROP CONSTRAINT ck_case_events_kind,
    ADD CONSTRAINT ck_case_events_kind CHECK (kind IN ('filed', 'status_changed', 'details_added', 'attachment_added',
        'withdrawn', 'reopened'));

-- Notices into a conversation; nothing is left to do here where consultations brought them before.
ALTER TABLE notices
    ALTER COLUMN contact_id DROP NOT NULL,
    ADD COLUMN IF NOT EXISTS conversation_id UUID,
    ADD COLUMN IF NOT EXISTS choices JSONB DEFAULT '[]' NOT NULL,
    ADD COLUMN IF NOT EXISTS unasked BOOLEAN DEFAULT false NOT NULL,
    DROP CONSTRAINT IF EXISTS ck_notices_addressed,
    ADD CONSTRAINT ck_notices_addressed CHECK (contact_id IS NOT NULL OR conversation_id IS NOT NULL);
