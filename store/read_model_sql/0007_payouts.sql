-- The day that counts for withholding, and how each payee is taxed.
ALTER TABLE payout_batches ADD COLUMN day date;
ALTER TABLE payout_lines ADD COLUMN resident boolean NOT NULL;
