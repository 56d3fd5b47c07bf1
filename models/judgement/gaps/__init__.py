"""Values that the network missed and that the rest of the paper proves."""
