"""How things of rooms and demand are found, one file a kind."""
