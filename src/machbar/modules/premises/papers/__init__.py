"""Papers of rooms: the sheet and the window poster, the draft of an agreement, the letter that asks a side."""
