-- Bills that wait for a reader, documents that wait for a person, and bills that cannot be read.
ALTER TABLE checkups
    ADD COLUMN unread int NOT NULL,
    ADD COLUMN to_confirm int NOT NULL,
    ADD COLUMN unreadable int NOT NULL;

CREATE INDEX checkups_unread ON checkups (id) WHERE unread > 0;
