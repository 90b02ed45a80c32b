"""Rows of tasks and groups: asking is everybody's, the inside is the team's and the members' by their links."""

from collections.abc import Mapping

from django.utils import timezone

from machbar.foundation.people.models import Role
from machbar.modules.coordination.models import DiaryEntry, Member, MemberReply
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


def _waits_for_call(member: Member) -> str:
    """The name of somebody whose answer waits to be said on the phone."""
    MemberReply.objects.get_or_create(
        member=member, defaults={"way": "phone", "given_at": timezone.now()}
    )
    return member.public_id


def _waits_for_letter(member: Member) -> Mapping[str, str]:
    """The form that names somebody whose answer is a printed letter that waits to be posted."""
    now = timezone.now()
    MemberReply.objects.update_or_create(
        member=member, defaults={"way": "letter", "given_at": now, "printed_at": now}
    )
    return {"member": member.public_id}


COORDINATING = (Role.LOTSE, Role.MODERATION, Role.ADMIN)
JOINING = {"name": "Anna", "contact": "0531 12345", "form_key": "permission-table"}
LETTER = {"subject": "Samstag", "text": "Wer kommt?", "form_key": "permission-table"}
NEW_TASK = {"title": "Fragen", "effort": "30", "form_key": "permission-table"}


def _by_link(
    route: str,
    yes: Outcome,
    *,
    lead: Outcome | None = None,
    form: dict[str, str] | None = None,
    more: Target = lambda _w: (),
    get: Outcome | None = None,
) -> Row:
    """A page behind a member's link; ``lead``: what the lead's link gets where that differs. ``get``: by looking."""

    def case(relation: str, token: Target, outcome: Outcome) -> Case:
        looking = Outcome.MISSING if outcome is Outcome.MISSING and get is not None else get
        return Case(
            relation=relation,
            arguments=lambda w: (*token(w), *more(w)),
            get=NOBODY if looking is None else everyone(looking),
            post=everyone(outcome),
            form=form or {},
        )

    return Row(
        route=route,
        cases=(
            case("a member's link", lambda w: (w.ours.member_token,), yes),
            case("the lead's link", lambda w: (w.ours.lead_token,), lead or yes),
            case("a member's link of the other town", lambda w: (w.theirs.member_token,), _NO),
            case("no link", lambda _w: ("A" * 22,), _NO),
            case("the member's public id", lambda w: (w.ours.member.public_id,), _NO),
            case("a link for something else", lambda w: (w.ours.internal_token,), _NO),
        ),
    )


_NO = Outcome.MISSING


def _file_by_link(route: str, more: Target) -> Row:
    """A file behind a member's link: it is only looked at."""
    tokens: tuple[tuple[str, Target, Outcome], ...] = (
        ("a member's link", lambda w: (w.ours.member_token,), Outcome.OK),
        ("a member's link of the other town", lambda w: (w.theirs.member_token,), _NO),
        ("no link", lambda _w: ("A" * 22,), _NO),
        ("a link for something else", lambda w: (w.ours.internal_token,), _NO),
    )

    def case(relation: str, token: Target, outcome: Outcome) -> Case:
        return Case(
            relation=relation,
            arguments=lambda w: (*token(w), *more(w)),
            get=everyone(outcome),
        )

    return Row(route=route, cases=tuple(case(*each) for each in tokens))


def _work(
    route: str,
    yes: Outcome,
    *roles: Role,
    form: dict[str, str] | None = None,
    more: Target = lambda _w: (),
    by_post: bool = True,
) -> Row:
    """A page of the team about an internal project of ours, and about one of the other town."""

    def case(relation: str, arguments: Target, expected: Expected) -> Case:
        return Case(
            relation=relation,
            arguments=arguments,
            get=NOBODY if by_post else expected,
            post=expected if by_post else NOBODY,
            form=form or {},
        )

    return Row(
        route=route,
        cases=(
            case(
                "our project",
                lambda w: (w.ours.public_project.public_id, *more(w)),
                team(*roles, yes=yes),
            ),
            case(
                "a project of the other town",
                lambda w: (w.theirs.public_project.public_id, *more(w)),
                team(yes=Outcome.MISSING),
            ),
        ),
    )


