"""Who may open what: every route of the house × everybody × every object × every method, as one table.

A route that stands in no row fails the build. A module adds its rows in `tests/permissions/<module>.py` and names
the file in `ROWS_OF` below; what its pages need it makes in `world.py`.
"""
