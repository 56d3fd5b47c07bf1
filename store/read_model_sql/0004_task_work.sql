-- How urgent a task is depends on the instant, so lists compute it; a row holds what it is computed from.
ALTER TABLE tasks DROP COLUMN urgency;
ALTER TABLE tasks
    ADD COLUMN version int NOT NULL,
    ADD COLUMN priority text NOT NULL,
    ADD COLUMN rests_until timestamptz,
    ADD COLUMN late_since timestamptz,
    ADD COLUMN assigned boolean NOT NULL;

CREATE INDEX tasks_of_enrolment ON tasks (enrolment);
