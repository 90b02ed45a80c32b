"""How modules meet: the registry and the small protocols a page asks."""
