-- A change whose day nobody knows any more is a report all the same.

ALTER TABLE reported_changes ALTER COLUMN happened_on DROP NOT NULL;
