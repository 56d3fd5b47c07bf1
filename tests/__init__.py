"""Tests; nothing of the application imports them."""
