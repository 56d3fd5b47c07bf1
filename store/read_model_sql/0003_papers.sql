-- The kinds of paper that the case has to give out.
ALTER TABLE enrolments ADD COLUMN papers text[] NOT NULL DEFAULT '{}';
