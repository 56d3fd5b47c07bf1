"""Training of the network that tells handwriting from print, on lines of small drawn papers."""
