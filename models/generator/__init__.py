"""Bills that were never printed: sampled layouts with labels, their noise and their pictures."""
