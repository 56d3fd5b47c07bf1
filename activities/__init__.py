"""Everything that a workflow does to the world."""
