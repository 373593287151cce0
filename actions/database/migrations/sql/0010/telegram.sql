-- Telegram: which updates were taken and what became of them; contacts that blocked us; deliveries of several parts.

ALTER TABLE contacts ADD COLUMN IF NOT EXISTS unreachable_at TIMESTAMP WITH TIME ZONE;

ALTER TABLE deliveries ADD COLUMN parts_sent SMALLINT DEFAULT 0 NOT NULL;

CREATE TABLE telegram_updates (
    bot_id BIGINT NOT NULL,
    update_id BIGINT NOT NULL,
    contact_id UUID,
    chat_message BIGINT,
    message_id BIGINT,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_telegram_updates PRIMARY KEY (bot_id, update_id),
    CONSTRAINT fk_telegram_updates_contact_id FOREIGN KEY (contact_id) REFERENCES contacts (id),
    CONSTRAINT fk_telegram_updates_message_id FOREIGN KEY (message_id) REFERENCES messages (id)
);
CREATE INDEX ix_telegram_updates_contact_id_chat_message ON telegram_updates (contact_id, chat_message);
CREATE INDEX ix_telegram_updates_message_id ON telegram_updates (message_id);
CREATE INDEX ix_telegram_updates_created_at ON telegram_updates (created_at);
