"""Papers: certificates, statements and blank forms as PDF/A."""
