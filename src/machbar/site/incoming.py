"""The body of a request, waited for before anybody works on it: slow lines are borne patiently, dripping ones are not.

Granian hands a body over as it comes and knows no deadline for it, so that whoever sends a byte a second would keep a
thread for ever. Here a body brings at least a little in every two minutes and is whole within the hour: a photo of
11 MB gets through at 25 kbit/s, and a dead spot of a minute does no harm. Where too many come at once, the slowest has
to go. What is larger than a form without a photo lies in a file without a name meanwhile.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import Any, Protocol

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from machbar.site.faults import Fault, Words, words_for

WINDOW = 120.0  # seconds
WINDOWS = 30
LEAST = 32 * 1024  # bytes in each window
MOST = (
    64 * 1024 * 1024
)  # far above what a photo may have, so that the form itself can say that one is too large
AT_ONCE = (
    192  # in a web process; its other threads (site/commands/serve.py) are for those who only read
)
SAFE = 10.0  # seconds in which nobody is called slow
IN_MEMORY = 512 * 1024
CHUNK = 4096
REFUSAL = "machbar.refusal"


class Source(Protocol):
    """What the web server hands over."""

    def read(self, size: int, /) -> bytes:
        """The next bytes; fewer than asked for at the end only."""


class Refused(Exception):
    """This body is not waited for any longer; ``status`` is that of the answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Body:
    """One body on its way."""

    def __init__(self, source: Source, length: int) -> None:
        self.source, self.length = source, length
        self.file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - see `close`
        self.received = 0
        self.began = time.monotonic()
        self.is_given_up = False
        self._is_read = True
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._trouble: OSError | None = None

    def wait(self) -> None:
        """Until all is there. The web server cannot be asked with a time limit, so a thread of its own asks."""
        self._is_read = False
        threading.Thread(target=self._read, daemon=True).start()
        for _window in range(WINDOWS):
            before = self.received
            if self._ended.wait(WINDOW):
                return self._check()
            if self.received - before < LEAST:
                break
        self.give_up()
        return self._check()

    def give_up(self) -> None:
        """Wait no longer; the thread that asks ends with the line."""
        self.is_given_up = True
        self._ended.set()

    def close(self) -> None:
        """Forget what came; while something is still being read, its thread does it."""
        with self._lock:
            if self._is_read:
                self.file.close()

    @property
    def pace(self) -> float:
        """Bytes a second until now."""
        return self.received / max(time.monotonic() - self.began, 0.001)

    def _check(self) -> None:
        if self.is_given_up:
            raise Refused(408)
        if self._trouble is not None:
            raise Refused(507) from self._trouble
        if self.received < self.length:
            raise Refused(400)
        self.file.seek(0)

    def _read(self) -> None:
        try:
            while self.received < self.length and not self.is_given_up:
                chunk = self.source.read(min(CHUNK, self.length - self.received))
                if not chunk:
                    break
                self.file.write(chunk)
                self.received += len(chunk)
        except OSError as error:
            self._trouble = error
        finally:
            with self._lock:
                self._is_read = True
                if self.is_given_up:
                    self.file.close()
            self._ended.set()


class Incoming:
    """The bodies of one web process."""

    def __init__(self) -> None:
        self._places = threading.BoundedSemaphore(AT_ONCE)
        self._bodies: set[Body] = set()
        self._lock = threading.Lock()

    @contextmanager
    def received(self, environ: dict[str, Any]) -> Iterator[None]:
        """Exchange the body in ``environ`` for one that is whole, or leave there why not (`UnfinishedMiddleware`)."""
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if not length:
            yield
            return
        body = Body(environ["wsgi.input"], length)
        try:
            self._wait(body)
            environ["wsgi.input"] = body.file
        except Refused as refused:
            environ |= {REFUSAL: refused.status, "CONTENT_LENGTH": "0"}
        try:
            yield
        finally:
            body.close()

    def _wait(self, body: Body) -> None:
        if body.length > MOST:
            raise Refused(413)
        if not self._places.acquire(blocking=False):
            self._send_the_slowest_away()
            if not self._places.acquire(timeout=SAFE):
                raise Refused(503)
        with self._lock:
            self._bodies.add(body)
        try:
            body.wait()
        finally:
            with self._lock:
                self._bodies.discard(body)
            self._places.release()

    def _send_the_slowest_away(self) -> None:
        now = time.monotonic()
        with self._lock:
            bodies = [body for body in self._bodies if now - body.began > SAFE]
            if bodies:
                slowest = min(bodies, key=lambda body: body.pace)
                self._bodies.discard(slowest)
                slowest.give_up()


class UnfinishedMiddleware:
    """Says in words why a body was not waited for, and ends the line: the rest of it may still come."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        status = request.META.get(REFUSAL)
        if status is None:
            return self.get_response(request)
        from machbar.site.views import oops

        words = _words(status)
        answer = oops(request, status, words.headline, words.sentence, back=_form_of(request))
        answer["Connection"] = "close"
        answer["Cache-Control"] = "no-store"
        return answer


def _form_of(request: HttpRequest) -> str:
    """The page that the form was on; nobody has asked yet whether the host is one of ours."""
    from machbar.foundation.access.typed import page_before

    try:
        return page_before(request, fallback="")
    except DisallowedHost:
        return ""


def _words(status: int) -> Words:
    nothing_saved = _("Nothing was saved.")
    match status:
        case 408:
            reason = _(
                "Your connection was too slow or broke off. Please try again where it is better."
            )
            return Words(headline=_("That took too long."), sentence=f"{nothing_saved} {reason}")
        case 413:
            reason = _("Please take a smaller file: a photo may have 12 MB.")
            return Words(headline=_("That was too large."), sentence=f"{nothing_saved} {reason}")
        case 503:
            return words_for(Fault.BUSY)
        case 507:
            return words_for(Fault.FULL)
    reason = _("Please send it again in a moment.")
    return Words(headline=_("That did not arrive whole."), sentence=f"{nothing_saved} {reason}")
