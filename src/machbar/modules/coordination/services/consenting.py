"""What members of a group agreed to: their first name before the group, and reminders by mail."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.personal import Given, Way
from machbar.modules.coordination.models import Member
from machbar.modules.coordination.services.group import change_choices

NAME, REMINDERS = "first_name", "reminders"


def given_by_member(member: Member) -> tuple[Given, ...]:
    """The two choices of an active member, where they are made."""
    if not member.is_active or member.joined_at is None:
        return ()
    since = timezone.localdate(member.joined_at)
    choices = (
        (NAME, member.shows_first_name, _("The first name may be seen by the group")),
        (REMINDERS, member.wants_reminders, _("Reminders by mail")),
    )
    return tuple(
        Given(part=part, label=label, words=member.project.title, given_on=since, how="")
        for part, is_given, label in choices
        if is_given
    )


def withdraw_of_member(member: Member, part: str, _way: Way, by: Actor, _at: datetime) -> None:
    """Take back one of the two; the other stays as it is."""
    change_choices(
        member=member,
        by=by,
        shows_first_name=member.shows_first_name and part != NAME,
        wants_reminders=member.wants_reminders and part != REMINDERS,
    )
