-- Who made the account; none for those that the operator made at the machine.
ALTER TABLE accounts ADD COLUMN created_by uuid;
