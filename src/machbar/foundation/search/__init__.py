"""Site search: one table of what may be found by whom, one index beside it, on SQLite and PostgreSQL alike."""
