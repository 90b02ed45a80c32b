"""The house's own pages: shop window, the team's day, what every town must say, and errors in plain words."""

import logging
import os
import secrets
import sys
from collections.abc import Sequence
from datetime import UTC, timedelta

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

import machbar
from machbar.foundation.access.actor import Actor
from machbar.foundation.access.exceptions import ForOperators
from machbar.foundation.access.pages import staff_only
from machbar.foundation.access.typed import page_before, typed_texts
from machbar.foundation.media.models import Picture
from machbar.foundation.media.serving import picture_response
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.post.rules import can_look_after_mail
from machbar.foundation.post.selectors import undelivered
from machbar.foundation.surfaces.asking import (
    counter_deeds,
    day_parts,
    front_panels,
    queue_size,
)
from machbar.foundation.surfaces.kept import kept_for_guests
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.surfaces.module import MOST_COUNTED, DayItem, DayPart
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.hours_text import WEEKDAYS, sign, times_in_words
from machbar.foundation.towns.linked_data import house_data
from machbar.foundation.towns.selectors import (
    door_at_moment,
    legal_notice_of,
    special_days,
    week,
)
from machbar.foundation.ui.colours import town_sheet
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.site.backups.day import failed_backups
from machbar.site.beginning import beginnings
from machbar.site.faults import Fault, fault_of, words_for
from machbar.site.profile.saying import Handle, handles, missing
from machbar.site.wizard.laws import access_law

log = logging.getLogger("machbar.errors")
FIRST_THINGS = 3
SHOWN_SPECIAL = 6
SHOWN_LETTERS = 5
MOST_LETTERS = 100
RETRY_AFTER = 300  # seconds
SECURITY_TXT_LIVES = timedelta(days=180)  # RFC 9116, section 2.5.5: less than a year


@require_safe
@kept_for_guests
def home(request: HouseRequest) -> HttpResponse:
    """The shop window: what is going on, and the slot for ideas."""
    panels = front_panels(request.modules, request.actor)
    now = timezone.now()
    hours, special = week(request.town), special_days(request.town, timezone.localdate(now))
    found = door_at_moment(hours, special, now)
    context = {
        "panels": [panel for panel in panels if not panel.is_beside],
        "panes": [panel for panel in panels if panel.is_beside],
        "offers_ideas": _offers_ideas(request),
        "door": found,
        "sign": sign(found) if found else None,
        "handles": _handles(request.actor),
        "linked_data": house_data(request.town, hours, special),
    }
    return render(request, "site/home.html", context)


@never_cache
@require_safe
@staff_only
def workshop(request: HouseRequest) -> HttpResponse:
    """The door behind the counter leads to today."""
    return redirect("day_page")


@never_cache
@require_safe
@staff_only
def day_page(request: HouseRequest) -> HttpResponse:
    """What comes first today, over all modules, and what else waits."""
    today = timezone.localdate()
    parts = [
        *day_parts(request.modules, request.actor, today),
        *_undelivered(request.actor),
        *failed_backups(request.actor),
    ]
    items = sorted(
        (item for part in parts for item in part.items),
        key=lambda item: (item.is_pile, item.due, item.since),
    )
    context = {
        "first": items[:FIRST_THINGS],
        "parts": parts,
        "today": today,
        "deeds": counter_deeds(request.modules, request.actor),
        "handles": _handles(request.actor),
        "to_decide": queue_size(request.modules, request.actor),
        "most_counted": MOST_COUNTED,
        "beginnings": () if items else beginnings(request.actor, request.modules),
        "answers_ideas": _offers_ideas(request) and can_answer_ideas(request.actor),
    }
    return render(request, "site/day_page.html", context)


@require_safe
@kept_for_guests
def about(request: HouseRequest) -> HttpResponse:
    """Who and where, and how an idea becomes something."""
    today = timezone.localdate()
    hours, special = week(request.town), special_days(request.town, today)
    context = {
        "week": [
            (name, times_in_words(hours[day])) for day, name in enumerate(WEEKDAYS) if day in hours
        ],
        "special": [(each, times_in_words(each.spans)) for each in special[:SHOWN_SPECIAL]],
    }
    return render(request, "site/about.html", context)


@require_safe
@kept_for_guests
def privacy(request: HouseRequest) -> HttpResponse:
    """What is stored, why, and for how long."""
    context = {
        "offers_groups": _is_on(request, "coordination"),
        "offers_talks": _is_on(request, "meetings"),
        "offers_rooms": _is_on(request, "premises"),
        "notice": legal_notice_of(request.town),
    }
    return render(request, "site/privacy.html", context)


@require_safe
@kept_for_guests
def imprint(request: HouseRequest) -> HttpResponse:
    """Who answers for these pages."""
    return render(request, "site/imprint.html", {"notice": legal_notice_of(request.town)})


@require_safe
@kept_for_guests
def accessibility(request: HouseRequest) -> HttpResponse:
    """How accessible the pages are, and where to say what is in the way."""
    context = {
        "notice": legal_notice_of(request.town),
        "law": access_law(request.town.state),
        "address": absolute_url(request.town, "/"),
    }
    return render(request, "site/accessibility.html", context)


