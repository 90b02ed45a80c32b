"""The catalogue of programmes, for everybody."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.ui.formats import percent
from machbar.modules.funding.core.record import CatalogueEntry
from machbar.modules.funding.forms import CatalogueFilter
from machbar.modules.funding.labels import (
    APPLICANTS,
    INSTRUMENTS,
    amount_line,
    cost_line,
    in_words,
)
from machbar.modules.funding.selectors import catalogue, checked_last, programmes_visible_to, shown
from machbar.modules.funding.vocabularies import theme_name

PAGE = 24


@require_safe
def index(request: HouseRequest) -> HttpResponse:
    """The programmes, perhaps only those for one kind of applicant, one theme, or with some words."""
    form = CatalogueFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    programmes = catalogue(
        request.actor,
        applicant=asked.get("wer", ""),
        theme=asked.get("thema", ""),
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
def programme(request: HouseRequest, public_id: str) -> HttpResponse:
    """One programme: what it pays, to whom, until when, and where that stands."""
    found = get_object_or_404(programmes_visible_to(request.actor), public_id=public_id)
    card = shown(found, timezone.localdate())
    entry = card.entry
    context = {
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
    }
    return render(request, "funding/programme.html", context)


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
