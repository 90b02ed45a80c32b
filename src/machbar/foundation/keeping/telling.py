"""Mail to those who look after the server, when a backup or its trial has failed: once a day and occasion."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.keeping.memory import TRIAL
from machbar.foundation.people.models import RoleInTown
from machbar.foundation.post.services import send_letter


def tell_operators(what: str, reason: str, now: datetime) -> int:
    """Write to every operator who holds a role in a town; ``what`` is `BACKUP` or `TRIAL` of the memory. How many."""
    roles = RoleInTown.objects.filter(person__is_operator=True, person__is_active=True)
    first = {
        role.person_id: role for role in roles.select_related("person", "town").order_by("-pk")
    }
    subject, words = _words(what)
    for role in first.values():
        hello = _("Hello %(name)s,") % {"name": role.person.name}
        send_letter(
            town=role.town,
            to=role.person.email,
            subject=subject,
            body="\n\n".join([hello, reason, *words]),
            key=f"{what}-failed:{timezone.localdate(now)}",
        )
    return len(first)


def _words(what: str) -> tuple[str, list[str]]:
    page = _("What is there, and what to do: Settings, How the server is, Backups.")
    if what == TRIAL:
        careful = _(
            "So this backup may be worth nothing. Please make another one, and try that out."
        )
        return _("The trial of a backup failed"), [careful, page]
    again = _("The server tries again in an hour. Until then the older backups stay.")
    return _("The nightly backup failed"), [again, page]