@cache_control(max_age=3600, public=True)
@require_safe
def security_txt(request: HouseRequest) -> HttpResponse:
    """Where somebody who has found a hole writes to (RFC 9116); 404 where the town names no mail address."""
    town = request.town
    if not town.contact_email:
        raise Http404
    expires = timezone.now() + SECURITY_TXT_LIVES
    lines = [
        f"Contact: mailto:{town.contact_email}",
        f"Expires: {expires.astimezone(UTC):%Y-%m-%dT00:00:00.000Z}",
        "Preferred-Languages: de, en",
        f"Canonical: {absolute_url(town, reverse('security_txt'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@cache_control(max_age=300, public=True)
@require_safe
def town_style(request: HouseRequest) -> HttpResponse:
    """The town's door colour as a style sheet (the content policy allows no inline style)."""
    return HttpResponse(town_sheet(request.town.accent), content_type="text/css; charset=utf-8")


@require_safe
def town_logo(request: HouseRequest, name: str) -> HttpResponseBase:
    """The town's own logo; its address changes with the picture."""
    picture = Picture.objects.filter(logos__town=request.town).first()
    return picture_response(request, picture, name, for_everybody=True)


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """For monitoring: ok and the version, without details; 503 where nothing can be read or nothing be written."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        # Whatever is wrong with the database, monitoring gets a plain "no"; the log has the rest.
        log.exception("health check: the database does not answer")
        return JsonResponse({"ok": False}, status=503)
    if not os.access(settings.DATA, os.W_OK):
        log.error("health check: the data directory cannot be written")
        return JsonResponse({"ok": False}, status=503)
    return JsonResponse({"ok": True, "version": machbar.__version__})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; under a name that this server does not answer to, the page that names no town."""
    if isinstance(exception, DisallowedHost):
        return render(request, "towns/not_here.html", status=400)
    return oops(request, 400, _("We did not understand that."), _("Please go back and try again."))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with who could change it."""
    if isinstance(exception, ForOperators):
        sentence = _(
            "This page is for those who run the server. Please ask them if you need something from here."
        )
        return oops(request, 403, _("This door is for others."), sentence)
    sentence = _(
        "Your role in the team does not include this page. An admin of your team can change that."
    )
    return oops(request, 403, _("This door is for others."), sentence)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 after a form that is too old or came from elsewhere."""
    back = page_before(request, fallback="")
    if not back:
        sentence = _(
            "The page was open for a long time or cookies are switched off. "
            "Please go back, your text is still there, load the page anew and send it again."
        )
        return oops(request, 403, _("That took too long."), sentence)
    sentence = _(
        "The page was open for a long time, or somebody signed in meanwhile. "
        "Please go back to the form and send it again."
    )
    texts = typed_texts(request)
    return oops(request, 403, _("That took too long."), sentence, back=back, texts=texts)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    sentence = _(
        "The address is not right, the page has moved, or a personal link has ended. Your data is not affected."
    )
    return oops(request, 404, _("There is no door here."), sentence)


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """405 for somebody who opens the address of a form."""
    sentence = _("Only a button on another page leads here. Please go back and press it once more.")
    return oops(request, 405, _("This page does not open by itself."), sentence)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; the log has the same number beside the traceback, and neither path nor person."""
    number = secrets.token_hex(4)
    log.error("error %s", number, exc_info=True)  # noqa: LOG014 - Django calls this inside its handler
    fault = fault_of(sys.exc_info()[1])
    if fault is not None:
        return _hindered(request, fault)
    sentence = _("That was our mistake. Please try again in a moment. Error number: %(number)s") % {
        "number": number
    }
    back, texts = page_before(request, fallback=""), typed_texts(request)
    return oops(request, 500, _("Something has broken here."), sentence, back=back, texts=texts)


def _hindered(request: HttpRequest, fault: Fault) -> HttpResponse:
    """507 or 503: what was typed is shown again; without the database on the plainest page there is."""
    words = words_for(fault)
    back, texts = page_before(request, fallback=""), typed_texts(request)
    try:
        answer = oops(request, fault.status, words.headline, words.sentence, back=back, texts=texts)
    except DatabaseError:
        log.exception("the page of a fault needs the database as well")
        context = {"headline": words.headline, "sentence": words.sentence}
        page = render_to_string("site/oops_plain.html", {**context, "back": back, "texts": texts})
        answer = HttpResponse(page, status=fault.status)
    answer["Retry-After"] = str(RETRY_AFTER)
    return answer


def _handles(actor: Actor) -> Sequence[Handle]:
    """What an admin has to say once, as long as some of it is missing."""
    return handles(actor.town) if actor.has(Role.ADMIN) and missing(actor.town) else ()


def _undelivered(actor: Actor) -> list[DayPart]:
    """Mail that did not arrive, for those who look after it; nothing where all is well."""
    if not can_look_after_mail(actor):
        return []
    letters = list(undelivered(actor.town, timezone.now())[:MOST_LETTERS])
    if not letters:
        return []
    address = reverse("post:undelivered")
    items = [
        DayItem(
            headline=letter.subject,
            detail=letter.get_problem_display() or _("Nobody knows whether it left."),
            url=address,
            action=_("Look at it"),
            since=timezone.localdate(letter.written_at),
            due=timezone.localdate(letter.written_at),
            is_late=letter.state == Letter.State.FAILED,
        )
        for letter in letters
    ]
    title = _("Mail that did not arrive")
    return [DayPart(title=title, items=items[:SHOWN_LETTERS], total=len(items), url=address)]


def _offers_ideas(request: HouseRequest) -> bool:
    return _is_on(request, "ideas")


def _is_on(request: HouseRequest, key: str) -> bool:
    return any(module.key == key for module in request.modules)


def oops(
    request: HttpRequest,
    status: int,
    headline: str,
    sentence: str,
    *,
    back: str = "",
    texts: Sequence[str] = (),
) -> HttpResponse:
    """A page in plain words for what went wrong; ``texts`` are shown to copy, ``back`` leads to their form."""
    template = "machbar/oops.html" if getattr(request, "actor", None) else "site/oops_plain.html"
    context = {"headline": headline, "sentence": sentence, "status": status}
    context |= {"back": back, "texts": texts}
    return render(request, template, context, status=status)
