"""Ways in: a file's bytes become pages, parsed in a process of its own that is held to limits."""
