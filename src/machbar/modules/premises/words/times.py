"""When a room or a window is booked or free, in words."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from machbar.foundation.ui.formats import long_date
from machbar.modules.premises.core.slices import Span
from machbar.modules.premises.models import RoomBooking
from machbar.modules.premises.models.booking import BERLIN


def when(booking: RoomBooking) -> str:
    """`Donnerstag, 3. Dezember 2026, 18:00 bis 20:00 Uhr`, or the days of a window."""
    if not booking.bookable.is_by_day:
        return f"{long_date(booking.first_day)}, {hours(booking.span)}"
    if booking.first_day == booking.last_day:
        return long_date(booking.first_day)
    return _("%(first)s to %(last)s") % {
        "first": long_date(booking.first_day),
        "last": long_date(booking.last_day),
    }


def kept(booking: RoomBooking) -> str:
    """How long the time of a question is kept, as we promise it to who asks."""
    day = booking.last_day_kept
    if day is None or booking.is_kept_until_the_start:
        return _("The time is kept for you until we have answered, at most until it begins.")
    return _(
        "The time is kept for you until we have answered, at most until %(day)s. If we have not answered by then, "
        "it is free again for others, and you hear of it."
    ) % {"day": long_date(day)}


def hours(span: Span) -> str:
    """`18:00 bis 20:00 Uhr`; a span until midnight ends at 24:00."""
    ends = _hour(span.ends_at)
    return _("%(starts)s to %(ends)s o'clock") % {
        "starts": _hour(span.starts_at),
        "ends": "24:00" if ends == "00:00" else ends,
    }


def _hour(moment: datetime) -> str:
    return date_format(moment.astimezone(BERLIN), "H:i")
