CREATE TABLE receipts (
    command_id uuid PRIMARY KEY,
    actor_account uuid NOT NULL,
    actor_role text NOT NULL,
    actor_person uuid,
    actor_guild text,
    idempotency_key text NOT NULL,
    case_id uuid NOT NULL,
    stream uuid NOT NULL,
    workflow text NOT NULL,
    kind text NOT NULL,
    body bytea NOT NULL,
    body_mark bytea NOT NULL,
    received_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    attempts int NOT NULL DEFAULT 0,
    last_attempt_at timestamptz,
    decided boolean NOT NULL DEFAULT false,
    UNIQUE (actor_account, idempotency_key)
);

CREATE INDEX receipts_of_case ON receipts (case_id, received_at, command_id);
CREATE INDEX receipts_pending ON receipts ((coalesce(last_attempt_at, created_at))) WHERE NOT decided;

CREATE TABLE outcomes (
    command_id uuid PRIMARY KEY,
    stream uuid NOT NULL,
    position bigint,
    version int,
    refusal_code text,
    refusal_rule text,
    refusal_fields jsonb,
    decided_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (num_nonnulls(position, refusal_code) = 1)
);

CREATE FUNCTION settle_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE receipts SET decided = true WHERE command_id = NEW.command_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER settle_receipt AFTER INSERT ON outcomes
    FOR EACH ROW EXECUTE FUNCTION settle_receipt();

-- Up to when a case's receipts have been handled: no later one may be stamped before it.
CREATE TABLE case_drains (
    case_id uuid PRIMARY KEY,
    drained_until timestamptz NOT NULL
);
