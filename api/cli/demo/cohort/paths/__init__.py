"""The paths of made-up lives, one function each, in a file for each way to end."""
