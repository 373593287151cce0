-- Numbers of menus go on from one message of an answer to the next.

ALTER TABLE choices ADD COLUMN listed_before SMALLINT DEFAULT 0 NOT NULL;
