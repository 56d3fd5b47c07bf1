"""The designs: a module for some of a kind's families, each family one design with its own vendors."""
