"""The command line: composes the processes, so it alone may import every folder."""
