-- A mail that no server takes is neither waiting nor sent.
ALTER TABLE mails ADD COLUMN refused_at timestamptz;
