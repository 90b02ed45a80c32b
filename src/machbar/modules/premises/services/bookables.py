"""What of the house can be booked: the team names it and sets its hours."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.premises.exceptions import ChangedMeanwhile, NameTaken
from machbar.modules.premises.findable.rooms import index_bookings
from machbar.modules.premises.models import Bookable


def add_bookable(
    *, by: Actor, values: Mapping[str, object], is_fictional: bool = False
) -> Bookable:
    """A room or a window that can be booked from now on. Raises `NameTaken`."""
    try:
        with transaction.atomic():
            bookable = Bookable.objects.create(town=by.town, is_fictional=is_fictional, **values)
            record("bookable.added", on=bookable, by=by, payload={"name": bookable.name})
    except IntegrityError as error:
        raise NameTaken(_("There is a room or window of this name already.")) from error
    return bookable


def change_bookable(
    *, bookable: Bookable, by: Actor, seen_version: int, values: Mapping[str, object]
) -> None:
    """Save its settings; what is booked stays booked. Raises `ChangedMeanwhile` or `NameTaken`."""
    try:
        with transaction.atomic():
            seen = Bookable.objects.filter(pk=bookable.pk, version=seen_version)
            if not seen.update(version=seen_version + 1, **values):
                raise ChangedMeanwhile(_("Somebody else has changed this meanwhile."))
            was = bookable.name
            bookable.refresh_from_db()
            if bookable.name != was:
                index_bookings(list(bookable.bookings.values_list("pk", flat=True)))
            record("bookable.changed", on=bookable, by=by, payload={"name": bookable.name})
    except IntegrityError as error:
        raise NameTaken(_("There is a room or window of this name already.")) from error
