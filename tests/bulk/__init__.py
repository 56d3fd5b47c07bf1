"""Calls about many tasks at once, small in a test and at full size by hand."""
