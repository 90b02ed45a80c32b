"""Papers of rooms: the sheet and the window poster, and the first letter to owners."""
