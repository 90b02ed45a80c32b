"""Rows of the diary and of milestones: at the desk of the team and behind a member's link."""

from django.utils import timezone

from machbar.foundation.people.models import Role
from machbar.modules.coordination.models import DiaryEntry
from tests.permissions.coordination_shapes import COORDINATING, NO, by_link, work
from tests.permissions.shapes import of_the_team, public_project
from tests.permissions.table import (
    Case,
    Outcome,
    Row,
    Target,
    everyone,
    team,
)
from tests.permissions.world import World


def _file_by_link(route: str, more: Target) -> Row:
    """A file behind a member's link: it is only looked at."""
    tokens: tuple[tuple[str, Target, Outcome], ...] = (
        ("a member's link", lambda w: (w.ours.member_token,), Outcome.OK),
        ("a member's link of the other town", lambda w: (w.theirs.member_token,), NO),
        ("no link", lambda _w: ("A" * 22,), NO),
        ("a link for something else", lambda w: (w.ours.internal_token,), NO),
    )

    def case(relation: str, token: Target, outcome: Outcome) -> Case:
        return Case(
            relation=relation,
            arguments=lambda w: (*token(w), *more(w)),
            get=everyone(outcome),
        )

    return Row(route=route, cases=tuple(case(*each) for each in tokens))


WRITING = (*COORDINATING, Role.EDITOR)
ENTRY = {"on": "2026-11-20", "text": "Der Ständer steht.", "form_key": "permission-table"}
MILESTONE = {
    "title": "Schild hängt",
    "planned_on": f"{timezone.localdate().year + 1}-12-31",
    "form_key": "permission",
}


def _picture_of(entry: DiaryEntry) -> tuple[str, str]:
    row = entry.pictures.select_related("picture").get()
    file = row.picture.files.first()
    assert file is not None
    return row.picture.public_id, file.name


def _both_desks(
    name: str,
    *,
    roles: tuple[Role, ...],
    of_member: Outcome,
    of_lead: Outcome,
    form: dict[str, str] | None = None,
    more: Target = lambda _w: (),
    yes: Outcome = Outcome.DONE,
) -> tuple[Row, Row]:
    """The same deed at the desk of the team and behind a member's link."""
    return (
        work(f"coordination:team_{name}", yes, *roles, form=form, more=more),
        by_link(f"coordination:member_{name}", of_member, lead=of_lead, form=form, more=more),
    )


def _desk_page(name: str, entry: str = "") -> tuple[Row, Row]:
    """A page of both desks that is looked at and written on."""

    def more(world: World) -> tuple[str, ...]:
        return (getattr(world.ours, entry).public_id,) if entry else ()

    form = ENTRY | ({"seen_version": "1"} if entry else {})
    # Who may not write in diaries reads the public ones: an entry that waits does not exist for them.
    reading = team(*WRITING, no=Outcome.MISSING) if entry else team()
    writing = team(*WRITING, yes=Outcome.DONE, no=Outcome.MISSING if entry else Outcome.FORBIDDEN)
    work = of_the_team(
        f"coordination:team_{name}",
        "our project",
        ours=lambda w: (w.ours.public_project.public_id, *more(w)),
        theirs=lambda w: (w.theirs.public_project.public_id, *more(w)),
        get=reading,
        post=writing,
        form=form,
    )
    link = by_link(
        f"coordination:member_{name}", Outcome.DONE, form=form, more=more, get=Outcome.OK
    )
    return work, link


def _waiting(world: World) -> tuple[str, ...]:
    return (world.ours.waiting_entry.public_id,)


def _waiting_picture(world: World) -> tuple[str, ...]:
    return (world.ours.waiting_entry.public_id, _picture_of(world.ours.waiting_entry)[0])


def _waiting_file(world: World) -> tuple[str, ...]:
    return (world.ours.waiting_entry.public_id, *_picture_of(world.ours.waiting_entry))


def _milestone(world: World) -> tuple[str, ...]:
    return (world.ours.milestone.public_id,)


def _of_entry(of: str, entry: str) -> Target:
    def arguments(world: World) -> tuple[str, ...]:
        things = getattr(world, of)
        found = getattr(things, entry)
        return (things.public_project.public_id, found.public_id, *_picture_of(found))

    return arguments


DIARY = [
    public_project("coordination:diary"),
    Row(
        route="coordination:diary_picture",
        cases=(
            Case(
                relation="of a public entry",
                arguments=_of_entry("ours", "public_entry"),
                get=everyone(Outcome.OK),
            ),
            Case(
                relation="of an entry that waits",
                arguments=_of_entry("ours", "waiting_entry"),
                get=everyone(Outcome.MISSING),
            ),
            Case(
                relation="of the other town",
                arguments=_of_entry("theirs", "public_entry"),
                get=everyone(Outcome.MISSING),
            ),
        ),
    ),
    *_desk_page("diary"),
    *_desk_page("entry", "waiting_entry"),
    Row(
        route="coordination:team_entry_deed",
        cases=(
            Case(
                relation="an entry that waits",
                arguments=lambda w: (w.ours.public_project.public_id, *_waiting(w)),
                post=team(*WRITING, yes=Outcome.DONE, no=Outcome.MISSING),
                form={"deed": "release"},
            ),
            Case(
                relation="a public entry, for who may only read it",
                arguments=lambda w: (
                    w.ours.public_project.public_id,
                    w.ours.public_entry.public_id,
                ),
                post=team(*WRITING, yes=Outcome.DONE),
                form={"deed": "remove"},
            ),
            Case(
                relation="an entry of the other town",
                arguments=lambda w: (
                    w.ours.public_project.public_id,
                    w.theirs.public_entry.public_id,
                ),
                post=team(yes=Outcome.MISSING),
                form={"deed": "remove"},
            ),
        ),
    ),
    by_link(
        "coordination:member_entry_deed",
        NO,
        lead=Outcome.DONE,
        form={"deed": "release"},
        more=_waiting,
    ),
    of_the_team(
        "coordination:team_remove_picture",
        "of an entry that waits",
        ours=lambda w: (w.ours.public_project.public_id, *_waiting_picture(w)),
        theirs=lambda w: _of_entry("theirs", "public_entry")(w)[:3],
        post=team(*WRITING, yes=Outcome.DONE, no=Outcome.MISSING),
    ),
    by_link("coordination:member_remove_picture", Outcome.DONE, more=_waiting_picture),
    of_the_team(
        "coordination:team_entry_picture",
        "of an entry that waits",
        ours=_of_entry("ours", "waiting_entry"),
        theirs=_of_entry("theirs", "public_entry"),
        get=team(*WRITING, no=Outcome.MISSING),
    ),
    _file_by_link("coordination:member_entry_picture", _waiting_file),
    *_both_desks(
        "milestones",
        roles=COORDINATING,
        of_member=NO,
        of_lead=Outcome.DONE,
        form=MILESTONE,
    ),
    *_both_desks(
        "milestone",
        roles=COORDINATING,
        of_member=NO,
        of_lead=Outcome.DONE,
        form={"deed": "reach"},
        more=_milestone,
    ),
]
