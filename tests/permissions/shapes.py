"""Shapes that rows of several modules share: a page of a public project, a page of the team about a thing of ours."""

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
    *,
    ours: Target,
    theirs: Target,
    get: Expected | None = None,
    post: Expected | None = None,
    form: Form | None = None,
) -> Row:
    """A page of the team about a thing of ours; by the same ways the other town's does not exist for it."""
    missing = team(yes=Outcome.MISSING)
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
                relation="the same of the other town",
                arguments=theirs,
                get=missing if get else NOBODY,
                post=missing if post else NOBODY,
                form=form or {},
            ),
        ),
    )
