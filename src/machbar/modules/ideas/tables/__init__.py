"""Ideas in tables: the columns, what is wrong with a line, what is there already, and the exports of other programs."""

from machbar.modules.ideas.tables.kind import IDEAS

__all__ = ["IDEAS"]
