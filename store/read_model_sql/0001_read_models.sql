CREATE TABLE positions (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    position bigint NOT NULL
);

INSERT INTO positions (position) VALUES (0);

CREATE TABLE enrolments (
    id uuid PRIMARY KEY,
    programme text NOT NULL,
    guild text NOT NULL,
    person uuid NOT NULL,
    session uuid NOT NULL,
    stage text NOT NULL,
    outcome text,
    closed boolean NOT NULL,
    version int NOT NULL,
    opened bigint NOT NULL UNIQUE,
    position bigint NOT NULL,
    opened_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    training_day date,
    list_due timestamptz,
    upload_due timestamptz,
    next_due timestamptz,
    firms int NOT NULL,
    submitted int NOT NULL,
    approved int NOT NULL,
    fee int,
    certificate text,
    batch uuid,
    document jsonb NOT NULL
);

CREATE INDEX enrolments_of_guild ON enrolments (guild, opened);
CREATE INDEX enrolments_of_person ON enrolments (person, opened);
CREATE INDEX enrolments_at_stage ON enrolments (programme, stage, opened);
CREATE UNIQUE INDEX enrolments_by_certificate ON enrolments (certificate) WHERE certificate IS NOT NULL;

CREATE TABLE firms (
    enrolment uuid NOT NULL,
    ubn text NOT NULL,
    checkup uuid NOT NULL,
    industry text NOT NULL,
    county text NOT NULL,
    revenue bigint NOT NULL,
    capital bigint NOT NULL,
    place_sector text,
    place_number int,
    has_letter boolean NOT NULL,
    list_check text NOT NULL,
    progress text NOT NULL,
    PRIMARY KEY (enrolment, ubn)
);

CREATE INDEX firms_by_ubn ON firms (ubn);

CREATE TABLE deadlines (
    enrolment uuid NOT NULL,
    kind text NOT NULL,
    starts date NOT NULL,
    due_date date NOT NULL,
    due timestamptz NOT NULL,
    rule text NOT NULL,
    next_reminder timestamptz,
    PRIMARY KEY (enrolment, kind)
);

CREATE INDEX deadlines_by_due ON deadlines (due, enrolment, kind);

CREATE TABLE mails (
    id uuid PRIMARY KEY,
    enrolment uuid NOT NULL,
    template text NOT NULL,
    to_guild boolean NOT NULL,
    ubns text[] NOT NULL,
    intended_at timestamptz NOT NULL,
    accepted_at timestamptz
);

CREATE INDEX mails_of_enrolment ON mails (enrolment);

CREATE TABLE checkups (
    id uuid PRIMARY KEY,
    enrolment uuid NOT NULL,
    ubn text NOT NULL,
    programme text NOT NULL,
    person uuid NOT NULL,
    stage text NOT NULL,
    rounds int NOT NULL,
    bills int NOT NULL,
    activities int NOT NULL,
    submitted_at timestamptz,
    decided_at timestamptz,
    version int NOT NULL,
    position bigint NOT NULL,
    document jsonb NOT NULL
);

CREATE INDEX checkups_of_enrolment ON checkups (enrolment, ubn);
CREATE INDEX checkups_by_ubn ON checkups (ubn);

CREATE TABLE tasks (
    id uuid PRIMARY KEY,
    stream uuid NOT NULL,
    workflow text NOT NULL,
    enrolment uuid NOT NULL,
    kind text NOT NULL,
    roles text[] NOT NULL,
    guild text,
    ubn text,
    opened_at timestamptz NOT NULL,
    due timestamptz,
    urgency timestamptz NOT NULL,
    late boolean NOT NULL,
    makers uuid[] NOT NULL,
    claimed_by uuid,
    claimed_until timestamptz
);

CREATE INDEX tasks_of_stream ON tasks (stream);
CREATE INDEX tasks_by_urgency ON tasks (urgency, id);

CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    programme text NOT NULL,
    guild text NOT NULL,
    day date NOT NULL,
    place text NOT NULL,
    seats_on_site int NOT NULL,
    seats_online int NOT NULL,
    attended int NOT NULL,
    opened bigint NOT NULL UNIQUE,
    version int NOT NULL,
    position bigint NOT NULL,
    document jsonb NOT NULL
);

CREATE INDEX sessions_of_guild ON sessions (guild, opened);

CREATE TABLE payout_batches (
    id uuid PRIMARY KEY,
    programme text NOT NULL,
    stage text NOT NULL,
    lines int NOT NULL,
    gross bigint NOT NULL,
    net bigint NOT NULL,
    proposed_by uuid NOT NULL,
    decided_by uuid,
    file text,
    opened bigint NOT NULL UNIQUE,
    version int NOT NULL,
    position bigint NOT NULL,
    document jsonb NOT NULL
);

CREATE TABLE payout_lines (
    batch uuid NOT NULL,
    enrolment uuid NOT NULL,
    person uuid NOT NULL,
    gross int NOT NULL,
    withheld int NOT NULL,
    supplementary int NOT NULL,
    net int NOT NULL,
    income_code text NOT NULL,
    status text NOT NULL,
    returned_reason text,
    PRIMARY KEY (batch, enrolment)
);

CREATE INDEX payout_lines_of_enrolment ON payout_lines (enrolment);

CREATE TABLE taken_places (
    stream uuid PRIMARY KEY,
    sector text NOT NULL,
    number int NOT NULL,
    enrolment uuid NOT NULL,
    ubn text NOT NULL
);

CREATE INDEX taken_places_of_enrolment ON taken_places (enrolment);
