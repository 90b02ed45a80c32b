"""Groups in the world of the table: who asks, members, tasks and letters, the diary and a milestone."""

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.media.models import Picture
from machbar.foundation.media.tests.builders import make_picture
from machbar.modules.coordination.models import DiaryEntry, Member, Milestone, Task
from machbar.modules.coordination.services import (
    Asked,
    Author,
    EntryText,
    NewPicture,
    add_task,
    ask_to_join,
    confirm_member,
    plan_milestone,
    write_entry,
    write_letter,
)
from machbar.modules.projects.models import Project
from tests.permissions.marks import mark


def somebody_asking(of: str, project: Project, house: Actor) -> Asked:
    return ask_to_join(
        project=project,
        by=house,
        at=timezone.now(),
        form_key=f"{of}-asking",
        name=f"{mark('asking-name', of)} {mark('asking-surname', of)}",
        contact=f"{mark('asking-contact', of)}@example.invalid",
        offer=mark("asking-offer", of),
    )


def somebody_joined(of: str, kind: str, project: Project, house: Actor) -> Member:
    """Somebody of the group; the lead has agreed to be named, the member has not."""
    asked = ask_to_join(
        project=project,
        by=house,
        at=timezone.now(),
        form_key=f"{of}-{kind}",
        name=f"{mark(f'{kind}-name', of)} {mark(f'{kind}-surname', of)}",
        contact=f"{mark(f'{kind}-contact', of)}@example.invalid",
        offer=mark(f"{kind}-offer", of),
        shows_first_name=kind == "lead",
    )
    confirm_member(member=asked.member, by=house, at=timezone.now())
    asked.member.refresh_from_db()
    return asked.member


def group_work(of: str, project: Project, house: Actor, member: Member, lead: Member) -> Task:
    """Tasks of both, letters to all and to one, and a free task, which is returned."""
    now = timezone.now()
    lead.refresh_from_db()
    for number, owner in enumerate((member, lead)):
        add_task(
            project=project,
            by=house,
            at=now,
            form_key=f"{of}-{number}",
            title="Fragen",
            effort=30,
            owner=owner,
        )
    for kind, to in (("all", None), ("one", member)):
        write_letter(
            project=project,
            by=house,
            at=now,
            form_key=f"{of}-{kind}",
            subject="Samstag",
            text=mark(f"letter-to-{kind}", of),
            to=to,
        )
    return add_task(
        project=project, by=house, at=now, form_key=of, title=mark("internal-task", of), effort=60
    )


def diary_entry(
    of: str,
    kind: str,
    project: Project,
    house: Actor,
    *,
    is_for_all: bool = True,
    member: Member | None = None,
) -> DiaryEntry:
    """An entry of the diary with a picture that may be shown; a member's waits for its release."""
    picture = make_picture(house.town, form_key=f"{of}-diary-{kind}")
    return write_entry(
        project=project,
        by=Author(actor=house, member=member, may_release=member is None),
        at=timezone.now(),
        form_key=f"{of}-{kind}",
        words=EntryText(
            on=timezone.localdate(), text=mark(f"{kind}-entry", of), is_for_all=is_for_all
        ),
        picture=NewPicture(
            picture=picture,
            alt_text="Ein Fahrrad",
            credit=mark(f"{kind}-entry-credit", of),
            consent_text="Ja.",
            consent_by=Picture.Consent.WRITTEN,
        ),
    )


def planned_milestone(of: str, project: Project, house: Actor) -> Milestone:
    return plan_milestone(
        project=project,
        by=house,
        at=timezone.now(),
        form_key=of,
        title=mark("internal-milestone", of),
        planned_on=timezone.localdate(),
        is_public=False,
    )
