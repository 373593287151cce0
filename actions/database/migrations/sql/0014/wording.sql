-- Plainer words, where somebody asked for them: in this conversation, and wherever else the person is known.

ALTER TABLE conversations ADD COLUMN simple_wording BOOLEAN DEFAULT false NOT NULL;
ALTER TABLE preferences ADD COLUMN simple_wording BOOLEAN DEFAULT false NOT NULL;
