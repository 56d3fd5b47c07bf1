"""Codes on the paper: found, read, and said in the words of invoices and accounts."""
