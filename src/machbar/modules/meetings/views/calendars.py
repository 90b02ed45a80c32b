"""Calendar files: all presence hours for everybody, one booking for its guest, the bookings for who holds talks."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from machbar.foundation.access.actor import Actor, ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.access.services import link_behind
from machbar.foundation.people.models import Person, Role
from machbar.foundation.towns.addresses import absolute_url
from machbar.modules.meetings.calendars import booking_event, presence_events
from machbar.modules.meetings.rules import can_hold_talks
from machbar.modules.meetings.selectors import bookings_visible_to, coming_days
from machbar.modules.meetings.services import FEED, end_own_feed, open_own_feed
from machbar.modules.meetings.views.guest import guest_behind
from machbar.reasoning.calendar_files import Event, calendar_file

KIND = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=4)
BACK = timedelta(days=30)
AHEAD = timedelta(days=183)


@cache_control(public=True, max_age=900)
@require_safe
def public_feed(request: ActorRequest) -> HttpResponse:
    """All presence hours of the town, to be followed by any calendar."""
    name = _("Presence hours %(town)s") % {"town": request.town.short_name}
    return _file(name, _presences(request), "sprechstunden.ics", refresh=REFRESH)


@never_cache
@require_safe
def booking_calendar(request: ActorRequest, token: str) -> HttpResponse:
    """One booking, for the guest's own calendar."""
    booking, _actor = guest_behind(request, token)
    url = absolute_url(request.town, reverse("meetings:booking", args=[token]))
    return _file(booking.number, [booking_event(booking, url=url)], f"{booking.number}.ics")


@never_cache
@require_safe
def own_feed(request: ActorRequest, token: str) -> HttpResponse:
    """The presence hours with their bookings, for somebody who still holds talks in this town."""
    link = link_behind(town=request.town, token=token, purpose=FEED)
    person = Person.objects.filter(pk=link.subject_id).first() if link is not None else None
    if person is None or not person.is_active:
        raise Http404
    roles = person.roles.filter(town=request.town).values_list("role", flat=True)
    actor = Actor(town=request.town, person=person, roles=frozenset(Role(role) for role in roles))
    if not can_hold_talks(actor):
        raise Http404
    since = timezone.now() - BACK
    bookings = bookings_visible_to(actor).filter(ends_at__gte=since).select_related("town")
    events = [
        booking_event(
            booking,
            url=absolute_url(
                request.town, reverse("meetings:booking_work", args=[booking.public_id])
            ),
            is_for_team=True,
        )
        for booking in bookings
    ]
    name = _("Talks %(town)s") % {"town": request.town.short_name}
    return _file(name, [*_presences(request), *events], "gespraeche.ics", refresh=REFRESH)


@never_cache
@require_POST
@staff_only
def open_feed(request: ActorRequest) -> HttpResponse:
    """A new private address, shown once: therefore this answer is a page and no redirect."""
    person = _holder(request)
    token = open_own_feed(person=person, by=request.actor, at=timezone.now())
    address = request.build_absolute_uri(reverse("meetings:own_feed", args=[token]))
    return render(request, "meetings/own_feed.html", {"address": address})


@require_POST
@staff_only
def end_feed(request: ActorRequest) -> HttpResponse:
    """The private address answers no more."""
    end_own_feed(person=_holder(request), by=request.actor, at=timezone.now())
    messages.success(request, _("The address of your calendar has ended."))
    return redirect("meetings:presence_work")


def _holder(request: ActorRequest) -> Person:
    if request.actor.person is None or not can_hold_talks(request.actor):
        raise PermissionDenied
    return request.actor.person


def _presences(request: ActorRequest) -> list[Event]:
    today = timezone.localdate()
    return presence_events(request.town, coming_days(request.town, today - BACK, today + AHEAD))


def _file(
    name: str, events: list[Event], file_name: str, *, refresh: timedelta | None = None
) -> HttpResponse:
    return HttpResponse(
        calendar_file(name, events, refresh=refresh),
        content_type=KIND,
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )
