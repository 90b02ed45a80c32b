"""Tags for what modules offer each other in the middle of a page."""
