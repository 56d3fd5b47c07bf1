"""Second signals: what else on the paper, or known of such papers, speaks for or against a value."""
