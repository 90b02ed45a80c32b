"""Rows of tasks and groups: asking is everybody's, the inside is the team's and the members' by their links."""

from collections.abc import Mapping

from django.utils import timezone

from machbar.modules.coordination.models import Member, MemberReply
from tests.permissions.coordination_diary import DIARY
from tests.permissions.coordination_shapes import COORDINATING, NO, by_link, work
from tests.permissions.table import (
    TEAM,
    Case,
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


JOINING = {"name": "Anna", "contact": "0531 12345", "form_key": "permission-table"}
LETTER = {"subject": "Samstag", "text": "Wer kommt?", "form_key": "permission-table"}
NEW_TASK = {"title": "Fragen", "effort": "30", "form_key": "permission-table"}


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
    by_link("coordination:accept", Outcome.DONE),
    by_link("coordination:choices", Outcome.DONE),
    by_link("coordination:member_reminders", Outcome.DONE, get=Outcome.OK),
    by_link("coordination:leave", Outcome.DONE),
    by_link("coordination:member_write", Outcome.DONE, form=LETTER),
    by_link("coordination:member_new_task", NO, lead=Outcome.DONE, form=NEW_TASK),
    by_link("coordination:member_task", Outcome.DONE, form={"deed": "take"}, more=_task),
    by_link(
        "coordination:member_decide",
        NO,
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
    work("coordination:group", Outcome.OK, by_post=False),
    work("coordination:new_task", Outcome.DONE, *COORDINATING, form=NEW_TASK),
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
    work("coordination:write", Outcome.DONE, *COORDINATING, form=LETTER),
    work(
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
    *DIARY,
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
