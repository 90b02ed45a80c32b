"""On *Heute*, for whoever may see the backups: that the last one, or its trial, failed (no query where none did)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.keeping import memory
from machbar.foundation.surfaces.module import DayItem, DayPart
from machbar.site.backups.rules import can_see_backups


def failed_backups(actor: Actor) -> list[DayPart]:
    """One part with what failed; nothing where all is well."""
    failures = {
        _("The nightly backup failed"): memory.failure_of(memory.BACKUP),
        _("The trial of a backup failed"): memory.failure_of(memory.TRIAL),
    }
    found = {title: each for title, each in failures.items() if each is not None}
    if not found or not can_see_backups(actor):
        return []
    address = reverse("backups")
    items = [
        DayItem(
            headline=title,
            detail=each.reason,
            url=address,
            action=_("Look at it"),
            since=timezone.localdate(each.at),
            due=timezone.localdate(each.at),
            is_late=True,
        )
        for title, each in found.items()
    ]
    return [DayPart(title=_("Backups"), items=items, total=len(items), url=address)]
