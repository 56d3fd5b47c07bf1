-- Whether a case still has older commands is asked with every new one: not by reading all that it ever had.
CREATE INDEX receipts_undecided_of_case ON receipts (case_id, received_at, command_id) WHERE NOT decided;
