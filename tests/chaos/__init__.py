"""The durability run: everything is killed, again and again, and nothing is lost and nothing done twice."""
