-- What If-Match named: the stream that was seen, and its version then.
ALTER TABLE receipts
    ADD COLUMN expected_stream uuid,
    ADD COLUMN expected_version int,
    ADD CHECK (num_nonnulls(expected_stream, expected_version) IN (0, 2));

CREATE INDEX receipts_of_stream_pending ON receipts (stream, received_at) WHERE NOT decided;