def _about(route: str, member: str, yes: Outcome, form: dict[str, str] | None = None) -> Row:
    """A deed of the team about somebody of the group; nobody of another group or town is found."""

    def person(of: str) -> Target:
        return lambda w: (
            w.ours.public_project.public_id,
            getattr(getattr(w, of), member).public_id,
        )

    return Row(
        route=route,
        cases=(
            Case(
                relation="somebody of our group",
                arguments=person("ours"),
                post=team(*COORDINATING, yes=yes),
                form=form or {},
            ),
            Case(
                relation="somebody of the other town",
                arguments=person("theirs"),
                post=team(*COORDINATING, yes=Outcome.MISSING),
                form=form or {},
            ),
            Case(
                relation="somebody of ours, under another project",
                arguments=lambda w: (
                    w.ours.internal_project.public_id,
                    getattr(w.ours, member).public_id,
                ),
                post=team(*COORDINATING, yes=Outcome.MISSING),
                form=form or {},
            ),
        ),
    )


def _task(world: World) -> tuple[str, ...]:
    return (world.ours.task.public_id,)


def _asking(world: World) -> tuple[str, ...]:
    return (world.ours.asking.public_id,)


ROWS = [
    Row(
        route="coordination:join",
        cases=(
            Case(
                relation="a public project",
                arguments=lambda w: (w.ours.public_project.public_id,),
                get=everyone(Outcome.OK),
                post=everyone(Outcome.DONE),
                form=JOINING,
            ),
            Case(
                relation="empty form",
                arguments=lambda w: (w.ours.public_project.public_id,),
                get=everyone(Outcome.OK),
                post=everyone(Outcome.INCOMPLETE),
                form={"name": ""},
            ),
            Case(
                relation="an internal project",
                arguments=lambda w: (w.ours.internal_project.public_id,),
                get=everyone(Outcome.MISSING),
                post=everyone(Outcome.MISSING),
                form=JOINING,
            ),
            Case(
                relation="a public project of the other town",
                arguments=lambda w: (w.theirs.public_project.public_id,),
                get=everyone(Outcome.MISSING),
                post=everyone(Outcome.MISSING),
                form=JOINING,
            ),
        ),
    ),
    Row(
        route="coordination:member",
        cases=(
            Case(
                relation="a member's link",
                arguments=lambda w: (w.ours.member_token,),
                get=everyone(Outcome.OK),
            ),
            Case(
                relation="the lead's link",
                arguments=lambda w: (w.ours.lead_token,),
                get=everyone(Outcome.OK),
            ),
            Case(
                relation="the link of a request",
                arguments=lambda w: (w.ours.asking_token,),
                get=everyone(Outcome.OK),
            ),
            Case(
                relation="a member's link of the other town",
                arguments=lambda w: (w.theirs.member_token,),
                get=everyone(Outcome.MISSING),
            ),
            Case(
                relation="the member's public id",
                arguments=lambda w: (w.ours.member.public_id,),
                get=everyone(Outcome.MISSING),
            ),
        ),
    ),
    _by_link("coordination:accept", Outcome.DONE),
    _by_link("coordination:choices", Outcome.DONE),
    _by_link("coordination:member_reminders", Outcome.DONE, get=Outcome.OK),
    _by_link("coordination:leave", Outcome.DONE),
    _by_link("coordination:member_write", Outcome.DONE, form=LETTER),
    _by_link("coordination:member_new_task", _NO, lead=Outcome.DONE, form=NEW_TASK),
    _by_link("coordination:member_task", Outcome.DONE, form={"deed": "take"}, more=_task),
    _by_link(
        "coordination:member_decide",
        _NO,
        lead=Outcome.DONE,
        form={"is_yes": "yes"},
        more=_asking,
    ),
    Row(
        route="coordination:stop",
        cases=(
            Case(
                relation="a link from a reminder",
                arguments=lambda w: (w.ours.stop_token,),
                get=everyone(Outcome.OK),
                post=everyone(Outcome.DONE),
            ),
            Case(
                relation="a link of the other town",
                arguments=lambda w: (w.theirs.stop_token,),
                get=everyone(Outcome.MISSING),
                post=everyone(Outcome.MISSING),
            ),
            Case(
                relation="a member's link",
                arguments=lambda w: (w.ours.member_token,),
                get=everyone(Outcome.MISSING),
                post=everyone(Outcome.MISSING),
            ),
        ),
    ),
    Row(route="coordination:my_tasks", cases=(Case(relation="one's own", get=team()),)),
    _work("coordination:group", Outcome.OK, by_post=False),
    _work("coordination:new_task", Outcome.DONE, *COORDINATING, form=NEW_TASK),
    Row(
        route="coordination:task",
        cases=(
            Case(
                relation="a free task of ours, to take",
                arguments=lambda w: (w.ours.public_project.public_id, *_task(w)),
                post=team(yes=Outcome.DONE),
                form={"deed": "take"},
            ),
            Case(
                relation="a free task of ours, to tick",
                arguments=lambda w: (w.ours.public_project.public_id, *_task(w)),
                post=team(*COORDINATING, yes=Outcome.DONE),
                form={"deed": "finish"},
            ),
            Case(
                relation="a task under another project",
                arguments=lambda w: (w.ours.internal_project.public_id, *_task(w)),
                post=team(yes=Outcome.MISSING),
                form={"deed": "take"},
            ),
            Case(
                relation="a task of the other town",
                arguments=lambda w: (
                    w.ours.public_project.public_id,
                    w.theirs.task.public_id,
                ),
                post=team(yes=Outcome.MISSING),
                form={"deed": "take"},
            ),
        ),
    ),
    _work("coordination:write", Outcome.DONE, *COORDINATING, form=LETTER),
    _work(
        "coordination:invite",
        Outcome.DONE,
        *COORDINATING,
        form={"name": "Bernd", "address": "bernd@example.invalid", "form_key": "permission"},
    ),
    *(
        Row(
            route=f"coordination:{route}",
            cases=(
                Case(relation="the town", post=team(*COORDINATING, yes=Outcome.DONE)),
                Case(
                    relation="a member of the other town",
                    post=team(*COORDINATING, yes=Outcome.DONE),
                    form=lambda w: _waits_for_letter(w.theirs.member),
                ),
                Case(
                    relation="a letter of our own",
                    post=team(*COORDINATING, yes=outcome),
                    form=lambda w: _waits_for_letter(w.ours.member),
                ),
            ),
        )
        for route, outcome in (("print_replies", Outcome.OK), ("replies_posted", Outcome.DONE))
    ),
    Row(route="coordination:replies", cases=(Case(relation="the town", get=team(*COORDINATING)),)),
    Row(
        route="coordination:reply_called",
        cases=(
            Case(
                relation="somebody who waits for a call",
                arguments=lambda w: (_waits_for_call(w.ours.asking),),
                post=team(*COORDINATING, yes=Outcome.DONE),
                form={"tries": "0", "deed": "missed"},
            ),
            Case(
                relation="somebody of the other town",
                arguments=lambda w: (_waits_for_call(w.theirs.asking),),
                post=team(*COORDINATING, yes=Outcome.MISSING),
                form={"tries": "0", "deed": "missed"},
            ),
        ),
    ),
    _about("coordination:decide", "asking", Outcome.DONE, {"is_yes": "yes"}),
    _about("coordination:role", "member", Outcome.DONE, {"role": "lead"}),
    _about("coordination:remove", "member", Outcome.DONE),
    _about("coordination:link", "member", Outcome.DONE),
]


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
        _work(f"coordination:team_{name}", yes, *roles, form=form, more=more),
        _by_link(f"coordination:member_{name}", of_member, lead=of_lead, form=form, more=more),
    )


