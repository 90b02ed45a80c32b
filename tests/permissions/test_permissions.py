"""The table against the house: each cell is asked for; nothing is missing in it; nothing leaks; GET changes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

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
from tests.permissions.asking import address, all_words, ask, outcome, raw_words, routes
from tests.permissions.marks import mark
from tests.permissions.table import TEAM, Case, Outcome, Row, Who
from tests.permissions.two_towns import looking_at_choices, words_in
from tests.permissions.world import World

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
SEEING_MOST = (Who.GUEST, Who.LOTSE, Who.ADMIN)

pytestmark = pytest.mark.django_db
every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.route)


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
    return Looked(path=path, answer=answer, page=raw_words(answer), changes=written)


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


def of_the_other_town(who: Who, looked: Looked, their_words: frozenset[str]) -> list[str]:
    """Every word of theirs that those see who see the most, in papers and tables, too; what was asked is no leak."""
    if who not in SEEING_MOST or looked.answer.status_code != 200:
        return []
    return sorted(words_in(all_words(looked.answer)) & their_words - words_in(looked.path))


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
def test_a_route_keeps_the_table(
    row: Row, world: World, askers: dict[Who, Client], their_words: frozenset[str]
) -> None:
    """Everybody asks once for each object by GET, and every finding of that one answer is judged."""
    wrong: list[tuple[object, ...]] = []
    for case in row.cases:
        for who, client in askers.items():
            looked = look(client, address(row, case, world))
            found = [
                *_not_expected("GET", outcome(looked.answer), case.get[who]),
                *(("leak", secret) for secret in leaks(row, case, who, looked.page, world)),
                *(("theirs", word) for word in of_the_other_town(who, looked, their_words)),
                *(("changes", sql) for sql in looked.changes),
                *_kept(looked),
            ]
            wrong += [(case.relation, who, *each) for each in found]
    assert wrong == []


@pytest.mark.crawl
@every_row
def test_everybody_may_do_what_the_table_says(
    row: Row, world: World, clients: dict[Who, Client], their_words: frozenset[str]
) -> None:
    wrong = []
    cells = [
        (case, method, who, expected[who])
        for case in row.cases
        for method, expected, people in (
            ("HEAD", case.get, (Who.ADMIN,)),
            ("POST", case.post, tuple(Who)),
        )
        for who in people
    ]
    with looking_at_choices(world, their_words) as offered:
        for case, method, who, expected in cells:
            found = outcome(ask(clients[who], method, address(row, case, world), case.sent(world)))
            wrong += [
                (case.relation, who, *each) for each in _not_expected(method, found, expected)
            ]
    assert wrong == []
    assert offered == [], "these choices offer something of the other town"


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
