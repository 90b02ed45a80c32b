"""Projects in tables: the sheet under its own labels, the stage, and the five slots."""

from machbar.modules.projects.tables.kind import PROJECTS

__all__ = ["PROJECTS"]
