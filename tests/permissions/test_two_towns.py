"""Two towns on one server: nothing of the one is found, shown, named or changed in the other.

Each address of the table is asked for in our town with what belongs to the other one: in the path, in the query, in the
form. The rest stands where every page is asked for anyway: `test_permissions` looks for every word of the other town on
all pages, feeds, tables and papers of ours, and into the choices of every form. A new route is in the table, or fails
there, so that it is here, too. Every free answer with every kind of thing of theirs belongs to the long tests.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlencode

import pytest
from django.db import models
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.permissions.asking import HOST, THEIR_HOST, address, all_words, ask, outcome
from tests.permissions.table import Case, Outcome, Row, Who
from tests.permissions.test_permissions import every_row
from tests.permissions.two_towns import (
    names_them,
    noting_questions,
    their_addresses,
    their_forms,
    turned,
    watching,
    words_in,
)
from tests.permissions.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]

CLOSED = {Outcome.SIGN_IN, Outcome.FORBIDDEN, Outcome.MISSING, Outcome.REFUSED}
OPEN = {Outcome.OK, Outcome.DONE, Outcome.INCOMPLETE, Outcome.CONFLICT}
# Who is asked: the strongest role gets the furthest; who works in both towns must not get further than that.
ORDER = (Who.ADMIN, Who.LOTSE, Who.MODERATION, Who.TREASURER, Who.GUEST, Who.DEVICE, Who.OPERATOR)
# These lead back to our own page whatever is named, and look at nothing for that.
LEADS_BACK = {
    "projects:sketch_invite",  # to the sketch, which is missing then; only by GET
    "funding:drop",  # to our own plan: what is not in it is out of it
    "ideas:undo_answer",  # to our queue: an answer that is not ours to take back is as one that was taken back
}


def _cases(row: Row, world: World, their_words: frozenset[str]) -> Iterator[Case]:
    """The cases that are about our own things."""
    for case in row.cases:
        if not names_them(case, world, their_words):
            yield case


def _strongest(expected: Mapping[Who, Outcome]) -> Who | None:
    """Who gets the furthest here; None where nobody gets anywhere."""
    return next((who for who in ORDER if expected[who] in OPEN), None)


def _leaked(answer: HttpResponse, asked: Iterable[str], their_words: frozenset[str]) -> list[str]:
    """Their words in an answer, but those that were asked for."""
    own: set[str] = set()
    for text in asked:
        own |= words_in(unquote(text))
    return sorted(words_in(all_words(answer)) & their_words - own)


def _is_closed(row: Row, answer: HttpResponse, written: bool = False) -> bool:
    """Whether an answer says no, or leads to where somebody may come in."""
    found = outcome(answer)
    if found is Outcome.DONE and answer["Location"] == reverse("access:pair_counter"):
        return True
    return found in CLOSED or (found is Outcome.DONE and row.route in LEADS_BACK and not written)


@every_row
def test_their_addresses_lead_nowhere_here(
    row: Row,
    world: World,
    clients: dict[Who, Client],
    commuter: Client,
    their_words: frozenset[str],
) -> None:
    """Whoever asks; over there the same address leads where the table says, so it is a real one."""
    wrong: list[tuple[object, ...]] = []
    for case in _cases(row, world, their_words):
        addresses, who = their_addresses(row, case, world), _strongest(case.get)
        for path in addresses if who else ():
            for client in (clients[who or Who.GUEST], commuter):
                answer = ask(client, "GET", path, {})
                wrong += [(path, outcome(answer))] if not _is_closed(row, answer) else []
                wrong += [(path, word) for word in _leaked(answer, [path], their_words)]
        for path in addresses[-1:] if case is row.cases[0] else ():
            over_there = outcome(ask(clients[Who.STRANGER], "GET", path, {}, host=THEIR_HOST))
            wrong += [(path, over_there)] if over_there != case.get[Who.ADMIN] else []
    assert wrong == []


@every_row
def test_a_role_in_one_town_is_none_in_another(
    row: Row, world: World, clients: dict[Who, Client], commuter: Client
) -> None:
    """An editor here who holds every role over there gets no further than every editor here."""
    wrong = []
    for case in row.cases:
        if case.get[Who.EDITOR] in OPEN and case.get[Who.ADMIN] in OPEN:
            continue
        found = outcome(ask(commuter, "GET", address(row, case, world), {}))
        expected = case.get[Who.EDITOR]
        wrong += [(case.relation, found, expected)] if found != expected else []
    assert wrong == []


@every_row
def test_a_deed_touches_nothing_of_theirs(
    row: Row,
    world: World,
    clients: dict[Who, Client],
    commuter: Client,
    their_words: frozenset[str],
) -> None:
    """Neither at their address nor with their things in the form, nor by who holds every role over there."""
    wrong: list[tuple[object, ...]] = []
    for case in _cases(row, world, their_words):
        who = _strongest(case.post)
        if who is None:
            continue
        browser = clients[who]
        tries = [(path, case.sent(world), True) for path in their_addresses(row, case, world)]
        tries += [(path, case.sent(turned(world)), True) for path, _form, _closed in tries[-1:]]
        tries += [(address(row, case, world), form, False) for form in their_forms(case, world)]
        for path, form, must_be_closed in tries:
            for client in (browser, commuter) if must_be_closed else (browser,):
                tried = _try(client, "POST", path, form, world, their_words)
                wrong += [(path, *fault) for fault in tried.faults]
                if must_be_closed and not _is_closed(row, tried.answer, tried.has_written):
                    wrong.append((path, dict(form), outcome(tried.answer)))
    assert wrong == []


@dataclass(frozen=True, kw_only=True)
class Tried:
    """The answer to one deed, whether it wrote anything, and what is wrong with it."""

    answer: HttpResponse
    has_written: bool
    faults: list[tuple[object, ...]]


def _try(
    client: Client,
    method: str,
    path: str,
    form: Mapping[str, str],
    world: World,
    their_words: frozenset[str],
) -> Tried:
    """One question or deed: their words in its answer, and what it wrote."""
    with watching(world) as written:
        answer = ask(client, method, path, form, then=written.look)
    faults: list[tuple[object, ...]] = [(dict(form), each) for each in written.faults()]
    faults += [(dict(form), word) for word in _leaked(answer, [path, *form.values()], their_words)]
    return Tried(answer=answer, has_written=bool(written.tables), faults=faults)


def _names(world: World) -> list[str]:
    """How things of the other town are named in forms and addresses: by public id, by primary key, by kind and key."""
    things = world.theirs
    named: tuple[models.Model, ...] = (
        *(things.internal_idea, things.internal_project, things.programme, things.talk),
        *(things.task, things.member, things.owner, things.unit, things.bookable),
        *(things.searches.inside, things.team.colleague),
    )
    ids = [str(getattr(each, "public_id", "")) for each in named]
    keys = [str(each.pk) for each in named]
    subjects = [f"idea-{things.internal_idea.pk}", f"project-{things.internal_project.pk}"]
    return list(dict.fromkeys(each for each in (*ids, *keys, *subjects) if each))


@every_row
def test_a_question_about_their_things_is_answered_as_if_there_were_none(
    row: Row, world: World, clients: dict[Who, Client], their_words: frozenset[str]
) -> None:
    """Whatever a page reads from its address is asked with the ids of theirs that are named the most."""
    things = world.theirs
    ids = [each.public_id for each in (things.internal_idea, things.internal_project, things.unit)]
    first = next((each for each in row.cases if _strongest(each.get) in {*ORDER}), None)
    if first is not None:
        _ask_with(row, first, world, clients, their_words, "GET", ids)


@pytest.mark.long
@every_row
def test_every_free_answer_with_every_kind_of_thing_of_theirs(
    row: Row, world: World, clients: dict[Who, Client], their_words: frozenset[str]
) -> None:
    """Whatever a page reads from its address or its form, but for what chooses: `looking_at_choices` looks at that."""
    for method in ("GET", "POST"):
        for case in _cases(row, world, their_words):
            if _strongest(case.get if method == "GET" else case.post):
                _ask_with(row, case, world, clients, their_words, method, _names(world))
                break


def _ask_with(
    row: Row,
    case: Case,
    world: World,
    clients: dict[Who, Client],
    their_words: frozenset[str],
    method: str,
    names: Iterable[str],
) -> None:
    """The page once to hear what it reads, then once for each of that with each name of theirs."""
    who = _strongest(case.get if method == "GET" else case.post)
    if who is None:
        return
    own, sent = address(row, case, world), case.sent(world) if method == "POST" else {}
    with noting_questions() as read:
        ask(clients[who], method, own, sent)
    wrong: list[tuple[object, ...]] = []
    for key in sorted(read):
        for name in names:
            path = own if method == "POST" else _with(own, {key: name})
            form = {**sent, key: name} if method == "POST" else {}
            tried = _try(clients[who], method, path, form, world, their_words)
            wrong += [(method, path, *fault) for fault in tried.faults]
    assert wrong == []


def _with(path: str, query: Mapping[str, str]) -> str:
    return f"{path.partition('?')[0]}?{urlencode(query)}"


def test_the_words_of_theirs_are_found_over_there(
    world: World, clients: dict[Who, Client], their_words: frozenset[str]
) -> None:
    """Without this the test could not fail: the same search that finds nothing here finds them there."""
    path = reverse("projects:work_list")

    there = ask(clients[Who.STRANGER], "GET", path, {}, host=THEIR_HOST)
    here = ask(clients[Who.ADMIN], "GET", path, {}, host=HOST)

    assert "mark-theirs-internal-project-kram" in _leaked(there, [], their_words)
    assert world.theirs.internal_project.public_id in _leaked(there, [], their_words)
    assert _leaked(here, [], their_words) == []
