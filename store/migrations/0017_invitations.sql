-- An account that a list made has no password that anybody knows: an invitation chooses it.
ALTER TABLE accounts ADD COLUMN invited boolean NOT NULL DEFAULT false;
CREATE INDEX accounts_of_person ON accounts (person) WHERE person IS NOT NULL;
