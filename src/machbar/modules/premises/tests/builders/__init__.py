"""Builders for tests of rooms and demand, one file a part."""
