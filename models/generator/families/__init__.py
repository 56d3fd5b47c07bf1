"""Grammars: how the parts of a page are put together. A family is one of them, whoever's page it is."""
