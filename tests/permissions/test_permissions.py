"""The table against the house: each cell is asked for; nothing is missing in it; nothing leaks; GET changes nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from machbar.foundation.access.middleware import DEVICE_COOKIE
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person
from tests.permissions import (
    access,
    contacts,
    coordination,
    funding,
    ideas,
    meetings,
    post,
    premises_book,
    premises_demand,
    premises_inside,
    premises_mediation,
    premises_outside,
    privacy,
    projects,
    site,
    team,
)
from tests.permissions.marks import mark
from tests.permissions.table import TEAM, Case, Outcome, Row, Who
from tests.permissions.world import World, make_world

ROWS_OF = (
    site,
    access,
    post,
    contacts,
    projects,
    ideas,
    coordination,
    funding,
    meetings,
    premises_demand,
    premises_book,
    premises_inside,
    premises_outside,
    premises_mediation,
    privacy,
    team,
)
ROWS: list[Row] = [row for module in ROWS_OF for row in module.ROWS]
MARKS: Mapping[str, set[Who]] = {
    **contacts.MARKS,
    **site.MARKS,
    **projects.MARKS,
    **ideas.MARKS,
    **coordination.MARKS,
    **funding.MARKS,
    **meetings.MARKS,
    **premises_demand.MARKS,
    **premises_book.MARKS,
    **premises_inside.MARKS,
    **premises_outside.MARKS,
    **premises_mediation.MARKS,
    **team.MARKS,
}
Run = Callable[..., object]
HOST = "ours.example.org"
# The mailbox is the demo's: it shows every mail, and with it what the mails say.
SHOWS_MAILS = {"post:mailbox"}
OF_THE_INTERNAL_IDEA = {
    "internal-idea",
    "internal-addition",
    "internal-answer",
    "internal-contact",
    "internal-credit",
}
PRIVATE = (
    "/werkstatt/",
    "/tresen/",
    "/beleg/",
    "/gruppe/",
    "/erinnerungen/",
    "/anmelden/",
    "/gespraech/",
    "/eigentum/",
    "/raum/",
    "/gesuch/",
    "/termine/team/",
    "/raumbuchung/",
    "/rundgang/",
    "/einladung/",
)

BRIEF = (Who.GUEST, Who.ADMIN, Who.DEVICE)

pytestmark = pytest.mark.django_db
every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.route)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Both towns, made once: no question leaves a trace."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world: World) -> dict[Who, Client]:
    """Everybody with a browser."""
    town = world.ours.town
    people = {Who(role.value): make_person(role, town=town) for role in Role}
    people[Who.OPERATOR] = make_person(is_operator=True)
    people[Who.SUSPENDED] = make_person(Role.ADMIN, town=town, is_active=False)
    people[Who.STRANGER] = make_person(Role.ADMIN, town=world.theirs.town)
    found = {who: Client(raise_request_exception=True) for who in Who}
    for who, person in people.items():
        found[who].force_login(person)
    found[Who.DEVICE].cookies[DEVICE_COOKIE] = "tablet-ours"
    return found


def routes(
    patterns: "list[URLPattern | URLResolver] | None" = None, space: str = ""
) -> Iterator[str]:
    """The names of all routes; a route without a name shows up as its pattern."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from routes(entry.url_patterns, inner)
        else:
            yield f"{space}{entry.name or entry.pattern}"


def ask(client: Client, method: str, address: str, form: Mapping[str, str]) -> HttpResponse:
    """One question that leaves no trace: whatever it changed is rolled back."""
    cache.clear()
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    savepoint = transaction.savepoint()
    try:
        send = getattr(client, method.lower())
        more = {"data": dict(form)} if method == "POST" else {}
        answer: HttpResponse = send(address, headers={"host": HOST}, **more)
        if answer.streaming:
            answer = HttpResponse(
                answer.getvalue(), status=answer.status_code, headers=answer.headers
            )
    finally:
        transaction.savepoint_rollback(savepoint)
    client.cookies.clear()
    for name, value in cookies.items():
        client.cookies[name] = value
    return answer


def outcome(answer: HttpResponse) -> Outcome | int:
    """The answer in the words of the table."""
    if answer.status_code == 302:
        is_sign_in = answer["Location"].startswith(reverse("account_login"))
        to_code = answer["Location"].startswith(reverse("account_confirm_login_code"))
        return Outcome.SIGN_IN if is_sign_in and not to_code else Outcome.DONE
    if answer.status_code == 401:
        return Outcome.SIGN_IN
    known = {each.value for each in Outcome}
    return Outcome(answer.status_code) if answer.status_code in known else answer.status_code


def address(row: Row, case: Case, world: World) -> str:
    path = reverse(row.route, args=case.arguments(world))
    return f"{path}?{urlencode(case.query)}" if case.query else path


