"""How often one visitor may ask for what costs the house much, and how many forms a guest may send.

Counted in memory only, by the hash of the address with a key of the day (`AccountAdapter.get_client_ip`), for each
web process by itself; people who are signed in count by themselves, wherever they sit. The machine's own address is not
counted: behind a proxy that says nothing it would be everybody's (docs/security/limits.md).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.typed import page_before, typed_texts
from machbar.foundation.post.sign_in import is_this_machine
from machbar.site.views import oops


@dataclass(frozen=True, kw_only=True)
class Limit:
    """So many requests of one visitor in so many seconds."""

    name: str
    most: int
    seconds: int
    is_for_forms: bool = False  # looking costs nothing


SEARCHES = Limit(name="search", most=60, seconds=60)
PAPERS = Limit(name="papers", most=30, seconds=60)
RECKONING = Limit(name="reckoning", most=20, seconds=60, is_for_forms=True)
# A school class at one address hands in an idea each; a programme that hands in thousands does not.
FORMS = Limit(name="forms", most=60, seconds=600, is_for_forms=True)
# Each asks the issuer; a whole town hall may sit behind one address.
TOWN_HALL = Limit(name="town-hall", most=120, seconds=600)
# Each sends a letter to an address that nobody has confirmed yet, or tries a code.
NEW_ADDRESS = Limit(name="new-address", most=30, seconds=3600, is_for_forms=True)

COSTLY: dict[str, Limit] = {
    "search": SEARCHES,
    **dict.fromkeys(
        (
            *("premises:expose", "premises:poster", "premises:owner_letter"),
            *("premises:print_requests", "premises:agreement_file", "premises:rooms_geojson"),
            *("projects:sheet_file", "projects:sketch_file", "projects:sketch_file_by_link"),
            *("ideas:blank_form", "ideas:postcards", "ideas:print_letters"),
            *("coordination:print_replies", "table_export", "privacy:person"),
        ),
        PAPERS,
    ),
    **dict.fromkeys(("funding:look", "tables_kind"), RECKONING),
    "team:address": NEW_ADDRESS,
    **dict.fromkeys(("house_start", "house_return", "team:link_own"), TOWN_HALL),
}


class LimitMiddleware:
    """Answers 429 with the words that were typed, and says when it may be tried again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _arguments: object, _keywords: object
    ) -> HttpResponse | None:
        """A refusal where this visitor has used up one of the limits; None else."""
        if not hasattr(request, "actor"):
            return None
        house = cast("ActorRequest", request)
        over = [limit for limit in _limits(house) if _is_over(house, limit)]
        return _refusal(house, over[0]) if over else None


def _limits(request: ActorRequest) -> Iterator[Limit]:
    """Those that count for this request."""
    is_form = request.method == "POST"
    match = request.resolver_match
    costly = COSTLY.get(match.view_name) if match is not None else None
    if costly is not None and (is_form or not costly.is_for_forms):
        yield costly
    if is_form and request.actor.person is None and request.actor.device is None:
        yield FORMS


def _is_over(request: ActorRequest, limit: Limit) -> bool:
    visitor = _visitor(request)
    if not visitor:
        return False
    key = f"limit:{limit.name}:{visitor}"
    cache.add(key, 0, timeout=limit.seconds)
    try:
        return cache.incr(key) > limit.most
    except ValueError:  # it ran out between the two
        return False


def _visitor(request: ActorRequest) -> str:
    """Who is counted; empty where nobody is."""
    if request.actor.person is not None:
        return request.actor.trace
    if is_this_machine(request):
        return ""
    return cast("str", get_adapter().get_client_ip(request))


def _refusal(request: ActorRequest, limit: Limit) -> HttpResponse:
    minutes = max(1, limit.seconds // 60)
    sentence = ngettext(
        "Very many requests came from your connection. Please wait a minute and try again.",
        "Very many requests came from your connection. Please wait %(n)d minutes and try again.",
        minutes,
    )
    is_form = request.method == "POST"
    page = oops(
        request,
        429,
        _("That was a lot at once."),
        sentence % {"n": minutes},
        back=page_before(request, fallback="") if is_form else "",
        texts=typed_texts(request) if is_form else (),
    )
    page["Retry-After"] = str(limit.seconds)
    page["Cache-Control"] = "no-store"
    return page
