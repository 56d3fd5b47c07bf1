"""Bill reading: from a file to readings with a confidence, its training, evaluation and weights."""
