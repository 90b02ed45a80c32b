"""The team's pages of the house's room and window: who has it when, one booking, and the settings."""

from collections.abc import Callable, Mapping
from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.ui.conflicts import Saving, save_without_loss
from machbar.modules.premises.exceptions import ChangedMeanwhile, NameTaken, PremisesError
from machbar.modules.premises.forms.rooms import BookableForm, RoomCallOffForm
from machbar.modules.premises.models import Bookable, RoomBooking
from machbar.modules.premises.rules import can_keep_bookings
from machbar.modules.premises.selectors.rooms import (
    bookables_visible_to,
    coming_room_bookings,
    room_bookings_visible_to,
)
from machbar.modules.premises.services.bookables import add_bookable, change_bookable
from machbar.modules.premises.services.rooms import (
    call_off_room_as_house,
    confirm_room,
    finish_room_call,
)

MOST = 200
EDIT = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
@staff_only
def room_work(request: HouseRequest) -> HttpResponse:
    """What waits for our answer, whom to call, and who has what when."""
    _may_keep(request)
    bookings = list(coming_room_bookings(request.actor, timezone.now())[:MOST])
    waiting = [each for each in bookings if each.is_asked or each.needs_call]
    coming = [each for each in bookings if not each.is_asked and not each.needs_call]
    context = {
        "waiting": waiting,
        "months": [
            (month, list(found))
            for month, found in groupby(coming, key=lambda each: each.first_day.replace(day=1))
        ],
        "bookables": bookables_visible_to(request.actor),
    }
    return render(request, "premises/room_work.html", context)


@never_cache
@require_safe
@staff_only
def room_booking_work(request: HouseRequest, public_id: str) -> HttpResponse:
    """One booking: who, what, how to reach them, and the buttons."""
    return _page(request, _booking(request, public_id))


@require_POST
@staff_only
def room_booking_call_off(request: HouseRequest, public_id: str) -> HttpResponse:
    """We cannot."""
    booking = _booking(request, public_id)
    form = RoomCallOffForm(request.POST)
    if not form.is_valid():
        return _page(request, booking, form=form, status=422)
    try:
        call_off_room_as_house(
            booking=booking, by=request.actor, at=timezone.now(), reason=form.cleaned_data["reason"]
        )
    except PremisesError as error:
        form.add_error(None, str(error))
        return _page(request, booking, form=form, status=422)
    messages.success(request, _called_off(booking))
    return redirect("premises:room_booking_work", public_id)


@require_POST
@staff_only
def room_booking_deed(request: HouseRequest, public_id: str, deed: str) -> HttpResponse:
    """One click: yes, or we have called."""
    booking = _booking(request, public_id)
    carry_out = DEEDS.get(deed)
    if carry_out is None:
        raise Http404
    try:
        messages.success(request, carry_out(request, booking))
    except PremisesError as error:
        messages.error(request, str(error))
    return redirect("premises:room_booking_work", public_id)


@never_cache
@require_http_methods(EDIT)
@staff_only
def new_bookable(request: HouseRequest) -> HttpResponse:
    """Name a room or a window that can be booked."""
    _may_keep(request)
    form = BookableForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            add_bookable(by=request.actor, values=form.values())
        except NameTaken as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("It can be booked now."))
            return redirect("premises:room_work")
    context = {"saving": Saving(form=form), "bookable": None}
    return render(request, "premises/bookable.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(EDIT)
@staff_only
def bookable(request: HouseRequest, public_id: str) -> HttpResponse:
    """The settings of one; what somebody else saved meanwhile is not overwritten."""
    _may_keep(request)
    found = get_object_or_404(bookables_visible_to(request.actor), public_id=public_id)
    if request.method != "POST":
        return _settings(request, found, Saving(form=_bookable_form(found)))
    saving = save_without_loss(
        data=request.POST,
        make=lambda typed, prefix=None: _bookable_form(found, typed, prefix),
        save=lambda form: _save_bookable(request, found, form),
        stale=ChangedMeanwhile,
    )
    if not saving.is_saved or saving.form.errors:
        status = 409 if saving.conflict.clashes else 422
        return _settings(request, found, saving, status=status)
    messages.success(request, _("Saved."))
    return redirect("premises:room_work")


def _bookable_form(
    found: Bookable, typed: QueryDict | None = None, prefix: str | None = None
) -> BookableForm:
    fresh = Bookable.objects.get(pk=found.pk)  # checking a form writes into its instance
    return BookableForm(typed, instance=fresh, prefix=prefix)


def _save_bookable(request: HouseRequest, found: Bookable, form: BaseForm) -> None:
    assert isinstance(form, BookableForm)  # noqa: S101 - it was made above
    try:
        change_bookable(
            bookable=found,
            by=request.actor,
            seen_version=form.cleaned_data["seen_version"] or 0,
            values=form.values(),
        )
    except NameTaken as error:
        form.add_error("name", str(error))


def _settings(
    request: HouseRequest, found: Bookable, saving: Saving, *, status: int = 200
) -> HttpResponse:
    context = {"saving": saving, "bookable": found}
    return render(request, "premises/bookable.html", context, status=status)


def _confirmed(request: HouseRequest, booking: RoomBooking) -> str:
    confirm_room(booking=booking, by=request.actor, at=timezone.now())
    if booking.is_by_mail:
        return _("Confirmed. The person gets a mail.")
    if booking.needs_call:
        return _("Confirmed. Please call or write: how to reach the person stands here.")
    return _("Confirmed. The page of the booking says it.")


def _called(request: HouseRequest, booking: RoomBooking) -> str:
    finish_room_call(booking=booking, by=request.actor)
    return _("Noted: the person knows.")


DEEDS: Mapping[str, Callable[[HouseRequest, RoomBooking], str]] = {
    "bestaetigen": _confirmed,
    "angerufen": _called,
}


def _may_keep(request: HouseRequest) -> None:
    if not can_keep_bookings(request.actor):
        raise PermissionDenied


def _booking(request: HouseRequest, public_id: str) -> RoomBooking:
    _may_keep(request)
    return get_object_or_404(room_bookings_visible_to(request.actor), public_id=public_id)


def _page(
    request: HouseRequest,
    booking: RoomBooking,
    *,
    form: RoomCallOffForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "booking": booking,
        "form": form or RoomCallOffForm(),
        "may_call_off": booking.is_living and booking.ends_at > timezone.now(),
    }
    return render(request, "premises/room_booking_work.html", context, status=status)


def _called_off(booking: RoomBooking) -> str:
    if booking.is_by_mail and not booking.is_suspicious:
        return _("Called off. The person gets a mail.")
    if booking.needs_call:
        return _("Called off. Please call or write: how to reach the person stands here.")
    return _("Called off. There is no way to reach the person; the page of the booking says it.")
