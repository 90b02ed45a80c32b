"""Rows of the demo's mailbox and of the mail that did not arrive."""

from machbar.foundation.people.models import Role
from tests.permissions.table import Case, Outcome, Row, team

CARERS = (Role.LOTSE, Role.ADMIN)
ROWS = [
    Row(route="post:mailbox", cases=(Case(relation="a demo town's", get=team()),)),
    Row(route="post:undelivered", cases=(Case(relation="the town's", get=team(*CARERS)),)),
    *(
        Row(
            route=route,
            cases=(
                Case(
                    relation="our letter",
                    arguments=lambda world: (world.ours.town.letters.earliest("pk").public_id,),
                    post=team(*CARERS, yes=Outcome.DONE),
                ),
                Case(
                    relation="a letter of the other town",
                    arguments=lambda world: (world.theirs.town.letters.earliest("pk").public_id,),
                    post=team(*CARERS, yes=Outcome.MISSING),
                ),
            ),
        )
        for route in ("post:retry", "post:settle")
    ),
]
