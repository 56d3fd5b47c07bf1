-- Which master key wraps the keys of this database: another would begin a second set that no one could join.
CREATE TABLE master_key (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    fingerprint bytea NOT NULL
);
