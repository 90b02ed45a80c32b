"""Units in tables: the card in its own order, without owners."""

from machbar.modules.premises.tables.kind import UNITS

__all__ = ["UNITS"]
