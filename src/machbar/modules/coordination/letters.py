"""The mails of tasks and groups; each one exactly once (the key names the occasion)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from machbar.foundation.people.models import Person
from machbar.foundation.post.services import send_letter
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.models import Town
from machbar.modules.coordination.models import GroupLetter, Member, Task


def send_welcome(member: Member, *, token: str) -> None:
    """You are in: where the tasks stand, and which mails will come."""
    subject = _("You are in: %(project)s") % {"project": member.project.title}
    _to_member(member, "welcome", subject, "welcome.txt", token=token)


def send_declined(member: Member) -> None:
    """Not this time, and why."""
    subject = _("Your offer to join in: %(project)s") % {"project": member.project.title}
    _to_member(member, "declined", subject, "declined.txt")


def send_invitation(member: Member, *, token: str) -> None:
    """Somebody of the team asks whether you join in."""
    subject = _("Will you join in? %(project)s") % {"project": member.project.title}
    _to_member(member, "invitation", subject, "invitation.txt", token=token)


def send_link(member: Member, *, token: str, at: datetime) -> None:
    """The personal link anew."""
    subject = _("Your link: %(project)s") % {"project": member.project.title}
    _to_member(member, f"link:{at.isoformat()}", subject, "link.txt", token=token)


def send_group_letter(
    letter: GroupLetter, to: Member, *, author: str, text: str, token: str
) -> None:
    """What the team or a member wrote, in a mail of its own for each reader."""
    subject = f"{letter.project.title}: {letter.subject}"
    _to_member(
        to,
        f"letter:{letter.public_id}",
        subject,
        "group_letter.txt",
        token=token,
        author=author,
        text=text,
        is_to_all=letter.is_to_all,
    )


def send_task_reminder(
    *, town: Town, to: Member | Person, tasks: Sequence[Task], today: date, token: str
) -> None:
    """One mail with the tasks of one person: those of the week, or those due by tomorrow."""
    is_member = isinstance(to, Member)
    page = (
        reverse("coordination:member", args=[token])
        if is_member
        else reverse("coordination:my_tasks")
    )
    stop = (
        reverse("coordination:member_reminders", args=[token])
        if is_member
        else reverse("coordination:stop", args=[token])
    )
    body = render_to_string(
        "coordination/mail/reminder.txt",
        {
            "town": town,
            "tasks": tasks,
            "today": today,
            "address": absolute_url(town, page),
            "stop": absolute_url(town, stop),
        },
    )
    subject = ngettext("A task waits for you", "%(n)d tasks wait for you", len(tasks))
    send_letter(
        town=town,
        to=to.contact if isinstance(to, Member) else to.email,
        subject=subject % {"n": len(tasks)},
        body=body,
        key=f"tasks:{to.public_id}:{today.isoformat()}",
    )


def _to_member(
    member: Member, occasion: str, subject: str, template: str, *, token: str = "", **more: object
) -> None:
    town = member.project.town
    address = absolute_url(town, reverse("coordination:member", args=[token])) if token else ""
    context = {
        "member": member,
        "project": member.project,
        "town": town,
        "address": address,
        **more,
    }
    body = render_to_string(f"coordination/mail/{template}", context)
    key = f"group:{member.public_id}:{occasion}"
    send_letter(town=town, to=member.contact, subject=subject, body=body, key=key)
