"""A browser for the journeys: Chromium once a session, a clean context for each visitor, and no mess left behind.

Every request to another origin fails and is remembered, as is every error in the browser's console;
at the end of a test neither may be there, except the 4xx answers that the test names.
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from typing import Literal

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponseBase
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from machbar.foundation.access.middleware import DEVICE_COOKIE
from machbar.foundation.people.models import Person

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Debian's browser without a window does the same for a third less of the processor.
BROWSERS = ("chromium-headless-shell", "chromium")
# No name is looked up but our own: a request to a stranger ends there. Stopping requests one by one would do the same,
# and switch the browser's cache off.
NOBODY_ELSE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(kw_only=True)
class Watch:
    """What went wrong in the browsers of one test."""

    origin: str
    friends: list[str] = field(default_factory=list)  # other origins that a test runs itself
    strangers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    refusals: list[tuple[str, int]] = field(default_factory=list)

    def expect(self, path: str, status: int) -> None:
        """This address may answer so once; the browser writes that into its console."""
        self.refusals.append((path, status))

    def see(self, request: Request) -> None:
        """Remember what is asked of anybody but us; the browser finds no other host anyway."""
        known = (f"{self.origin}/", *(f"{each}/" for each in self.friends), "data:", "blob:")
        if not request.url.startswith(known):
            self.strangers.append(request.url)

    def hear(self, message: ConsoleMessage) -> None:
        """Remember an error unless the test expected this answer."""
        if message.type != "error":
            return
        if "net::ERR_INTERNET_DISCONNECTED" in message.text:
            return  # only a test takes the line away, perhaps while the page still fetches its icon
        path = message.location.get("url", "").removeprefix(self.origin)
        for refusal in self.refusals:
            if refusal[0] == path and f"status of {refusal[1]} " in message.text:
                self.refusals.remove(refusal)
                return
        self.errors.append(f"{path}: {message.text}")


Visitor = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, started once."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright runs an event loop in this thread; Django would refuse its queries here.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=next(filter(None, map(which, BROWSERS))),
            args=["--no-sandbox", NOBODY_ELSE],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session", autouse=True)
def _one_after_another() -> Iterator[None]:
    """All threads of a test share one connection to the database in memory: two answers at once would get into each
    other's transaction, which no real server lets happen."""
    lock, answered = threading.RLock(), WSGIHandler.get_response

    def alone(self: WSGIHandler, request: HttpRequest) -> HttpResponseBase:
        with lock:
            return answered(self, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIHandler, "get_response", alone)
        yield


@pytest.fixture
def watch(live_server: LiveServer) -> Iterator[Watch]:
    """Watches all browsers of one test."""
    watching = Watch(origin=live_server.url)
    yield watching
    assert watching.strangers == []
    assert watching.errors == []
    assert watching.refusals == []


@pytest.fixture
def visitor(chromium: Browser, watch: Watch) -> Iterator[Visitor]:
    """Opens a fresh browser for a guest, a person of the team, or the tablet at the counter.

    ``background`` allows scripts that run behind the page (service workers).
    """
    contexts: list[BrowserContext] = []

    def visit(
        *,
        width: int = 390,
        script: bool = True,
        person: Person | None = None,
        device: str = "",
        background: Literal["allow", "block"] = "block",
    ) -> Page:
        context = chromium.new_context(
            base_url=watch.origin,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            locale="de-DE",
            timezone_id="Europe/Berlin",
            reduced_motion="reduce",
            service_workers=background,
        )
        contexts.append(context)
        context.set_default_timeout(20_000)
        context.on("request", watch.see)
        context.on("console", watch.hear)
        context.on("weberror", lambda error: watch.errors.append(str(error.error)))
        if person is not None:
            _remember(context, watch.origin, "machbar", _session_of(person))
        if device:
            _remember(context, watch.origin, DEVICE_COOKIE, device)
        return context.new_page()

    yield visit
    for context in contexts:
        context.close()


def _session_of(person: Person) -> str:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client.cookies["machbar"].value


def _remember(context: BrowserContext, origin: str, name: str, value: str) -> None:
    context.add_cookies([{"name": name, "value": value, "url": origin}])


def barriers(page: Page) -> list[str]:
    """What axe finds on the page: rule and place of each violation."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(
        """async tags => {
          const result = await axe.run({resultTypes: ["violations"],
            runOnly: {type: "tag", values: tags}});
          return result.violations.flatMap(v => v.nodes.map(n => v.id + " " + n.target.join(" ")
            + " " + n.any.concat(n.all, n.none).map(c => c.message).join("; ").slice(0, 160)));
        }""",
        list(AXE_TAGS),
    )
    return found


def too_wide(page: Page, widths: tuple[int, ...]) -> list[str]:
    """At which of the widths the page scrolls sideways; what scrolls inside `.scroll` does not count."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        wide: int = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{wide} px wide at {width} px")
    return found
