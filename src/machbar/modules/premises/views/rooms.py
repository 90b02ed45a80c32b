"""What everybody sees of the house's room and window: the programme, the free times, and the form that takes one."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.modules.premises.calendars import programme_event
from machbar.modules.premises.exceptions import NotBookable, PremisesError, RoomTaken
from machbar.modules.premises.forms.rooms import RoomForm, day_in
from machbar.modules.premises.models import Bookable
from machbar.modules.premises.rules import can_keep_bookings
from machbar.modules.premises.selectors.rooms import (
    PAGE_DAYS,
    bookables_of,
    programme,
    programme_with_gone,
    room_day,
    room_days,
    stretches,
)
from machbar.modules.premises.services.rooms import RoomWish, book_room, token_of_room_booking
from machbar.reasoning.calendar_files import calendar_file

CALENDAR = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=4)
BACK = timedelta(days=30)
SHOWN = 50
TIMES = "zeiten"
"""The button that shows the free times of a day and sends nothing."""


@never_cache
@require_safe
def rooms(request: HouseRequest) -> HttpResponse:
    """The programme, and what can be booked."""
    context = {
        "bookings": programme(request.town, timezone.now())[:SHOWN],
        "bookables": bookables_of(request.town),
        "feed": request.build_absolute_uri(reverse("premises:room_feed")),
    }
    return render(request, "premises/room_programme.html", context)


@never_cache
@require_safe
def room_free(request: HouseRequest, public_id: str) -> HttpResponse:
    """When one of them is free: a room day by day, a window in stretches of days."""
    bookable = get_object_or_404(bookables_of(request.town), public_id=public_id)
    now, today = timezone.now(), timezone.localdate()
    if bookable.is_by_day:
        context = {"bookable": bookable, "stretches": stretches(bookable, now)}
        return render(request, "premises/room_free.html", context)
    first = max(today, day_in(request.GET.get("ab", "")) or today)
    days = room_days(bookable, first, now)
    step = timedelta(days=PAGE_DAYS)
    context = {
        "bookable": bookable,
        "days": days,
        "earlier": max(today, first - step) if first > today else None,
        "later": first + step if len(days) == PAGE_DAYS else None,
    }
    return render(request, "premises/room_free.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def room_book(request: HouseRequest, public_id: str) -> HttpResponse:
    """The form; the page behind the personal link is the answer, for the team the page of the booking."""
    bookable = get_object_or_404(bookables_of(request.town), public_id=public_id)
    form = _form(request, bookable)
    if not form.is_bound:
        return _page(request, bookable, form)
    is_valid = form.is_valid()
    token = token_of_room_booking(town=request.town, form_key=form.cleaned_data["form_key"])
    if token:  # a double click, or the browser's way back: by now the time is taken, by this form
        return redirect("premises:room_guest", token)
    if is_valid:
        try:
            return _booked(request, bookable, form)
        except (RoomTaken, NotBookable) as error:
            form.add_error(form.when_field, str(error))
        except PremisesError as error:
            form.add_error(None, str(error))
    return _page(request, bookable, form, status=422)


@cache_control(public=True, max_age=900)
@require_safe
def room_feed(request: HouseRequest) -> HttpResponse:
    """The public programme, to be followed by any calendar."""
    name = _("Programme %(house)s %(town)s") % {
        "house": request.town.house_name,
        "town": request.town.short_name,
    }
    events = [
        programme_event(booking)
        for booking in programme_with_gone(request.town, timezone.now() - BACK)
    ]
    return HttpResponse(
        calendar_file(name, events, refresh=REFRESH),
        content_type=CALENDAR,
        headers={"Content-Disposition": 'attachment; filename="programm.ics"'},
    )


def _form(request: HouseRequest, bookable: Bookable) -> RoomForm:
    day = day_in(request.GET.get("tag", ""))
    initial: dict[str, Any] = {"day": day, "first_day": day, "last_day": day}
    asks_for_times = TIMES in request.POST
    if (
        asks_for_times
    ):  # nothing is sent yet: what was typed stays, the lists become those of the day
        initial = request.POST.dict()
    return RoomForm(
        request.POST if request.method == "POST" and not asks_for_times else None,
        bookable=bookable,
        now=timezone.now(),
        is_ours=can_keep_bookings(request.actor),
        initial=initial,
    )


def _page(
    request: HouseRequest, bookable: Bookable, form: RoomForm, *, status: int = 200
) -> HttpResponse:
    day = form.shown_day
    shown = room_day(bookable, day, timezone.now()) if day else None
    if shown is not None:
        form.keep_to(shown)
    context = {"bookable": bookable, "form": form, "is_ours": can_keep_bookings(request.actor)}
    return render(request, "premises/room_book.html", context, status=status)


def _booked(request: HouseRequest, bookable: Bookable, form: RoomForm) -> HttpResponse:
    cleaned = form.cleaned_data
    booked = book_room(
        bookable=bookable,
        by=request.actor,
        at=timezone.now(),
        form_key=cleaned["form_key"],
        wish=RoomWish(
            span=cleaned["span"],
            title=cleaned["title"],
            is_public=cleaned["is_public"],
            name=cleaned["name"],
            contact=cleaned["contact"],
            project=cleaned.get("project"),
            is_suspicious=form.is_suspicious,
        ),
    )
    if can_keep_bookings(request.actor):
        return redirect("premises:room_booking_work", booked.booking.public_id)
    return redirect("premises:room_guest", booked.token)
