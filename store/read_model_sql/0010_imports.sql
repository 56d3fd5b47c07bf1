CREATE TABLE imports (
    id uuid PRIMARY KEY,
    programme text NOT NULL,
    guild text NOT NULL,
    session uuid NOT NULL,
    stage text NOT NULL,
    rows int NOT NULL,
    accepted int NOT NULL,
    present int NOT NULL,
    faulty int NOT NULL,
    opened bigint NOT NULL UNIQUE,
    version int NOT NULL,
    position bigint NOT NULL,
    document jsonb NOT NULL
);

CREATE INDEX imports_of_guild ON imports (guild, opened);
