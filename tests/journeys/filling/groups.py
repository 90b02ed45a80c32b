"""A group in every state, with its tasks, its diary and its milestones."""

from datetime import timedelta

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import issue_link
from machbar.foundation.media.tests.builders import make_picture
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person
from machbar.foundation.towns.models import Town
from machbar.modules.coordination.models import Member
from machbar.modules.coordination.services import (
    Author,
    EntryText,
    NewPicture,
    add_task,
    ask_to_join,
    change_role,
    confirm_member,
    decline_member,
    drop_task,
    finish_task,
    invite_member,
    move_milestone,
    plan_milestone,
    reach_milestone,
    write_entry,
    write_letter,
)
from machbar.modules.coordination.services.group import link_to
from machbar.modules.coordination.services.reminding import STOP
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import say_status
from tests.journeys.filling.words import LONG_WORD

MORE_ENTRIES = 12


def fill_groups(house: Actor) -> dict[str, str]:
    """A group in every state, and a project's worth of tasks: free, taken, late, done and dropped."""
    now = timezone.now()
    project = Project.objects.get(town=house.town, title="Offene Werkstatt")
    lead = _joining(project, house, "lead", LONG_WORD)
    confirm_member(member=lead, by=house, at=now)
    change_role(member=lead, by=house, role=Member.Role.LEAD)
    asking, declined = (_joining(project, house, name, f"{name} Muster") for name in ("a", "d"))
    decline_member(member=declined, by=house, at=now, reason="Die Gruppe ist gerade voll.")
    for name, contact in (("Anruf", "05353 12345"), ("Brief", f"Weg 1, 38154 {LONG_WORD}")):
        confirm_member(member=_joining(project, house, name, name, contact), by=house, at=now)
    invited = invite_member(
        project=project, by=house, at=now, form_key="i", name="Gast", address="gast@gast.invalid"
    )
    lead.refresh_from_db()
    write_letter(
        project=project, by=house, at=now, form_key="l", subject="Samstag", text="Wer kommt?\nIch."
    )
    _tasks(project, lead)
    diary = _diary(project, lead)
    stop = issue_link(town=house.town, purpose=STOP, subject=make_person(Role.LOTSE))
    links = {"lead": lead, "asking": asking, "declined": declined, "invited": invited}
    tokens = {f"{name} link": link_to(member) for name, member in links.items()}
    return tokens | {"stop link": stop} | diary


def _diary(project: Project, lead: Member) -> dict[str, str]:
    """More entries than one page takes, one with a picture, one that waits; milestones in every state; a line."""
    house = Actor(town=project.town, system=True)
    now, today = timezone.now(), timezone.localdate()
    by_team, by_group = Author(actor=house, may_release=True), Author(actor=house, member=lead)
    found = {}
    for number in range(MORE_ENTRIES):
        found["shown entry"] = write_entry(
            project=project,
            by=by_team,
            at=now,
            form_key=f"entry {number}",
            words=EntryText(
                on=today - timedelta(days=number),
                text=f"Tag {number}: {LONG_WORD}",
                is_for_all=True,
                helpers=3,
                quarter_hours=5,
            ),
            picture=_picture(project.town, number) if number == MORE_ENTRIES - 1 else None,
        )
    found["waiting entry"] = write_entry(
        project=project,
        by=by_group,
        at=now,
        form_key="waiting",
        words=EntryText(on=today, text="Die Lampe hängt.\nSie leuchtet.", is_for_all=True),
        picture=_picture(project.town, MORE_ENTRIES),
    )
    _milestones(project, house)
    say_status(project=project, by=house, at=now, text=f"Besichtigung: {LONG_WORD}")
    return {name: entry.public_id for name, entry in found.items()}


def _picture(town: Town, shade: int) -> NewPicture:
    return NewPicture(
        picture=make_picture(town, form_key=f"diary {shade}"),
        alt_text="Eine Lampe über der Werkbank",
        credit="Nachbarschaft",
        consent_text="Ja.",
        consent_by="written",
    )


def _milestones(project: Project, house: Actor) -> None:
    now, today = timezone.now(), timezone.localdate()
    plans = (("Vertrag", -40), ("Strom", -3), (LONG_WORD, 30))
    made = [
        plan_milestone(
            project=project,
            by=house,
            at=now,
            form_key=title,
            title=title,
            planned_on=today + timedelta(days=days),
        )
        for title, days in plans
    ]
    reach_milestone(milestone=made[0], by=house, at=now, on=today - timedelta(days=28))
    later = today + timedelta(days=75)
    move_milestone(milestone=made[2], by=house, at=now, planned_on=later, reason="Frost.")


def _joining(project: Project, house: Actor, key: str, name: str, contact: str = "") -> Member:
    return ask_to_join(
        project=project,
        by=house,
        at=timezone.now(),
        form_key=key,
        name=name,
        contact=contact or f"{key}@gruppe.invalid",
        offer="Zwei Stunden am Samstag.",
        shows_first_name=True,
    ).member


def _tasks(project: Project, lead: Member) -> None:
    house = Actor(town=project.town, system=True)
    now, today = timezone.now(), timezone.localdate()
    made = [
        add_task(
            project=project,
            by=house,
            at=now,
            form_key=str(number),
            title=title,
            effort=60,
            owner=lead if number < 3 else None,
            due_on=today - timedelta(days=3) if number % 2 else None,
            is_public=True,
        )
        for number, title in enumerate(("Schild", "Farbe", "Regal", LONG_WORD, "Licht", "Tür"))
    ]
    finish_task(task=made[2], by=house, at=now)
    drop_task(task=made[4], by=house, at=now, reason="Das macht der Elektriker.")
