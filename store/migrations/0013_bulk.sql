-- A task shown to one asker for a moment, so that many who ask at once are not all sent to the same one.
CREATE TABLE offered_tasks (
    task uuid PRIMARY KEY,
    account uuid NOT NULL,
    until timestamptz NOT NULL
);

-- What one call asked of many; each item's own receipt says what became of it.
CREATE TABLE bulks (
    id uuid PRIMARY KEY,
    account uuid NOT NULL,
    action text NOT NULL,
    body_mark bytea NOT NULL,
    received_at timestamptz NOT NULL,
    items jsonb NOT NULL
);
