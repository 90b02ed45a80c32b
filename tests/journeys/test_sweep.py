"""Every page template, for everybody who may see it, in its filled, empty and error state: no barrier, nothing too
wide, no request to a stranger, one h1, a title of its own, German words, and no link or button that leads nowhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import override_settings
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.journeys import sights
from tests.journeys.conftest import Visitor, Watch
from tests.journeys.inspecting import View, dead_links, inspect
from tests.journeys.sights import Eyes, Sight, Try
from tests.journeys.templates import listening, page_templates
from tests.journeys.towns import Place, filled_town, new_town

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
EVERYWHERE = (*sights.ALWAYS, *sights.TRIED)
FILLED = (*EVERYWHERE, *sights.FILLED, *sights.TRIED_IN_THE_FILLED_TOWN, *sights.REFUSED)
OF_EACH_KIND = 3
SEND = """([action, words]) => {
  const forms = [...document.forms].filter(each => each.method === "post"
    && new URL(each.getAttribute("action") || "", document.baseURI).pathname === action);
  const form = forms.find(each => each.querySelector("textarea, input:not([type=hidden])")) ?? forms[0];
  if (!form) return false;
  for (const each of form.elements) {
    if (each.matches("[type=hidden], button")) continue;
    if (each.name in words) each.value = words[each.name];
    else if (each.matches("[type=checkbox], [type=radio]")) each.checked = false;
    else if (!each.matches("select")) each.value = "";
  }
  form.noValidate = true;
  form.requestSubmit([...form.elements].find(each => each.matches("button[name]") && words[each.name] === each.value));
  return true;
}"""


@dataclass(kw_only=True)
class Round:
    """A walk through one town: what was wrong, and what was met on the way."""

    place: Place
    visitor: Visitor
    watch: Watch
    wrong: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    links: dict[Eyes, set[str]] = field(default_factory=dict)
    asking: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    pages: dict[Eyes, Page] = field(default_factory=dict)
    templates: set[str] = field(default_factory=set)
    answered: set[tuple[Eyes, str]] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)

    def walk(self, rows: Iterable[Sight]) -> None:
        """Look at each of them."""
        for row in rows:
            self._look(row)

    def follow(self) -> None:
        """Ask for addresses of every kind that the pages name and that these eyes have not looked at anyway.

        Of each kind a few are enough here: all of the demonstration's are asked for by `tests/test_links.py`.
        """
        for eyes, links in self.links.items():
            kinds: dict[tuple[str, ...], list[str]] = {}
            for link in sorted(links):
                if (eyes, link) not in self.answered:
                    kinds.setdefault(_kind(link), []).append(link)
            asked = {link for of_kind in kinds.values() for link in of_kind[:OF_EACH_KIND]}
            dead = dead_links(self.page(eyes), asked)
            self.wrong += [f"{eyes.name.lower()}: {each}" for each in dead]

    def judge(self, what: object, page: Page, heard: set[str], template: str) -> View:
        """Look at the page that is open and note what is wrong with it."""
        is_first = template not in self.templates
        view = inspect(page, self.watch.origin, known=self.kinds, is_first=is_first)
        self.templates.add(template)
        if template not in heard:
            self.wrong.append(f"{what}: shows {sorted(heard)}, not {template}")
        self.wrong += [f"{what}: {each}" for each in view.wrong]
        return view

    def page(self, eyes: Eyes) -> Page:
        """The one page of this visitor."""
        if eyes not in self.pages:
            person = {Eyes.TEAM: self.place.team, Eyes.LOTSE: self.place.lotse}.get(eyes)
            device = self.place.device if eyes is Eyes.DEVICE else ""
            self.pages[eyes] = self.visitor(person=person, device=device)
        return self.pages[eyes]

    def _look(self, row: Sight) -> None:
        page = self.page(row.eyes)
        path = row.path(self.place)
        if row.status >= 400:
            self.watch.expect(path, row.status)
        with listening() as heard:
            answer = page.goto(path)
            status = answer.status if answer else 0
            if row.attempt is not None:
                heard.clear()
                status = self._send(page, row, row.attempt)
        expected = row.attempt.last_status if row.attempt else row.status
        if status != expected:
            self.wrong.append(f"{row}: answers {status}, not {expected}")
        self._remember(row, path, self.judge(row, page, heard, row.template))

    def _send(self, page: Page, row: Sight, attempt: Try) -> int:
        action = self._action(page, attempt.route)
        if attempt.status >= 400:
            self.watch.expect(action, attempt.status)
        self.sent.add(attempt.route)
        with page.expect_navigation() as moving:
            assert page.evaluate(SEND, [action, dict(attempt.words)]), f"{row}: no such form"
        return self._send(page, row, attempt.then) if attempt.then else moving.value.status

    def _action(self, page: Page, route: str) -> str:
        found: list[str] = page.evaluate(
            "() => [...document.forms].filter(each => each.method === 'post')"
            ".map(each => new URL(each.getAttribute('action') || '', document.baseURI).pathname)"
        )
        return next((path for path in found if _route(path) == route), "")

    def _remember(self, row: Sight, path: str, view: View) -> None:
        self.links.setdefault(row.eyes, set()).update(view.links)
        for form in view.forms:
            if not _route(form.action):
                self.wrong.append(f"{row}: the form to {form.action} leads nowhere")
            elif form.posts and form.asks:
                self.asking.add(_route(form.action))
        if row.attempt is None and row.status < 400:
            self.answered.add((row.eyes, path))
            key = urlsplit(path).path
            first = self.titles.setdefault(view.title, key)
            if first != key:
                self.wrong.append(f"{row}: the title {view.title} is that of {first}, too")


def _kind(link: str) -> tuple[str, ...]:
    """The route of an address and what is asked of it; what is no page of ours is a kind of its own."""
    address = urlsplit(link)
    route = _route(address.path)
    return (route, *sorted(parse_qs(address.query))) if route else (link,)


def _route(path: str) -> str:
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    return "account_login" if match.view_name == "account_request_login_code" else match.view_name


def test_every_page_template_has_a_row() -> None:
    assert {row.template for row in FILLED} | sights.ELSEWHERE == page_templates()


@override_settings(DEMO=True)
def test_the_demonstration_is_in_order_on_every_page(visitor: Visitor, watch: Watch) -> None:
    tour = Round(place=filled_town(), visitor=visitor, watch=watch)

    tour.walk(FILLED)
    tour.follow()

    assert "\n".join(tour.wrong) == ""
    assert tour.asking - tour.sent == set()


def test_a_town_on_its_first_morning_is_in_order_on_every_page(
    visitor: Visitor, watch: Watch
) -> None:
    tour = Round(place=new_town(), visitor=visitor, watch=watch)

    tour.walk(EVERYWHERE)
    tour.follow()

    assert "\n".join(tour.wrong) == ""


@override_settings(ROOT_URLCONF="tests.journeys.broken_urls")
def test_what_breaks_or_comes_too_late_is_said_in_order(visitor: Visitor, watch: Watch) -> None:
    tour = Round(place=new_town(), visitor=visitor, watch=watch)
    page = tour.page(Eyes.GUEST)

    watch.expect("/kaputt/", 500)
    with listening() as heard:
        page.goto("/kaputt/")
    tour.judge("a broken page", page, heard, "machbar/oops.html")

    page.goto("/ideen/neu/")
    page.context.clear_cookies()
    watch.expect("/ideen/neu/", 403)
    with listening() as heard, page.expect_navigation():
        page.get_by_label("Was ist Ihre Idee?").fill("Zu spät")
        page.get_by_role("button", name="Idee einwerfen").click()
    tour.judge("a form without its cookie", page, heard, "machbar/oops.html")

    page = tour.page(Eyes.TEAM)
    page.goto("/tresen/")
    page.context.clear_cookies(name="machbar")
    watch.expect("/tresen/", 401)
    with listening() as heard, page.expect_navigation():
        page.get_by_label("Was ist die Idee?").fill("Ein Brunnen am Markt")
        page.get_by_role("button", name="Nur speichern").click()
    tour.judge("a form of somebody signed out", page, heard, "access/signed_out.html")

    with override_settings(ALLOWED_HOSTS=["machbar.example"]):
        watch.expect("/", 400)
        with listening() as heard:
            page.goto("/")
        tour.judge("a host that is not ours", page, heard, "towns/not_here.html")

    assert "\n".join(tour.wrong) == ""


def test_a_server_without_a_town_says_what_to_do(visitor: Visitor, watch: Watch) -> None:
    page = visitor()
    watch.expect("/", 503)
    with listening() as heard:
        page.goto("/")

    assert "towns/no_town.html" in heard
    assert inspect(page, watch.origin, known=set()).wrong == []
