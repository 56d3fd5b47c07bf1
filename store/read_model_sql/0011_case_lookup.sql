-- Cases are looked for by a firm that they list or listed, by the window that ends first, and by our own
-- lateness: since when a service level of ours has passed, which stays when the case has ended (R30).
ALTER TABLE enrolments
    ADD COLUMN ever_listed text[] NOT NULL,
    ADD COLUMN late_since timestamptz;

CREATE INDEX enrolments_ever_listing ON enrolments USING gin (ever_listed);
CREATE INDEX enrolments_by_due ON enrolments (next_due, opened) WHERE next_due IS NOT NULL;
CREATE INDEX enrolments_late ON enrolments (opened) WHERE late_since IS NOT NULL;
CREATE INDEX deadlines_of_kind ON deadlines (kind, due);