def _desk_page(name: str, entry: str = "") -> tuple[Row, Row]:
    """A page of both desks that is looked at and written on."""

    def more(world: World) -> tuple[str, ...]:
        return (getattr(world.ours, entry).public_id,) if entry else ()

    form = ENTRY | ({"seen_version": "1"} if entry else {})
    # Who may not write in diaries reads the public ones: an entry that waits does not exist for them.
    reading = team(*WRITING, no=Outcome.MISSING) if entry else team()
    writing = team(*WRITING, yes=Outcome.DONE, no=Outcome.MISSING if entry else Outcome.FORBIDDEN)
    work = Row(
        route=f"coordination:team_{name}",
        cases=(
            Case(
                relation="our project",
                arguments=lambda w: (w.ours.public_project.public_id, *more(w)),
                get=reading,
                post=writing,
                form=form,
            ),
            Case(
                relation="a project of the other town",
                arguments=lambda w: (w.theirs.public_project.public_id, *more(w)),
                get=team(yes=Outcome.MISSING),
                post=team(yes=Outcome.MISSING),
                form=form,
            ),
        ),
    )
    link = _by_link(
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


ROWS += [
    Row(
        route="coordination:diary",
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
    ),
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
    _by_link(
        "coordination:member_entry_deed",
        _NO,
        lead=Outcome.DONE,
        form={"deed": "release"},
        more=_waiting,
    ),
    Row(
        route="coordination:team_remove_picture",
        cases=(
            Case(
                relation="of an entry that waits",
                arguments=lambda w: (w.ours.public_project.public_id, *_waiting_picture(w)),
                post=team(*WRITING, yes=Outcome.DONE, no=Outcome.MISSING),
            ),
            Case(
                relation="of the other town",
                arguments=lambda w: _of_entry("theirs", "public_entry")(w)[:3],
                post=team(yes=Outcome.MISSING),
            ),
        ),
    ),
    _by_link("coordination:member_remove_picture", Outcome.DONE, more=_waiting_picture),
    Row(
        route="coordination:team_entry_picture",
        cases=(
            Case(
                relation="of an entry that waits",
                arguments=_of_entry("ours", "waiting_entry"),
                get=team(*WRITING, no=Outcome.MISSING),
            ),
            Case(
                relation="of the other town",
                arguments=_of_entry("theirs", "public_entry"),
                get=team(yes=Outcome.MISSING),
            ),
        ),
    ),
    _file_by_link("coordination:member_entry_picture", _waiting_file),
    *_both_desks(
        "milestones",
        roles=COORDINATING,
        of_member=_NO,
        of_lead=Outcome.DONE,
        form=MILESTONE,
    ),
    *_both_desks(
        "milestone",
        roles=COORDINATING,
        of_member=_NO,
        of_lead=Outcome.DONE,
        form={"deed": "reach"},
        more=_milestone,
    ),
]

# Who may read what, on whatever page it stands.
_COORDINATORS = {Who.LOTSE, Who.MODERATION, Who.ADMIN}
_WRITERS = {*_COORDINATORS, Who.EDITOR}
MARKS = {
    "asking-name": _COORDINATORS,
    "asking-surname": _COORDINATORS,
    "asking-contact": _COORDINATORS,
    "asking-offer": _COORDINATORS,
    "member-name": _COORDINATORS,
    "member-surname": _COORDINATORS,
    "member-contact": _COORDINATORS,
    "member-offer": _COORDINATORS,
    "lead-name": set(TEAM),  # agreed to: the owner of a task, for whoever sees the task
    "lead-surname": _COORDINATORS,
    "lead-contact": _COORDINATORS,
    "internal-task": set(TEAM),
    "internal-milestone": set(TEAM),
    "public-entry": set(Who),
    "public-entry-credit": set(Who),
    "status": set(Who),
    "group-entry": _WRITERS,
    "group-entry-credit": _WRITERS,
    "waiting-entry": _WRITERS,
    "waiting-entry-credit": _WRITERS,
    "letter-to-all": set[Who](),
    "letter-to-one": set[Who](),
}


def shown_by_link(world: World) -> dict[str, set[str]]:
    """What the holder of each link may read besides, whoever signs in beside it."""
    entries = {"group-entry", "waiting-entry"}
    group = {"lead-name", "internal-task", "internal-milestone", "letter-to-all", *entries}
    group |= {f"{entry}-credit" for entry in entries}
    return {
        world.ours.member_token: group,
        world.ours.lead_token: group
        | {"asking-name", "asking-surname", "asking-contact", "asking-offer"},
    }
