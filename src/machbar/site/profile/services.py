"""Changing a town's profile, with a trace of which fields changed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256

from django.db import transaction

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.towns.hours import SpecialDay, Week
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.selectors import special_days, week
from machbar.foundation.towns.services import set_special_days, set_week

FIELDS = (
    "house_name",
    "address",
    "meeting_note",
    "contact_phone",
    "contact_email",
    "imprint",
    "accent",
    "answer_days",
)


class ProfileChanged(Exception):
    """Somebody else has changed the profile since its form was opened."""


def fingerprint(town: Town, today: date) -> str:
    """All that the settings of a town say, as a short text; it differs as soon as anybody has changed something."""
    said = [
        [str(getattr(town, name)) for name in FIELDS],
        sorted((day, *map(repr, spans)) for day, spans in week(town).items()),
        [repr(day) for day in special_days(town, today)],
    ]
    return sha256(json.dumps(said).encode()).hexdigest()[:16]


@transaction.atomic
def change_profile(
    *,
    by: Actor,
    values: Mapping[str, object],
    hours: Week,
    special: Iterable[SpecialDay],
    today: date,
    seen: str,
) -> Sequence[str]:
    """Set the profile of the actor's town; returns the names of what changed. Special days before ``today`` are let go.

    ``values`` holds some of `FIELDS`. Where nothing changed, nothing is written and the trail stays as it is.
    Raises `ProfileChanged` where the profile is not the one that was seen (``seen`` is its fingerprint).
    """
    town = Town.objects.select_for_update().get(pk=by.town.pk)
    if seen != fingerprint(town, today):
        raise ProfileChanged
    changed = [name for name in FIELDS if name in values and getattr(town, name) != values[name]]
    for name in changed:
        setattr(town, name, values[name])
    if changed:
        town.save(update_fields=changed)
    if week(town) != hours and (hours or town.opening_times.exists()):
        set_week(town=town, week=hours)
        changed.append("opening_hours")
    days = sorted(special, key=lambda each: each.day)
    if days != special_days(town, today):
        set_special_days(town=town, days=days)
        changed.append("special_days")
    if changed:
        record("town.changed", on=town, by=by, payload={"fields": changed})
    return changed
