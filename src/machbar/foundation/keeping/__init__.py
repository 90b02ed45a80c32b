"""Backups: everything of a server in one file, independent of the database, and back (docs/decisions/0012)."""
