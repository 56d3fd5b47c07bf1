-- Firms by the name of the public register, and without the consent of their owners.
ALTER TABLE firms ADD COLUMN name text NOT NULL DEFAULT '';
ALTER TABLE firms ADD COLUMN consents boolean NOT NULL DEFAULT true;
