"""What everybody sees: when we are there, which times are free, and the form that takes one of them."""

from datetime import timedelta
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from machbar.foundation.surfaces.asking import date_panels
from machbar.foundation.surfaces.kept import kept_for_guests
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.modules.meetings.exceptions import MeetingError
from machbar.modules.meetings.forms import BookingForm
from machbar.modules.meetings.selectors import coming_days, free_slots, subject_by_number
from machbar.modules.meetings.services import book_slot, token_of_booking

SHOWN_DAYS = 12
AHEAD = timedelta(weeks=8)


@never_cache
@require_safe
@kept_for_guests
def dates(request: HouseRequest) -> HttpResponse:
    """When the door is open, the next presence hours, and what other modules know of dates."""
    today = timezone.localdate()
    days = coming_days(request.town, today, today + AHEAD)
    context = {
        "days": days[:SHOWN_DAYS],
        "panels": date_panels(request.modules, request.actor),
        "feed": _feed(request),
    }
    return render(request, "meetings/dates.html", context)


@never_cache
@require_safe
def presence(request: HouseRequest) -> HttpResponse:
    """The free times, day by day."""
    slots = free_slots(request.town, timezone.now())
    by_day = [(day, list(found)) for day, found in groupby(slots, key=lambda free: free.day)]
    number = request.GET.get("nummer", "")[:30]
    context = {"days": by_day, "number": number, "feed": _feed(request)}
    return render(request, "meetings/presence.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HouseRequest) -> HttpResponse:
    """The form; the page behind the personal link is the answer."""
    slots = free_slots(request.town, timezone.now())
    known = {
        "slot": request.GET.get("termin", ""),
        "number": request.GET.get("nummer", "")[:30],
    }
    if request.method != "POST":
        form = BookingForm(slots=slots, initial=known)
        return render(request, "meetings/book.html", {"form": form})
    form = BookingForm(request.POST, slots=slots)
    is_valid = form.is_valid()
    token = token_of_booking(town=request.town, form_key=form.cleaned_data["form_key"])
    if (
        token
    ):  # a double click, or the browser's way back: by now the slot is taken, by this very form
        return redirect("meetings:booking", token)
    if is_valid:
        try:
            return redirect("meetings:booking", _book(request, form))
        except MeetingError as error:
            form.add_error("slot", str(error))
    return render(request, "meetings/book.html", {"form": form}, status=422)


def _book(request: HouseRequest, form: BookingForm) -> str:
    cleaned = form.cleaned_data
    free = cleaned["slot"]
    return book_slot(
        presence=free.presence,
        starts_at=free.slot.starts_at,
        by=request.actor,
        at=timezone.now(),
        form_key=cleaned["form_key"],
        topic=cleaned["topic"],
        name=cleaned["name"],
        contact=cleaned["contact"],
        about=subject_by_number(request.modules, request.town, cleaned["number"]),
        is_suspicious=form.is_suspicious,
    ).token


def _feed(request: HouseRequest) -> str:
    return request.build_absolute_uri(reverse("meetings:public_feed"))
