CREATE TABLE world (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    offset_seconds double precision NOT NULL DEFAULT 0,
    resolution_seconds int NOT NULL DEFAULT 0 CHECK (resolution_seconds >= 0)
);

INSERT INTO world DEFAULT VALUES;
