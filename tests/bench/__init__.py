"""The bench itself, run small."""
