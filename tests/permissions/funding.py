"""Rows of funding: the catalogue is public, plans are the team's."""

from machbar.foundation.people.models import Role
from tests.permissions.shapes import of_the_team, open_to_all, single
from tests.permissions.table import (
    TEAM,
    Case,
    Expected,
    Outcome,
    Row,
    Target,
    Who,
    everyone,
    team,
)
from tests.permissions.world import Things

MONEY = (Role.LOTSE, Role.TREASURER, Role.ADMIN)
OWN_MONEY = {"own_cash": "100"}


def _post(
    relation: str, arguments: Target, expected: Expected, form: dict[str, str] | None = None
) -> Case:
    return Case(relation=relation, arguments=arguments, post=expected, form=form or {})


def _inner(things: Things) -> str:
    return things.internal_project.public_id


def _about_project(route: str, yes: Outcome, form: dict[str, str] | None = None) -> Row:
    return Row(
        route=route,
        cases=(
            _post("an internal project", lambda w: (_inner(w.ours),), team(*MONEY, yes=yes), form),
            _post(
                "a public project",
                lambda w: (w.ours.public_project.public_id,),
                team(*MONEY, yes=yes),
                form,
            ),
            _post(
                "a project of the other town",
                lambda w: (w.theirs.public_project.public_id,),
                team(yes=Outcome.MISSING),
                form,
            ),
        ),
    )


def _about_question(question: str, form: dict[str, str], *, yes: Outcome) -> Row:
    return Row(
        route="funding:answer",
        cases=(
            _post(
                "an internal project",
                lambda w: (_inner(w.ours), question),
                team(*MONEY, yes=yes),
                form,
            ),
            _post(
                "a question that nobody asks",
                lambda w: (_inner(w.ours), "wetter"),
                team(*MONEY, yes=Outcome.MISSING),
                form,
            ),
            _post(
                "a project of the other town",
                lambda w: (w.theirs.public_project.public_id, question),
                team(yes=Outcome.MISSING),
                form,
            ),
        ),
    )


def _about_choice(route: str, *, yes: Outcome, elsewhere: Outcome) -> Row:
    """``elsewhere``: what happens where the programme stands in no plan of this project."""
    return Row(
        route=route,
        cases=(
            _post(
                "a programme in the plan",
                lambda w: (_inner(w.ours), w.ours.chosen.public_id),
                team(*MONEY, yes=yes),
            ),
            _post(
                "a programme in the plan of another project",
                lambda w: (w.ours.public_project.public_id, w.ours.chosen.public_id),
                team(*MONEY, yes=elsewhere),
            ),
            _post(
                "a programme in a plan of the other town",
                lambda w: (_inner(w.ours), w.theirs.chosen.public_id),
                team(*MONEY, yes=elsewhere),
            ),
            _post(
                "a project of the other town",
                lambda w: (_inner(w.theirs), w.theirs.chosen.public_id),
                team(yes=Outcome.MISSING),
            ),
        ),
    )


ROWS = [
    of_the_team(
        "funding:suggestions",
        "an internal project",
        ours=lambda w: (_inner(w.ours),),
        theirs=lambda w: (w.theirs.public_project.public_id,),
        get=team(),
    ),
    open_to_all("funding:index"),
    Row(
        route="funding:programme",
        cases=(
            Case(
                relation="a programme of the town",
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
    of_the_team(
        "funding:programme_mediation",
        "a programme of the town",
        other="a programme of the other town",
        ours=lambda w: (w.ours.programme.public_id,),
        theirs=lambda w: (w.theirs.programme.public_id,),
        get=team(),
    ),
    single("funding:overview", get=team()),
    of_the_team(
        "funding:plan",
        "an internal project",
        other="a project of the other town",
        ours=lambda w: (_inner(w.ours),),
        theirs=lambda w: (w.theirs.public_project.public_id,),
        get=team(),
    ),
    _about_project("funding:costs", Outcome.INCOMPLETE),
    _about_project("funding:own_money", Outcome.DONE, OWN_MONEY),
    _about_project("funding:answers", Outcome.DONE, {"applicant": "verein"}),
    _about_project("funding:look", Outcome.DONE),
    _about_question("charitable", {"answer": "yes"}, yes=Outcome.DONE),
    _about_project("funding:choose_best", Outcome.DONE),
    Row(
        route="funding:choose",
        cases=(
            _post(
                "our programme for our project",
                lambda w: (w.ours.public_project.public_id, w.ours.programme.public_id),
                team(*MONEY, yes=Outcome.DONE),
            ),
            _post(
                "a programme of the other town",
                lambda w: (w.ours.public_project.public_id, w.theirs.programme.public_id),
                team(*MONEY, yes=Outcome.MISSING),
            ),
            _post(
                "a project of the other town",
                lambda w: (w.theirs.public_project.public_id, w.ours.programme.public_id),
                team(yes=Outcome.MISSING),
            ),
        ),
    ),
    _about_choice("funding:numbers", yes=Outcome.INCOMPLETE, elsewhere=Outcome.MISSING),
    _about_choice("funding:drop", yes=Outcome.DONE, elsewhere=Outcome.DONE),
]

# The catalogue is public; the mark only proves that the other town's is not shown.
MARKS: dict[str, set[Who]] = {"programme": set(Who), "internal-project": set(TEAM)}
