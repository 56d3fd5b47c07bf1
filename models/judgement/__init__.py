"""From marked characters to a judged reading: values, rows, checks, and how sure each value is."""
