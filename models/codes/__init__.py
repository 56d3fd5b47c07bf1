"""Codes on paper: what they say."""
