"""Template tags of rooms and demand, one file a part."""
