CREATE TABLE guilds (
    code text PRIMARY KEY,
    name text NOT NULL,
    email text NOT NULL
);
