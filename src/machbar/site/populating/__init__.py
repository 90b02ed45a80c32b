"""A synthetic load of any size for measuring and rehearsing: ideas, projects and programmes nobody ever brought.

Everything is drawn from a seed, so that the same command makes the same town, and marked as invented. It goes in by
bulk inserts and is then indexed for search like anything else.
"""

from machbar.site.populating.filling import Load, NotSynthetic, populate

__all__ = ["Load", "NotSynthetic", "populate"]
