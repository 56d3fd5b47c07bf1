CREATE TABLE person_keys (
    person uuid PRIMARY KEY,
    nonce bytea,
    wrapped bytea,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    forgotten_at timestamptz,
    CHECK ((wrapped IS NULL) = (forgotten_at IS NOT NULL)),
    CHECK ((wrapped IS NULL) = (nonce IS NULL))
);

CREATE TABLE files (
    address text PRIMARY KEY,
    person uuid NOT NULL,
    mark text NOT NULL,
    size bigint NOT NULL,
    media_type text NOT NULL,
    name_nonce text NOT NULL,
    name_ciphertext text NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (person, mark)
);

CREATE TABLE accounts (
    id uuid PRIMARY KEY,
    login text NOT NULL UNIQUE,
    role text NOT NULL,
    guild text,
    person uuid,
    password_hash text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE tokens (
    token_sha256 bytea PRIMARY KEY,
    account uuid NOT NULL REFERENCES accounts (id),
    expires_at timestamptz NOT NULL
);
