"""Shapes that rows of several modules share: one thing alone, a public project, a thing of ours for the team."""

from machbar.foundation.people.models import Role
from tests.permissions.table import (
    NOBODY,
    TEAM,
    Case,
    Expected,
    Form,
    Outcome,
    Row,
    Target,
    Who,
    everyone,
    team,
)


def single(
    route: str,
    relation: str = "the town's",
    *,
    arguments: Target = lambda _world: (),
    get: Expected = NOBODY,
    post: Expected = NOBODY,
    form: Form | None = None,
) -> Row:
    """A page that is asked for one thing only, mostly for what a town has once."""
    case = Case(relation=relation, arguments=arguments, get=get, post=post, form=form or {})
    return Row(route=route, cases=(case,))


def open_to_all(route: str) -> Row:
    """A page of the town that everybody reads."""
    return single(route, get=everyone(Outcome.OK))


def public_project(route: str) -> Row:
    """A page that everybody reads of a public project, and the team of an internal one."""
    return Row(
        route=route,
        cases=(
            Case(
                relation="a public project",
                arguments=lambda w: (w.ours.public_project.public_id,),
                get=everyone(Outcome.OK),
            ),
            Case(
                relation="an internal project",
                arguments=lambda w: (w.ours.internal_project.public_id,),
                get={who: Outcome.OK if who in TEAM else Outcome.MISSING for who in Who},
            ),
            Case(
                relation="a public project of the other town",
                arguments=lambda w: (w.theirs.public_project.public_id,),
                get=everyone(Outcome.MISSING),
            ),
        ),
    )


def of_the_team(
    route: str,
    relation: str,
    *roles: Role,
    other: str = "the same of the other town",
    ours: Target,
    theirs: Target,
    get: Expected | None = None,
    post: Expected | None = None,
    form: Form | None = None,
) -> Row:
    """A page of the team about a thing of ours; by the same ways the other town's does not exist for it.

    ``roles``: for whom it does not exist, where the others may not even ask.
    """
    missing = team(*roles, yes=Outcome.MISSING)
    return Row(
        route=route,
        cases=(
            Case(
                relation=relation,
                arguments=ours,
                get=get or NOBODY,
                post=post or NOBODY,
                form=form or {},
            ),
            Case(
                relation=other,
                arguments=theirs,
                get=missing if get else NOBODY,
                post=missing if post else NOBODY,
                form=form or {},
            ),
        ),
    )
