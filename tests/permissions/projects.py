"""Rows of projects."""

from collections.abc import Callable
from dataclasses import replace

from machbar.foundation.people.models import Role
from machbar.modules.projects.models import ChecklistItem, Project, Slot
from tests.permissions.shapes import of_the_team, public_project
from tests.permissions.table import (
    NOBODY,
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
from tests.permissions.world import World

WORKING = (Role.LOTSE, Role.MODERATION, Role.ADMIN)
SHEET = {"title": "Ein Name", "seen_version": "1"}


def _sketch_invite() -> Row:
    """Giving a link is a deed of the working roles; a look at its address leads the team to the sketch."""
    row = _work(
        "projects:sketch_invite", *WORKING, post=Outcome.OK, form={"label": "Projektleitung"}
    )
    looked = team(yes=Outcome.DONE)
    return replace(row, cases=tuple(replace(case, get=looked) for case in row.cases))


def _work(
    route: str,
    *roles: Role,
    get: Outcome | None = None,
    post: Outcome | None = None,
    form: dict[str, str] | None = None,
    more: tuple[str, ...] = (),
) -> Row:
    """A page about one project: the working roles may; what is not of this town does not exist."""

    def expected(outcome: Outcome | None) -> Expected:
        return NOBODY if outcome is None else team(*roles, yes=outcome)

    def missing(outcome: Outcome | None) -> Expected:
        return NOBODY if outcome is None else team(yes=Outcome.MISSING)

    def ours(relation: str, arguments: Target) -> Case:
        return Case(
            relation=relation,
            arguments=arguments,
            get=expected(get),
            post=expected(post),
            form=form or {},
        )

    return Row(
        route=route,
        cases=(
            ours("an internal project", lambda w: (w.ours.internal_project.public_id, *more)),
            ours("a public project", lambda w: (w.ours.public_project.public_id, *more)),
            Case(
                relation="a project of the other town",
                arguments=lambda w: (w.theirs.public_project.public_id, *more),
                get=missing(get),
                post=missing(post),
                form=form or {},
            ),
        ),
    )


def _point(project: Project) -> str:
    return ChecklistItem.objects.filter(project=project)[0].public_id


def _writer(project: Project) -> str:
    return project.sketch_writers.all()[0].public_id


def _sketch(route: str, arguments: Callable[[Project], tuple[str, ...]]) -> Row:
    """A page of the finished version that the internal projects of the world have."""
    return of_the_team(
        route,
        "an internal project",
        ours=lambda w: arguments(w.ours.internal_project),
        theirs=lambda w: arguments(w.theirs.internal_project),
        get=team(),
    )


def _by_link(route: str, *more: str, post: Outcome | None = None) -> Row:
    """A page behind the link of somebody who writes along at a sketch."""

    def case(
        relation: str, token: Callable[[World], str], get: Outcome, to: Outcome | None
    ) -> Case:
        return Case(
            relation=relation,
            arguments=lambda w: (token(w), *more),
            get=everyone(get),
            post=NOBODY if to is None else everyone(to),
            form={"seen_version": "0", "text": "Ein Satz."},
        )

    refused = None if post is None else Outcome.MISSING
    return Row(
        route=route,
        cases=(
            case("a link to write along", lambda w: w.ours.sketch_token, Outcome.OK, post),
            case(
                "a link of the other town",
                lambda w: w.theirs.sketch_token,
                Outcome.MISSING,
                refused,
            ),
            case("no link", lambda _w: "A" * 22, Outcome.MISSING, refused),
            case("a member's link", lambda w: w.ours.member_token, Outcome.MISSING, refused),
        ),
    )


ROWS = [
    Row(route="projects:index", cases=(Case(relation="the town's", get=everyone(Outcome.OK)),)),
    public_project("projects:project"),
    Row(route="projects:work_list", cases=(Case(relation="the town's", get=team()),)),
    Row(
        route="projects:new",
        cases=(
            Case(
                relation="a name",
                get=team(*WORKING),
                post=team(*WORKING, yes=Outcome.DONE),
                form={"title": "Bücherschrank"},
            ),
        ),
    ),
    _work("projects:workspace", get=Outcome.OK),
    _work("projects:sheet", *WORKING, get=Outcome.OK, post=Outcome.DONE, form=SHEET),
    _work(
        "projects:slot",
        *WORKING,
        post=Outcome.DONE,
        form={
            "state": "candidate",
            "note": "Ein Verein möchte.",
            "seen_version": Slot().fingerprint,
        },
        more=("carrier",),
    ),
    _work("projects:sheet_export", get=Outcome.OK),
    _work("projects:sheet_file", get=Outcome.OK, more=("txt",)),
    _work(
        "projects:sheet_import",
        *WORKING,
        get=Outcome.OK,
        post=Outcome.OK,
        form={"text": "Ziele: X"},
    ),
    _work(
        "projects:sheet_take",
        *WORKING,
        post=Outcome.DONE,
        form={"text": "Ziele: X", "take": "goals", "seen_version": "1"},
    ),
    _work(
        "projects:classification",
        *WORKING,
        get=Outcome.OK,
        post=Outcome.DONE,
        form={"seen_version": "1"},
    ),
    Row(route="projects:lists", cases=(Case(relation="the town's", get=team()),)),
    Row(
        route="projects:new_term",
        cases=(
            Case(
                relation="a list",
                arguments=lambda _w: ("topic",),
                post=team(*WORKING, yes=Outcome.DONE),
                form={"topic-label": "Wetter"},
            ),
        ),
    ),
    Row(
        route="projects:term",
        cases=(
            Case(
                relation="a term that the town does not have",
                arguments=lambda _w: ("topic", "wetter"),
                post=team(*WORKING, yes=Outcome.MISSING),
                form={"offer": "no"},
            ),
        ),
    ),
    _work("projects:mediation", get=Outcome.OK),
    _work("projects:way", get=Outcome.OK),
    _work(
        "projects:move",
        *WORKING,
        post=Outcome.DONE,
        form={"target": "resting", "reason": "Wartet auf die Stadt."},
    ),
    _work("projects:kind", *WORKING, post=Outcome.DONE, form={"kind": "furniture"}),
    _work(
        "projects:new_point",
        *WORKING,
        post=Outcome.DONE,
        form={"gate": "coordination", "text": "Schlüssel"},
    ),
    Row(
        route="projects:point",
        cases=(
            Case(
                relation="a point of an internal project",
                arguments=lambda w: (
                    w.ours.internal_project.public_id,
                    _point(w.ours.internal_project),
                ),
                post=team(*WORKING, yes=Outcome.DONE),
                form={"state": "done", "note": "Die Lotsin"},
            ),
            Case(
                relation="a point of another project",
                arguments=lambda w: (
                    w.ours.internal_project.public_id,
                    _point(w.ours.public_project),
                ),
                post=team(*WORKING, yes=Outcome.MISSING),
                form={"state": "done", "note": "Die Lotsin"},
            ),
            Case(
                relation="a project of the other town",
                arguments=lambda w: (
                    w.theirs.public_project.public_id,
                    _point(w.theirs.public_project),
                ),
                post=team(yes=Outcome.MISSING),
                form={"state": "done", "note": "Die Lotsin"},
            ),
        ),
    ),
    Row(
        route="projects:operation",
        cases=(
            Case(
                relation="an internal project",
                arguments=lambda w: (w.ours.internal_project.public_id,),
                get=team(),
                post=team(*WORKING, yes=Outcome.INCOMPLETE),
            ),
            Case(
                relation="a project of the other town",
                arguments=lambda w: (w.theirs.public_project.public_id,),
                get=team(yes=Outcome.MISSING),
                post=team(yes=Outcome.MISSING),
            ),
        ),
    ),
    _work("projects:history", get=Outcome.OK),
    _work("projects:status", *WORKING, post=Outcome.DONE, form={"text": "Besichtigung"}),
    _work("projects:sketch", get=Outcome.OK),
    _work(
        "projects:sketch_step",
        *WORKING,
        get=Outcome.OK,
        post=Outcome.DONE,
        form={"seen_version": "0", "text": "Ein Satz."},
        more=("risiken",),
    ),
    _work(
        "projects:sketch_finish",
        *WORKING,
        post=Outcome.INCOMPLETE,
        form={"seen_version": "0"},
    ),
    _sketch_invite(),
    Row(
        route="projects:sketch_uninvite",
        cases=(
            Case(
                relation="a link of our project",
                arguments=lambda w: (
                    w.ours.internal_project.public_id,
                    _writer(w.ours.internal_project),
                ),
                post=team(*WORKING, yes=Outcome.DONE),
            ),
            Case(
                relation="a link of the other town",
                arguments=lambda w: (
                    w.ours.internal_project.public_id,
                    _writer(w.theirs.internal_project),
                ),
                post=team(*WORKING, yes=Outcome.MISSING),
            ),
        ),
    ),
    _sketch("projects:sketch_edition", lambda project: (project.public_id, "1")),
    _sketch("projects:sketch_file", lambda project: (project.public_id, "1", "odt")),
    _by_link("projects:sketch_by_link"),
    _by_link("projects:sketch_step_by_link", "risiken", post=Outcome.DONE),
    _by_link("projects:sketch_file_by_link", "odt"),
    _work("projects:publish", *WORKING, post=Outcome.DONE),
    _work("projects:take_back", *WORKING, post=Outcome.DONE),
]

# Who may read what, on whatever page it stands.
MARKS = {
    "internal-project": set(TEAM),
    "internal-phone": {Who.LOTSE, Who.MODERATION, Who.ADMIN, Who.EDITOR, Who.TREASURER},
    "public-phone": {Who.LOTSE, Who.MODERATION, Who.ADMIN, Who.EDITOR, Who.TREASURER},
}


def shown_by_link(world: World) -> dict[str, set[str]]:
    """What the holder of each link may read besides, whoever signs in beside it."""
    return {world.ours.sketch_token: {"internal-project"}}
