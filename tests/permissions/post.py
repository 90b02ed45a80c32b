"""Rows of the demo's mailbox."""

from tests.permissions.table import Case, Row, team

ROWS = [Row(route="post:mailbox", cases=(Case(relation="a demo town's", get=team()),))]
