"""The team's page of dates: who comes, the presence hours, planning and changing them."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.models import PersonalLink
from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.modules.meetings.exceptions import MeetingError
from machbar.modules.meetings.forms import DayOffForm, EndForm, PresenceForm
from machbar.modules.meetings.models import Presence
from machbar.modules.meetings.rules import can_hold_talks
from machbar.modules.meetings.selectors import coming_bookings, coming_days, presences_visible_to
from machbar.modules.meetings.services import (
    FEED,
    end_presence,
    give_day_off,
    plan_presence,
    take_day_off_back,
)
from machbar.modules.meetings.services import change_presence as change
from machbar.modules.meetings.views.presenting import booking_days

EDIT = ["GET", "HEAD", "POST"]
AHEAD = timedelta(weeks=12)
MOST = 200
_DAY_IDS, _END_IDS = "id_ausfall_%s", "id_ende_%s"  # three forms with like fields on one page


@never_cache
@require_safe
@staff_only
def presence_work(request: HouseRequest) -> HttpResponse:
    """Who comes when, and below it the presence hours."""
    _may_plan(request)
    now = timezone.now()
    today = timezone.localdate(now)
    bookings = coming_bookings(request.actor, now)[:MOST]
    person = request.actor.person
    context = {
        "days": booking_days(request.modules, request.actor, bookings, now),
        "presences": [
            (each, bool(each.last_day and each.last_day < today))
            for each in presences_visible_to(request.actor).order_by("-last_day", "first_day")[
                :MOST
            ]
        ],
        "has_feed": PersonalLink.objects.filter(
            town=request.town,
            purpose=FEED,
            subject_kind="people.person",
            subject_id=person.pk if person is not None else 0,
            revoked_at=None,
        ).exists(),
    }
    return render(request, "meetings/presence_work.html", context)


@never_cache
@require_http_methods(EDIT)
@staff_only
def new_presence(request: HouseRequest) -> HttpResponse:
    """Plan presence hours."""
    _may_plan(request)
    is_sent = request.method == "POST"
    known = {"first_day": timezone.localdate()}
    form = PresenceForm(request.POST if is_sent else None, initial=known)
    if is_sent and form.is_valid():
        presence = plan_presence(
            by=request.actor,
            at=timezone.now(),
            form_key=form.cleaned_data["form_key"],
            plan=form.plan(),
            person=request.actor.person,
        )
        messages.success(request, _("Planned. From now on these times can be booked."))
        return redirect("meetings:change_presence", presence.public_id)
    status = 422 if is_sent else 200
    return render(request, "meetings/new_presence.html", {"form": form}, status=status)


@never_cache
@require_http_methods(EDIT)
@staff_only
def change_presence(request: HouseRequest, public_id: str) -> HttpResponse:
    """One series: its next days, days off, its end, and its plan."""
    presence = _presence(request, public_id)
    if request.method != "POST":
        return _page(request, presence)
    form = PresenceForm(request.POST, initial=PresenceForm.values_of(presence))
    if not form.is_valid():
        return _page(request, presence, form=form, status=422)
    change(presence=presence, by=request.actor, at=timezone.now(), plan=form.plan())
    messages.success(request, _("Saved. What was booked before stays as it was promised."))
    return redirect("meetings:change_presence", public_id)


@require_POST
@staff_only
def day_off(request: HouseRequest, public_id: str) -> HttpResponse:
    """Call one day off."""
    presence = _presence(request, public_id)
    form = DayOffForm(request.POST, auto_id=_DAY_IDS)
    if form.is_valid():
        try:
            told = give_day_off(
                presence=presence, by=request.actor, at=timezone.now(), **form.cleaned_data
            )
        except MeetingError as error:
            form.add_error("on", str(error))
        else:
            messages.success(request, _called_off(told))
            return redirect("meetings:change_presence", public_id)
    return _page(request, presence, day_form=form, status=422)


@require_POST
@staff_only
def day_on(request: HouseRequest, public_id: str) -> HttpResponse:
    """A day takes place after all."""
    presence = _presence(request, public_id)
    form = DayOffForm({"on": request.POST.get("on", ""), "reason": "-"})
    if form.is_valid():
        take_day_off_back(
            presence=presence, by=request.actor, at=timezone.now(), on=form.cleaned_data["on"]
        )
        messages.success(request, _("This day takes place again."))
    return redirect("meetings:change_presence", public_id)


@require_POST
@staff_only
def end(request: HouseRequest, public_id: str) -> HttpResponse:
    """No more after a last day."""
    presence = _presence(request, public_id)
    form = EndForm(request.POST, today=timezone.localdate(), auto_id=_END_IDS)
    if form.is_valid():
        try:
            told = end_presence(
                presence=presence, by=request.actor, at=timezone.now(), **form.cleaned_data
            )
        except MeetingError as error:
            form.add_error("last_day", str(error))
        else:
            messages.success(request, _called_off(told))
            return redirect("meetings:change_presence", public_id)
    return _page(request, presence, end_form=form, status=422)


def _called_off(told: int) -> str:
    if not told:
        return _("Saved. Nobody had booked.")
    return ngettext(
        "Saved. One booking is called off; who has to be called stands on Today.",
        "Saved. %(n)d bookings are called off; who has to be called stands on Today.",
        told,
    ) % {"n": told}


def _may_plan(request: HouseRequest) -> None:
    if not can_hold_talks(request.actor):
        raise PermissionDenied


def _presence(request: HouseRequest, public_id: str) -> Presence:
    _may_plan(request)
    presences = presences_visible_to(request.actor).select_related("town")
    return get_object_or_404(presences, public_id=public_id)


def _page(
    request: HouseRequest,
    presence: Presence,
    *,
    form: PresenceForm | None = None,
    day_form: DayOffForm | None = None,
    end_form: EndForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    days = coming_days(request.town, today, today + AHEAD)
    context = {
        "presence": presence,
        "days": [day for day in days if day.presence.pk == presence.pk],
        "form": form or PresenceForm(initial=PresenceForm.values_of(presence)),
        "day_form": day_form or DayOffForm(auto_id=_DAY_IDS),
        "end_form": end_form or EndForm(today=today, auto_id=_END_IDS),
        "refused": next((each for each in (form, day_form, end_form) if each is not None), None),
    }
    return render(request, "meetings/change_presence.html", context, status=status)
