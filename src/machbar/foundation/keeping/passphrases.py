"""How long a passphrase of the backups is at least; read by the settings, so it knows no Django."""

SHORTEST = 10
"""Characters."""
