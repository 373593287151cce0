-- When a change or a request was dealt with, and where the person is told of it.

ALTER TABLE reported_changes ADD COLUMN conversation_id UUID;
ALTER TABLE reported_changes ADD COLUMN done_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE data_requests ADD COLUMN conversation_id UUID;
ALTER TABLE data_requests ADD COLUMN done_at TIMESTAMP WITH TIME ZONE;
-- What was marked as done before is taken to have been done when it came.
UPDATE reported_changes SET done_at = reported_at WHERE status = 'done';
UPDATE data_requests SET done_at = requested_at WHERE status = 'done';
ALTER TABLE reported_changes ADD CONSTRAINT ck_reported_changes_done_at CHECK ((status = 'done') = (done_at IS NOT NULL));
ALTER TABLE data_requests ADD CONSTRAINT ck_data_requests_done_at CHECK ((status = 'done') = (done_at IS NOT NULL));

-- Who had proved their identity where notices were asked for: what is told of a person's file needs to know whose.
ALTER TABLE subscriptions ADD COLUMN beneficiary_id UUID;
ALTER TABLE subscriptions ADD CONSTRAINT fk_subscriptions_beneficiary_id FOREIGN KEY (beneficiary_id) REFERENCES beneficiaries (id);
CREATE INDEX ix_subscriptions_beneficiary_id ON subscriptions (beneficiary_id);
