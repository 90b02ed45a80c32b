"""Rows of the counter's devices."""

from machbar.foundation.people.models import Role
from tests.permissions.table import Case, Outcome, Row, everyone, team

ROWS = [
    Row(
        route="access:pair_counter",
        cases=(
            Case(
                relation="wrong code",
                get=everyone(Outcome.OK),
                post=everyone(Outcome.INCOMPLETE),
                form={"code": "00000000"},
            ),
        ),
    ),
    Row(
        route="access:devices",
        cases=(
            Case(
                relation="the town's",
                get=team(Role.ADMIN),
                post=team(Role.ADMIN),
                form={"name": "Tablet"},
            ),
        ),
    ),
    Row(
        route="access:device",
        cases=(
            Case(
                relation="our device",
                arguments=lambda world: (world.ours.device.public_id,),
                get=team(Role.ADMIN),
                post=team(Role.ADMIN, yes=Outcome.DONE),
                form={"name": "Tablet im Laden"},
            ),
            Case(
                relation="a device of the other town",
                arguments=lambda world: (world.theirs.device.public_id,),
                get=team(Role.ADMIN, yes=Outcome.MISSING),
                post=team(Role.ADMIN, yes=Outcome.MISSING),
                form={"name": "Tablet im Laden"},
            ),
        ),
    ),
    Row(
        route="access:revoke",
        cases=(
            Case(
                relation="our device",
                arguments=lambda world: (world.ours.device.public_id,),
                post=team(Role.ADMIN, yes=Outcome.DONE),
            ),
            Case(
                relation="a device of the other town",
                arguments=lambda world: (world.theirs.device.public_id,),
                post=team(Role.ADMIN, yes=Outcome.MISSING),
            ),
        ),
    ),
]