def _shown_by_link(world: World) -> dict[str, set[str]]:
    return {
        **coordination.shown_by_link(world),
        **ideas.shown_by_link(world),
        **meetings.shown_by_link(world),
        **premises_outside.shown_by_link(world),
        **premises_mediation.shown_by_link(world),
        **premises_demand.shown_by_link(world),
        **premises_book.shown_by_link(world),
        **projects.shown_by_link(world),
        **team.shown_by_link(world),
    }


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What somebody saw who only looked: the answer, its text with the headers, and what the look wrote down."""

    path: str
    answer: HttpResponse
    page: str
    changes: list[str]


def look(client: Client, path: str) -> Looked:
    """Ask for a page; a session may be renewed or ended by looking: that is no record."""
    written: list[str] = []

    def listen(run: Run, sql: str, *rest: object) -> object:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and "django_session" not in sql:
            written.append(sql)
        return run(sql, *rest)

    with connection.execute_wrapper(listen):
        answer = ask(client, "GET", path, {})
    page = answer.content.decode(errors="replace") + str(answer.headers)
    return Looked(path=path, answer=answer, page=page, changes=written)


def leaks(row: Row, case: Case, who: Who, page: str, world: World) -> list[str]:
    """The secrets on this page that are not for these eyes."""
    words = case.arguments(world)
    allowed = {secret for secret, eyes in MARKS.items() if who in eyes}
    for token, secrets in _shown_by_link(world).items():
        allowed |= secrets if token in words else set()
    if world.ours.internal_token in words:
        allowed |= OF_THE_INTERNAL_IDEA
    if row.route in SHOWS_MAILS and who in TEAM:
        allowed = set(MARKS)
    seen = {secret for secret in MARKS if mark(secret) in page}
    found = sorted(seen - allowed)
    return [*found, "something of the other town"] if "mark-theirs" in page else found


def _kept(looked: Looked) -> list[tuple[object, ...]]:
    """Pages of the team and of personal links are kept by no cache."""
    is_private = looked.answer.status_code == 200 and looked.path.startswith(PRIVATE)
    control = looked.answer.headers.get("Cache-Control", "")
    return [("kept by caches", control)] if is_private and "no-store" not in control else []


def _not_expected(method: str, found: Outcome | int, expected: Outcome) -> list[tuple[object, ...]]:
    return [] if found == expected else [(method, found, expected)]


def test_every_route_stands_in_the_table_once() -> None:
    assert sorted(row.route for row in ROWS) == sorted(routes())


def test_every_row_has_an_answer_for_everybody() -> None:
    for row in ROWS:
        for case in row.cases:
            assert set(case.get) == set(Who), (row.route, case.relation)
            assert set(case.post) == set(Who), (row.route, case.relation)


@pytest.fixture(scope="module")
def askers(clients: dict[Who, Client], pytestconfig: pytest.Config) -> dict[Who, Client]:
    """Everybody; three where a second database leaves out what asks for every page: rights do not depend on it."""
    is_brief = (
        pytestconfig.getoption("--only-database") and "not crawl" in pytestconfig.option.markexpr
    )
    return {who: clients[who] for who in (BRIEF if is_brief else Who)}


@every_row
def test_a_route_keeps_the_table(row: Row, world: World, askers: dict[Who, Client]) -> None:
    """Everybody asks once for each object by GET, and every finding of that one answer is judged."""
    wrong: list[tuple[object, ...]] = []
    for case in row.cases:
        for who, client in askers.items():
            looked = look(client, address(row, case, world))
            found = [
                *_not_expected("GET", outcome(looked.answer), case.get[who]),
                *(("leak", secret) for secret in leaks(row, case, who, looked.page, world)),
                *(("changes", sql) for sql in looked.changes),
                *_kept(looked),
            ]
            wrong += [(case.relation, who, *each) for each in found]
    assert wrong == []


@pytest.mark.crawl
@every_row
def test_everybody_may_do_what_the_table_says(
    row: Row, world: World, clients: dict[Who, Client]
) -> None:
    wrong = []
    for case in row.cases:
        for method, expected, people in (
            ("HEAD", case.get, (Who.ADMIN,)),
            ("POST", case.post, tuple(Who)),
        ):
            for who in people:
                found = outcome(
                    ask(clients[who], method, address(row, case, world), case.sent(world))
                )
                wrong += [
                    (case.relation, who, *each)
                    for each in _not_expected(method, found, expected[who])
                ]
    assert wrong == []


@pytest.mark.crawl
@every_row
def test_other_methods_are_refused(row: Row, world: World, clients: dict[Who, Client]) -> None:
    """By the view itself, before anybody looks at the object: one object of each route is enough."""
    case = row.cases[0]
    found = {
        method: ask(clients[Who.ADMIN], method, address(row, case, world), {}).status_code
        for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
    }
    found |= {"guest": ask(clients[Who.GUEST], "PUT", address(row, case, world), {}).status_code}
    assert {cell: status for cell, status in found.items() if status != 405} == {}


@pytest.mark.crawl
@every_row
def test_a_form_from_elsewhere_is_refused(row: Row, world: World) -> None:
    """Before the view: one object of each route is enough."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_person(*Role, town=world.ours.town))

    taking = [case for case in row.cases if set(case.post.values()) != {Outcome.REFUSED}]
    statuses = {
        ask(browser, "POST", address(row, case, world), case.sent(world)).status_code
        for case in taking[:1]
    }

    assert statuses <= {403}


@pytest.mark.crawl
def test_the_marks_are_really_shown_to_those_who_may_see_them(
    world: World, clients: dict[Who, Client]
) -> None:
    """Without this the leak test could not fail."""
    seen: set[str] = set()
    cases = [(row, case) for row in ROWS for case in row.cases]
    for row, case in cases:
        for who in (Who.ADMIN, Who.LOTSE):  # owners are for the guide alone
            answer = ask(clients[who], "GET", address(row, case, world), {})
            page = answer.content.decode(errors="replace")
            seen |= {secret for secret in MARKS if mark(secret) in page}

    assert seen == set(MARKS)
