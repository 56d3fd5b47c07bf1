"""A checkup: one firm's evidence, quantities and review."""
