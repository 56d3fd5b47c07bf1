"""How the network learns: pages sampled without end, the recipe, and the loop."""
