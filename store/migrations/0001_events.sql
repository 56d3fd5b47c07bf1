ALTER TABLE tanjian_events
    ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT clock_timestamp();

CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tanjian_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

-- The primary key refuses a version that exists; this refuses one that would leave a gap.
CREATE FUNCTION require_versions(streams uuid[], expected bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    stale record;
BEGIN
    SELECT s.stream, s.version, coalesce(
        (SELECT max(originator_version) FROM tanjian_events WHERE originator_id = s.stream), 0) AS found
    INTO stale
    FROM unnest(streams, expected) AS s (stream, version)
    WHERE s.version <> coalesce(
        (SELECT max(originator_version) FROM tanjian_events WHERE originator_id = s.stream), 0)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'stream % is at version %, not %', stale.stream, stale.found, stale.version
            USING ERRCODE = 'TJ002';
    END IF;
END
$$;
