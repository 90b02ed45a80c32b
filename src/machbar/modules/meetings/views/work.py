"""One booking from behind the counter, and what becomes of it."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.modules.meetings.exceptions import MeetingError
from machbar.modules.meetings.forms import CallOffForm
from machbar.modules.meetings.models import Booking
from machbar.modules.meetings.rules import can_hold_talks
from machbar.modules.meetings.selectors import bookings_visible_to
from machbar.modules.meetings.services import (
    call_off_as_house,
    finish_call,
    hold_booking,
    miss_booking,
)
from machbar.modules.meetings.views.presenting import booking_days


@never_cache
@require_safe
@staff_only
def booking_work(request: HouseRequest, public_id: str) -> HttpResponse:
    """Who comes, about what, how to reach them, and the buttons."""
    return _page(request, _booking(request, public_id))


@require_POST
@staff_only
def booking_call_off(request: HouseRequest, public_id: str) -> HttpResponse:
    """We cannot."""
    booking = _booking(request, public_id)
    form = CallOffForm(request.POST)
    if not form.is_valid():
        return _page(request, booking, form=form, status=422)
    try:
        call_off_as_house(
            booking=booking, by=request.actor, at=timezone.now(), reason=form.cleaned_data["reason"]
        )
    except MeetingError as error:
        form.add_error(None, str(error))
        return _page(request, booking, form=form, status=422)
    messages.success(request, _told(booking))
    return redirect("meetings:booking_work", public_id)


@require_POST
@staff_only
def booking_deed(request: HouseRequest, public_id: str, deed: str) -> HttpResponse:
    """One click: it took place, nobody came, we have called."""
    booking = _booking(request, public_id)
    carry_out = DEEDS.get(deed)
    if carry_out is None:
        raise Http404
    try:
        return carry_out(request, booking)
    except MeetingError as error:
        messages.error(request, str(error))
        return redirect("meetings:booking_work", public_id)


def _held(request: HouseRequest, booking: Booking) -> HttpResponse:
    talk = hold_booking(booking=booking, by=request.actor, at=timezone.now())
    messages.success(request, _("Noted. Now what was said, and what follows."))
    return redirect("meetings:talk", talk.public_id)


def _missed(request: HouseRequest, booking: Booking) -> HttpResponse:
    miss_booking(booking=booking, by=request.actor, at=timezone.now())
    messages.success(request, _("Noted: nobody came."))
    return redirect("meetings:presence_work")


def _called(request: HouseRequest, booking: Booking) -> HttpResponse:
    finish_call(booking=booking, by=request.actor)
    messages.success(request, _("Noted: the person knows."))
    return redirect("meetings:presence_work")


DEEDS: Mapping[str, Callable[[HouseRequest, Booking], HttpResponse]] = {
    "stattgefunden": _held,
    "ausgeblieben": _missed,
    "angerufen": _called,
}


def _booking(request: HouseRequest, public_id: str) -> Booking:
    if not can_hold_talks(request.actor):
        raise PermissionDenied
    bookings = bookings_visible_to(request.actor).select_related("town", "presence__person")
    return get_object_or_404(bookings, public_id=public_id)


def _page(
    request: HouseRequest, booking: Booking, *, form: CallOffForm | None = None, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    [(_day, [row])] = booking_days(request.modules, request.actor, [booking], now)
    context = {
        "row": row,
        "booking": booking,
        "talk": getattr(booking, "talk", None),
        "form": form or CallOffForm(),
        "may_call_off": booking.is_booked and booking.ends_at > now,
    }
    return render(request, "meetings/booking_work.html", context, status=status)


def _told(booking: Booking) -> str:
    if booking.is_by_mail:
        return _("Called off. The person gets a mail.")
    if booking.needs_call:
        return _("Called off. Please call or write: how to reach the person stands here.")
    return _("Called off. There is no way to reach the person; the page of the booking says it.")
