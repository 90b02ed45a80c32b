"""The page of a booking, for who holds its link: what, when, where, the calendar file, and calling off."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from machbar.foundation.access.actor import Actor, ActorRequest
from machbar.foundation.access.services import link_behind
from machbar.modules.meetings.exceptions import MeetingError
from machbar.modules.meetings.models import Booking
from machbar.modules.meetings.selectors import booking_behind
from machbar.modules.meetings.services import BOOKING, call_off_as_guest


@never_cache
@require_safe
def booking(request: ActorRequest, token: str) -> HttpResponse:
    """The slip with number, time and place."""
    found, _actor = guest_behind(request, token)
    return _page(request, found, token, "meetings/booking.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: ActorRequest, token: str) -> HttpResponse:
    """Where the mail's link leads: looking changes nothing, the button calls off."""
    found, actor = guest_behind(request, token)
    if request.method == "POST":
        try:
            call_off_as_guest(booking=found, by=actor, at=timezone.now())
        except MeetingError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Called off. Thank you for telling us."))
        return redirect("meetings:booking", token)
    return _page(request, found, token, "meetings/call_off.html")


def guest_behind(request: ActorRequest, token: str) -> tuple[Booking, Actor]:
    """The booking of a personal link, and the actor that the link makes; else 404."""
    link = link_behind(town=request.town, token=token, purpose=BOOKING)
    found = booking_behind(link) if link is not None else None
    if found is None:
        raise Http404
    return found, Actor(town=request.town, link=link)


def _page(request: ActorRequest, found: Booking, token: str, template: str) -> HttpResponse:
    context = {
        "booking": found,
        "token": token,
        "place": found.presence.place or request.town.address,
        "may_call_off": found.is_booked and found.ends_at > timezone.now(),
    }
    return render(request, template, context)
