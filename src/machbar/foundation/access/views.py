"""Pairing the counter, and the list of devices for the admin."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.exceptions import AccessError
from machbar.foundation.access.forms import DeviceForm, PairingForm
from machbar.foundation.access.middleware import DEVICE_COOKIE
from machbar.foundation.access.models import CounterDevice
from machbar.foundation.access.pages import staff_only
from machbar.foundation.access.services import (
    announce_device,
    pair_device,
    rename_device,
    revoke_device,
)
from machbar.foundation.people.models import Role

DEVICE_COOKIE_SECONDS = 365 * 24 * 3600


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pair_counter(request: ActorRequest) -> HttpResponse:
    """The tablet enters the code once and is the counter from then on."""
    form = PairingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            token = pair_device(
                town=request.town, code=form.cleaned_data["code"], at=timezone.now()
            )
        except AccessError as error:
            form.add_error("code", str(error))
        else:
            response = redirect("/tresen/")
            response.set_cookie(
                DEVICE_COOKIE,
                token,
                max_age=DEVICE_COOKIE_SECONDS,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
            return response
    status = 422 if form.is_bound else 200
    return render(request, "access/pair_counter.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def devices(request: ActorRequest) -> HttpResponse:
    """The counter devices of the town; a new one gets a code."""
    if not request.actor.has(Role.ADMIN):
        raise PermissionDenied
    form = DeviceForm(request.POST or None)
    code = ""
    if request.method == "POST" and form.is_valid():
        _device, code = announce_device(
            by=request.actor, name=form.cleaned_data["name"], at=timezone.now()
        )
        form = DeviceForm()
    found = request.town.counter_devices.filter(revoked_at=None)[:100]
    context = {"form": form, "code": code, "devices": found}
    status = 422 if form.is_bound else 200
    return render(request, "access/devices.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def device(request: ActorRequest, public_id: str) -> HttpResponse:
    """Give one device another name, or lock it out."""
    found = _device(request, public_id)
    form = DeviceForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        rename_device(device=found, name=form.cleaned_data["name"], by=request.actor)
        messages.success(request, _("The device has a new name."))
        return redirect("access:devices")
    status = 422 if request.method == "POST" else 200
    return render(request, "access/device.html", {"form": form, "device": found}, status=status)


@require_POST
@staff_only
def revoke(request: ActorRequest, public_id: str) -> HttpResponse:
    """Lock a device out."""
    revoke_device(device=_device(request, public_id), by=request.actor, at=timezone.now())
    messages.success(request, _("The device is locked out."))
    return redirect("access:devices")


def _device(request: ActorRequest, public_id: str) -> CounterDevice:
    if not request.actor.has(Role.ADMIN):
        raise PermissionDenied
    devices = request.town.counter_devices.filter(revoked_at=None)
    return get_object_or_404(devices, public_id=public_id)
