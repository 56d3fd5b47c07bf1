"""Layouts sampled from grammars: what bills look like to whoever sees only lines of text."""
