"""Keeps marked pages for guests in the memory of a web process: ten seconds at most, and not past any deed.

Ten thousand readers after a post about one project ask for the same few pages. Each is drawn once, and again as soon
as anybody did anything that guests may see: the audit trail of each town counts such deeds in the transaction of the
deed itself (`AuditHead.shown`), and every request asks for that count first. So what was taken back is gone with the
next request, on every process and every machine (docs/decisions/0017-kept-pages.md).
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.selectors import Deeds, shown_deeds
from machbar.foundation.surfaces.kept import is_kept_for_guests
from machbar.foundation.ui.arrival import ARRIVED_COOKIE

MOST_BYTES = 16 * 1024 * 1024  # of all pages of a process
LARGEST = 512 * 1024
Key = tuple[str, str, bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """An answer as it went out, what had been done until then, and when it was drawn (seconds of the process)."""

    content: bytes
    headers: tuple[tuple[str, str], ...]
    deeds: Deeds
    at: float


@dataclass(kw_only=True)
class Shelf:
    """The pages of this process; those that nobody asked for longest go first."""

    pages: OrderedDict[Key, Kept] = field(default_factory=OrderedDict)
    size: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, key: Key, deeds: Deeds) -> Kept | None:
        """The page, unless it is too old or something was done since."""
        with self.lock:
            kept = self.pages.get(key)
            if kept is None:
                return None
            if kept.deeds != deeds or time.monotonic() - kept.at >= settings.KEPT_PAGE_SECONDS:
                self._drop(key)
                return None
            self.pages.move_to_end(key)
            return kept

    def keep(self, key: Key, page: Kept) -> None:
        """Put a page on the shelf."""
        with self.lock:
            self._drop(key)
            self.pages[key] = page
            self.size += len(page.content)
            while self.size > MOST_BYTES:
                self._drop(next(iter(self.pages)))

    def clear(self) -> None:
        """Forget all of them."""
        with self.lock:
            self.pages.clear()
            self.size = 0

    def _drop(self, key: Key) -> None:
        old = self.pages.pop(key, None)
        if old is not None:
            self.size -= len(old.content)


SHELF = Shelf()


class KeptPagesMiddleware:
    """Answers a guest from the shelf, or lets the page be drawn and keeps it. Stands around the compression."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        deeds = _deeds_until_now() if _is_anybodys(request) else None
        if deeds is None:
            return self.get_response(request)
        key = (request.get_host(), request.path, _takes_gzip(request))
        kept = SHELF.find(key, deeds)
        if kept is not None:
            return _from_the_shelf(request, kept)
        at, answer = time.monotonic(), self.get_response(request)
        if isinstance(answer, HttpResponse) and _may_be_kept(request, answer):
            headers = tuple(answer.items())
            SHELF.keep(key, Kept(content=answer.content, headers=headers, deeds=deeds, at=at))
        return answer


def _from_the_shelf(request: HttpRequest, kept: Kept) -> HttpResponseBase:
    """The page as it went out, or 304 where the reader has it and it has a tag."""
    answer = HttpResponse(kept.content, headers=dict(kept.headers))
    tag = answer.get("ETag")
    return get_conditional_response(request, etag=tag, response=answer) or answer


def _is_anybodys(request: HttpRequest) -> bool:
    """Whether nothing in the request tells one guest from another; a question (`?…`) does."""
    nobodys = {settings.CSRF_COOKIE_NAME, ARRIVED_COOKIE}
    return (
        settings.KEPT_PAGE_SECONDS > 0
        and request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and set(request.COOKIES) <= nobodys
        and "HTTP_AUTHORIZATION" not in request.META
        and "HTTP_RANGE" not in request.META
    )


def _deeds_until_now() -> Deeds | None:
    """What was done so far; None where the database does not say it, so that the page itself says why."""
    try:
        return shown_deeds()
    except DatabaseError:
        return None


def _takes_gzip(request: HttpRequest) -> bool:
    return "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")


def _may_be_kept(request: HttpRequest, answer: HttpResponse) -> bool:
    """A marked page for a guest that carries nothing of this guest; the mark alone is not trusted."""
    actor = getattr(request, "actor", None)
    is_guest = isinstance(actor, Actor) and actor.person is None and actor.device is None
    said = answer.get("Cache-Control", "")
    return (
        is_guest
        and answer.status_code == 200
        and is_kept_for_guests(request)
        and not answer.cookies
        and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
        and not any(word in said for word in ("private", "no-store", "no-cache"))
        and len(answer.content) <= LARGEST
    )
