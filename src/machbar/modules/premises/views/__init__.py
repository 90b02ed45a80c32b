"""The pages of rooms and demand, one file a part."""
