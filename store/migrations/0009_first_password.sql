-- An account made for somebody else has a password that its maker knows: it is good for choosing another.
ALTER TABLE accounts ADD COLUMN first_password boolean NOT NULL DEFAULT false;
