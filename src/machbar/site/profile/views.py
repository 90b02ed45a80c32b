"""Settings of the town, for its admins."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from machbar.foundation.access.pages import staff_only
from machbar.foundation.people.models import Role
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.selectors import special_days, week
from machbar.site.profile.forms import ProfileForm, special_day_table
from machbar.site.profile.saying import missing
from machbar.site.profile.services import change_profile


@never_cache
@require_safe
@staff_only
def settings_index(request: HouseRequest) -> HttpResponse:
    """The settings begin with the town."""
    return redirect("town_settings")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def town_settings(request: HouseRequest) -> HttpResponse:
    """House, door, contact, imprint, colour: what the public pages say about the town."""
    if not request.actor.has(Role.ADMIN):
        raise PermissionDenied
    today = timezone.localdate()
    hours, special = week(request.town), special_days(request.town, today)
    # A row of its own: the form writes what was typed into it, and the page still shows the town as it is.
    copy = Town.objects.get(pk=request.town.pk)
    form = ProfileForm(request.POST or None, instance=copy, hours=hours)
    table = special_day_table(special, request.POST or None)
    if request.method == "POST" and form.is_valid() & table.is_valid():
        changed = change_profile(
            by=request.actor,
            values=form.values(),
            hours=form.week(),
            special=table.special_days(),
            today=today,
        )
        messages.success(request, _("Saved.") if changed else _("Nothing had changed."))
        return redirect("town_settings")
    context = {
        "form": form,
        "table": table,
        "missing": missing(request.town),
        "offers_ideas": any(module.key == "ideas" for module in request.modules),
        "has_typed_hours": bool(request.town.opening_hours) and not hours,
    }
    status = 422 if form.is_bound else 200
    return render(request, "site/town_settings.html", context, status=status)
