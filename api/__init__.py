"""The ways in: JSON, pages and the command line."""
