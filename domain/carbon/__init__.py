"""The carbon ledger: emission factors, and what quantities come to by them."""
