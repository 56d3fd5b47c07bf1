-- Mails are looked for by what became of them, and show their evidence.
ALTER TABLE mails
    ADD COLUMN guild text NOT NULL,
    ADD COLUMN state text NOT NULL,
    ADD COLUMN last_day date,
    ADD COLUMN refused_code int,
    ADD COLUMN reply text NOT NULL,
    ADD COLUMN sha256 text NOT NULL,
    ADD COLUMN repeats uuid;

CREATE INDEX mails_by_state ON mails (state, intended_at, id);
CREATE INDEX mails_by_time ON mails (intended_at, id);
CREATE INDEX mails_of_guild ON mails (guild, intended_at, id);
