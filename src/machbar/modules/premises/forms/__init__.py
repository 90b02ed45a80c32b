"""The forms of rooms and demand, one file a part."""
