"""The page of a booking of the room or the window, for who holds its link."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from machbar.foundation.access.actor import Actor, ActorRequest
from machbar.foundation.access.services import link_behind
from machbar.foundation.towns.addresses import absolute_url
from machbar.modules.premises.calendars import guest_event
from machbar.modules.premises.exceptions import PremisesError
from machbar.modules.premises.models import RoomBooking
from machbar.modules.premises.selectors.rooms import room_booking_behind
from machbar.modules.premises.services.rooms import ROOM_BOOKING, call_off_room_as_guest
from machbar.modules.premises.views.rooms import CALENDAR
from machbar.reasoning.calendar_files import calendar_file


@never_cache
@require_safe
def room_guest(request: ActorRequest, token: str) -> HttpResponse:
    """The slip with number, time, and where it stands."""
    booking, _actor = _behind(request, token)
    return _page(request, booking, token, "premises/room_guest.html")


@never_cache
@require_safe
def room_guest_calendar(request: ActorRequest, token: str) -> HttpResponse:
    """The booking for the guest's own calendar."""
    booking, _actor = _behind(request, token)
    url = absolute_url(request.town, reverse("premises:room_guest", args=[token]))
    return HttpResponse(
        calendar_file(booking.number, [guest_event(booking, url=url)]),
        content_type=CALENDAR,
        headers={"Content-Disposition": f'attachment; filename="{booking.number}.ics"'},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def room_guest_call_off(request: ActorRequest, token: str) -> HttpResponse:
    """Where the mail's link leads: looking changes nothing, the button calls off."""
    booking, actor = _behind(request, token)
    if request.method == "POST":
        try:
            call_off_room_as_guest(booking=booking, by=actor, at=timezone.now())
        except PremisesError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Called off. Thank you for telling us."))
        return redirect("premises:room_guest", token)
    return _page(request, booking, token, "premises/room_call_off.html")


def _behind(request: ActorRequest, token: str) -> tuple[RoomBooking, Actor]:
    """The booking of a personal link, and the actor that the link makes; else 404."""
    link = link_behind(town=request.town, token=token, purpose=ROOM_BOOKING)
    found = room_booking_behind(link) if link is not None else None
    if found is None:
        raise Http404
    return found, Actor(town=request.town, link=link)


def _page(request: ActorRequest, booking: RoomBooking, token: str, template: str) -> HttpResponse:
    context = {
        "booking": booking,
        "token": token,
        "may_call_off": booking.is_living and booking.ends_at > timezone.now(),
    }
    return render(request, template, context)
