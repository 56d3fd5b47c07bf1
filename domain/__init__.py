"""The rules of the programme: pure, standard library only."""
