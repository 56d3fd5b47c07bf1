-- Who had a payment file in clear, and when: written before its bytes are given out.
CREATE TABLE file_downloads (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    stream uuid NOT NULL,
    address text NOT NULL,
    account uuid NOT NULL,
    person uuid,
    role text NOT NULL,
    downloaded_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE INDEX file_downloads_of_stream ON file_downloads (stream, id);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON file_downloads
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

-- Maker and checker are persons: each officer's account that was made before is one of its own.
UPDATE accounts SET person = gen_random_uuid() WHERE role = 'officer' AND person IS NULL;
