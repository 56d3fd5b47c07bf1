-- `submits_from` to `uploads_ended_at` is the time that the trainee had for the checkups.
-- `seat` is the kind of seat that the case holds; who never attended and whose case is over holds none.
ALTER TABLE enrolments
    ADD COLUMN attended_session uuid,
    ADD COLUMN seat text,
    ADD COLUMN submits_from date,
    ADD COLUMN uploads_ended_at timestamptz;

CREATE INDEX enrolments_of_session ON enrolments (session);

ALTER TABLE sessions
    ADD COLUMN stage text NOT NULL,
    ADD COLUMN cancelled boolean NOT NULL;

-- Who has spoken to a trainee, and when to ask again (R45).
CREATE TABLE chases (
    id uuid PRIMARY KEY,
    enrolment uuid NOT NULL,
    channel text NOT NULL,
    at timestamptz NOT NULL,
    follow_up date
);

CREATE INDEX chases_of_enrolment ON chases (enrolment, at);
