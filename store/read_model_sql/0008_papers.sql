-- The kinds of paper that the case has to give out, and whether one is still being made.
ALTER TABLE enrolments
    ADD COLUMN papers text[] NOT NULL DEFAULT '{}',
    ADD COLUMN paper_owed boolean NOT NULL DEFAULT false;
