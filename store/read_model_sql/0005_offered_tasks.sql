-- A resubmission is kept for its first reviewer for a while.
ALTER TABLE tasks ADD COLUMN offered_to uuid;
ALTER TABLE tasks ADD COLUMN offered_until timestamptz;
