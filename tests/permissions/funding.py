"""Rows of funding."""

from collections.abc import Mapping

from machbar.foundation.people.models import Role
from tests.permissions.table import (
    NOBODY,
    Case,
    Expected,
    Outcome,
    Row,
    Target,
    everyone,
    team,
)
from tests.permissions.world import Things

MONEY = (Role.LOTSE, Role.TREASURER, Role.ADMIN)
COSTS = {
    "kosten-TOTAL_FORMS": "1",
    "kosten-INITIAL_FORMS": "0",
    "kosten-0-label": "Miete",
    "kosten-0-amount": "120",
    "seen_version": "1",
}
NUMBERS = {"kind": "share", "rate": "50", "effort": "2", "progress": "planned"}


def _deed(
    route: str, form: Mapping[str, str], target: str = "", *, missing: Outcome = Outcome.MISSING
) -> Row:
    """Something that the money roles do to a project; ``target`` names what of the world it is done with."""

    def arguments(things: Things, others: Things) -> tuple[str, ...]:
        more = (getattr(others, target).public_id,) if target else ()
        return (things.internal_project.public_id, *more)

    def case(relation: str, where: Target, post: Expected) -> Case:
        return Case(relation=relation, arguments=where, post=post, form=form)

    cases = [
        case("a project", lambda w: arguments(w.ours, w.ours), team(*MONEY, yes=Outcome.DONE)),
        case(
            "a project of the other town",
            lambda w: arguments(w.theirs, w.theirs),
            team(yes=Outcome.MISSING),
        ),
    ]
    if target:
        cases.append(
            case(
                "something of the other town",
                lambda w: arguments(w.ours, w.theirs),
                team(*MONEY, yes=missing),
            )
        )
    return Row(route=route, cases=tuple(cases))


ROWS = [
    Row(route="funding:index", cases=(Case(relation="the town's", get=everyone(Outcome.OK)),)),
    Row(
        route="funding:programme",
        cases=(
            Case(
                relation="a programme",
                arguments=lambda w: (w.ours.programme.public_id,),
                get=everyone(Outcome.OK),
            ),
            Case(
                relation="a programme of the other town",
                arguments=lambda w: (w.theirs.programme.public_id,),
                get=everyone(Outcome.MISSING),
            ),
        ),
    ),
    Row(route="funding:overview", cases=(Case(relation="the town's", get=team()),)),
    Row(
        route="funding:plan",
        cases=(
            Case(
                relation="an internal project",
                arguments=lambda w: (w.ours.internal_project.public_id,),
                get=team(),
            ),
            Case(
                relation="a project of the other town",
                arguments=lambda w: (w.theirs.public_project.public_id,),
                get=team(yes=Outcome.MISSING),
                post=NOBODY,
            ),
        ),
    ),
    _deed("funding:costs", COSTS),
    _deed("funding:answers", {"applicant": "verein"}),
    _deed("funding:look", {}),
    _deed("funding:own_money", {"own_cash": "100"}),
    _deed("funding:choose", {}, "programme"),
    _deed("funding:numbers", NUMBERS, "chosen"),
    # Taking out what is not there has nothing to do; the other town's plan stays as it is.
    _deed("funding:drop", {}, "chosen", missing=Outcome.DONE),
]
