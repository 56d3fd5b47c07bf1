-- Who made an account over the API; the operator's own (`tanjian account add`) have none.
ALTER TABLE accounts ADD COLUMN created_by uuid REFERENCES accounts (id);
