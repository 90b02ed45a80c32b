"""Rows of data protection: the town's admins and nobody else."""

from machbar.foundation.people.models import Role
from tests.permissions.table import Case, Outcome, Row, team

ROWS = [
    Row(
        route="privacy:processing",
        cases=(Case(relation="the town's", get=team(Role.ADMIN)),),
    ),
    Row(
        route="privacy:person",
        cases=(
            Case(
                relation="nobody named",
                get=team(Role.ADMIN),
                post=team(Role.ADMIN, yes=Outcome.INCOMPLETE),
            ),
            Case(
                relation="somebody",
                get=team(Role.ADMIN),
                post=team(Role.ADMIN),
                form={"name": "Ada Fiktiv"},
            ),
        ),
    ),
    Row(
        route="privacy:erase",
        cases=(
            Case(
                relation="nobody named",
                get=team(Role.ADMIN),
                post=team(Role.ADMIN, yes=Outcome.INCOMPLETE),
            ),
            Case(
                relation="somebody, to look",
                get=team(Role.ADMIN),
                post=team(Role.ADMIN),
                form={"name": "Ada Fiktiv", "reason": "objected"},
            ),
        ),
    ),
    Row(
        route="privacy:consents",
        cases=(
            Case(
                relation="nobody named",
                get=team(Role.ADMIN),
                post=team(Role.ADMIN, yes=Outcome.INCOMPLETE),
            ),
            Case(
                relation="somebody",
                get=team(Role.ADMIN),
                post=team(Role.ADMIN),
                form={"name": "Ada Fiktiv", "way": "said"},
            ),
        ),
    ),
    Row(
        route="privacy:periods",
        cases=(
            Case(
                relation="the town's",
                get=team(Role.ADMIN),
                post=team(Role.ADMIN, yes=Outcome.DONE),
            ),
        ),
    ),
    Row(
        route="privacy:erasures",
        cases=(Case(relation="the town's", get=team(Role.ADMIN)),),
    ),
]
