"""How well bills are read: examples with their truth, scores, calibration and the curve of errors."""
