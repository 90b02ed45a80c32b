"""The catalogue of programmes, for everybody."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from machbar.foundation.surfaces.kept import kept_for_guests
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.models import Town
from machbar.foundation.ui.formats import percent
from machbar.foundation.ui.linked_data import LinkedData
from machbar.modules.funding.core.record import CatalogueEntry
from machbar.modules.funding.forms import CatalogueFilter
from machbar.modules.funding.labels import (
    APPLICANTS,
    INSTRUMENTS,
    amount_line,
    cost_line,
    in_words,
)
from machbar.modules.funding.models import Programme
from machbar.modules.funding.rules import can_see_plan
from machbar.modules.funding.selectors import catalogue, checked_last, programmes_visible_to, shown
from machbar.modules.funding.vocabularies import tags_of, theme_name

PAGE = 24


@require_safe
@kept_for_guests
def index(request: HouseRequest) -> HttpResponse:
    """The programmes, perhaps only those for one kind of applicant, one theme, or with some words."""
    form = CatalogueFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    programmes = catalogue(
        request.actor,
        applicant=asked.get("wer", ""),
        themes=tags_of(asked["thema"]) if asked.get("thema") else (),
        text=asked.get("suche", ""),
        with_closed=bool(asked.get("geschlossen")),
    )
    page = Paginator(programmes, PAGE).get_page(request.GET.get("seite"))
    today = timezone.localdate()
    cards = [shown(programme, today) for programme in page.object_list]
    context = {
        "form": form,
        "page": page,
        "cards": [(card, amount_line(card.entry)) for card in cards],
        "query": _rest_of_query(request),
        "checked_last": checked_last(request.actor),
    }
    return render(request, "funding/index.html", context)


@require_safe
@kept_for_guests
def programme(request: HouseRequest, public_id: str) -> HttpResponse:
    """One programme: what it pays, to whom, until when, and where that stands."""
    found = get_object_or_404(programmes_visible_to(request.actor), public_id=public_id)
    card = shown(found, timezone.localdate())
    entry = card.entry
    context = {
        "can_see_plan": can_see_plan(request.actor),
        "card": card,
        "amount": amount_line(entry),
        "costs": cost_line(entry),
        "instrument": INSTRUMENTS[entry.instrument],
        "own_share": percent(entry.own_share) if entry.own_share is not None else "",
        "applicants": _names(entry.applicants),
        "excluded": _names(entry.excluded_applicants),
        "themes": ", ".join(theme_name(tag) for tag in entry.themes),
        "rates": _rates(entry),
        "uncertain": [in_words(each) for each in entry.uncertain],
        "linked_data": _linked_data(request.town, found, entry),
    }
    return render(request, "funding/programme.html", context)


def _linked_data(town: Town, programme: Programme, entry: CatalogueEntry) -> LinkedData:
    """schema.org's `MonetaryGrant`; the amount only where the source states one, in whole euros or with cents."""
    amount: dict[str, object] = {"@type": "MonetaryAmount", "currency": "EUR"}
    amount |= {
        name: cents / 100 if cents % 100 else cents // 100
        for name, cents in (("minValue", entry.least), ("maxValue", entry.most))
        if cents is not None
    }
    return {
        "@type": "MonetaryGrant",
        "@id": absolute_url(town, reverse("funding:programme", args=[programme.public_id])),
        "name": programme.name,
        "description": entry.summary,
        "url": absolute_url(town, reverse("funding:programme", args=[programme.public_id])),
        "sameAs": entry.source_url,
        "funder": {"@type": "Organization", "name": entry.funder} if entry.funder else None,
        "amount": amount if len(amount) > 2 else None,
    }


def _names(applicants: tuple[str, ...]) -> str:
    return ", ".join(str(APPLICANTS[key]) for key in applicants)


def _rates(entry: CatalogueEntry) -> list[tuple[str, str, str]]:
    return [
        (str(APPLICANTS[each.applicant]), percent(each.rate), each.condition)
        for each in entry.rates
    ]


def _rest_of_query(request: HouseRequest) -> str:
    kept = {name: value for name, value in request.GET.items() if name != "seite" and value}
    return f"{urlencode(kept)}&" if kept else ""
