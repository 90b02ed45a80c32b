"""The shop window on an old screen: what is going on, slide after slide, without anybody touching it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.asking import slides
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.hours_text import sign
from machbar.foundation.towns.selectors import door

MOST_SLIDES = 8


@never_cache
@require_safe
def kiosk(request: HouseRequest) -> HttpResponse:
    """All slides on one page: a style sheet changes them, a script fetches them anew, and without network they stay.

    With `?ruhig=1` they stand one below the other and nothing moves.
    """
    now = timezone.now()
    found = door(request.town, now)
    offers_ideas = any(module.key == "ideas" for module in request.modules)
    hand_in = reverse("ideas:hand_in") if offers_ideas else reverse("home")
    shown = slides(request.modules, Actor(town=request.town))[:MOST_SLIDES]
    context = {
        "slides": shown,
        "count": len(shown) + 1,  # the house itself is the last one
        "is_still": "ruhig" in request.GET,
        "sign": sign(found) if found else None,
        "today": timezone.localdate(now),
        "address": absolute_url(request.town, hand_in),
        "offers_ideas": offers_ideas,
    }
    return render(request, "site/kiosk.html", context)
