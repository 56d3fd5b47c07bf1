-- How often a mail was tried in vain, for whoever looks why it waits. The record of what became of it are events.
CREATE TABLE mail_attempts (
    mail uuid PRIMARY KEY,
    failed int NOT NULL,
    last_failed_at timestamptz NOT NULL,
    last_error text NOT NULL
);
