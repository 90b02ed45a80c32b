"""For the operators of a server with several towns: which there are, how they are, and whether their doors are open."""
