"""Pages that are kept for guests: drawn once, new after every deed that shows, never with anything of anybody."""

import time
from collections.abc import Callable

import pytest
from django.conf import settings as house_settings
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.middleware import DEVICE_COOKIE
from machbar.foundation.audit.selectors import shown_deeds
from machbar.foundation.audit.services import record
from machbar.foundation.people.models import Role
from machbar.foundation.surfaces.kept import kept_for_guests
from machbar.foundation.testing import (
    DEVICE_TOKEN,
    make_actor,
    make_device,
    make_person,
    make_town,
)
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.services import publish_idea, unpublish_idea, withdraw_idea
from machbar.modules.ideas.tests.builders import make_idea
from machbar.site import kept_pages
from machbar.site.door import SECRET
from machbar.site.kept_pages import SHELF, Kept, Shelf

pytestmark = pytest.mark.django_db
WALL = "/ideen/"
SECONDS = 10


@pytest.fixture(autouse=True)
def _keeping(settings: Settings) -> None:
    settings.KEPT_PAGE_SECONDS = SECONDS
    SHELF.clear()


def queries(client: Client, path: str = WALL) -> int:
    """How many queries the page takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def wall(client: Client) -> str:
    return client.get(WALL).content.decode()


def test_the_second_guest_gets_the_same_page_for_one_query() -> None:
    town = make_town()
    make_idea(town, text="Ein Brunnen am Markt", is_public=True)

    first, second = Client().get(WALL), Client().get(WALL)

    assert "Ein Brunnen am Markt" in first.content.decode()
    assert first.content == second.content
    assert dict(first.headers) == dict(second.headers)
    assert queries(Client()) == 1


def test_an_idea_that_is_handed_in_leaves_the_pages_and_is_in_the_trail() -> None:
    town = make_town()
    make_idea(town, is_public=True)
    wall(Client())

    make_idea(town, text="Noch eine")

    assert queries(Client()) == 1
    assert town.audit_entries.filter(event="idea.handed_in").count() == 2


@pytest.mark.parametrize("deed", ["withdrawn by its giver", "taken down by the team"])
def test_what_is_taken_back_is_gone_with_the_next_request(deed: str) -> None:
    town = make_town()
    idea = make_idea(town, text="Ein Brunnen am Markt", is_public=True)
    page = f"{WALL}{idea.public_id}/"
    assert "Ein Brunnen am Markt" in wall(Client())
    assert Client().get(page).status_code == 200

    if deed.startswith("withdrawn"):
        withdraw_idea(idea=idea, by=Actor(town=town))
    else:
        unpublish_idea(idea=idea, by=make_actor(Role.MODERATION, town=town))

    assert "Ein Brunnen am Markt" not in wall(Client())
    assert Client().get(page).status_code == 404


def test_what_is_published_is_there_with_the_next_request() -> None:
    town = make_town()
    idea = make_idea(town, text="Ein Brunnen am Markt")
    assert "Ein Brunnen am Markt" not in wall(Client())

    publish_idea(idea=idea, by=Actor(town=town, system=True), at=timezone.now())

    assert "Ein Brunnen am Markt" in wall(Client())


def test_every_deed_counts_as_seen_unless_it_is_listed() -> None:
    town = make_town()
    before = shown_deeds()

    record("idea.handed_in", on=town, by=Actor(town=town))
    assert shown_deeds() == (before[0] + 1, before[1])

    record("something.new", on=town, by=Actor(town=town))
    assert shown_deeds() == (before[0] + 1, 2)

    record("idea.handed_in", on=town, by=Actor(town=town))
    assert shown_deeds() == (before[0] + 1, 2)


def test_without_any_deed_a_page_is_drawn_anew_after_ten_seconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_town()
    wall(Client())
    now = time.monotonic()

    monkeypatch.setattr(time, "monotonic", lambda: now + SECONDS - 1)
    assert queries(Client()) == 1
    monkeypatch.setattr(time, "monotonic", lambda: now + SECONDS)
    assert queries(Client()) > 1


@pytest.mark.parametrize("who", ["person", "device", "stranger's cookie", "question"])
def test_whoever_is_not_just_any_guest_gets_a_page_of_their_own(who: str) -> None:
    town = make_town()
    wall(Client())
    client, path = Client(), WALL
    if who == "person":
        client.force_login(make_person(Role.LOTSE, town=town))
    elif who == "device":
        make_device(town=town)
        client.cookies[DEVICE_COOKIE] = DEVICE_TOKEN
    elif who == "stranger's cookie":
        client.cookies["something"] = "else"
    else:
        path = f"{WALL}?stand=parked"
    before = dict(SHELF.pages)

    assert queries(client, path) > 1
    assert dict(SHELF.pages) == before


def test_a_page_of_a_member_of_the_team_is_never_kept() -> None:
    town = make_town()
    client = Client()
    client.force_login(make_person(Role.LOTSE, town=town))

    wall(client)

    assert not SHELF.pages


def test_a_guest_who_has_sent_a_form_is_still_any_guest() -> None:
    town = make_town()
    make_idea(town, is_public=True)
    client = Client()
    client.get("/ideen/neu/")
    assert set(client.cookies) == {house_settings.CSRF_COOKIE_NAME}

    first = client.get(WALL)

    assert first.content == Client().get(WALL).content
    assert queries(client) == 1


@pytest.mark.parametrize("path", ["/ideen/neu/", "/suche/", "/anmelden/", "/healthz"])
def test_forms_and_what_is_nobodys_business_are_not_kept(path: str) -> None:
    make_town()

    Client().get(path)

    assert not SHELF.pages


def test_each_town_has_pages_of_its_own() -> None:
    one, other = make_town(host="a.example.org"), make_town(host="b.example.org")
    make_idea(one, text="Ein Brunnen am Markt", is_public=True)
    make_idea(other, text="Eine Bank am Teich", is_public=True)

    for _turn in range(2):
        first = Client(headers={"host": "a.example.org"}).get(WALL).content.decode()
        second = Client(headers={"host": "b.example.org"}).get(WALL).content.decode()
        assert ("Brunnen" in first, "Teich" in first) == (True, False)
        assert ("Brunnen" in second, "Teich" in second) == (False, True)


def test_a_reader_of_a_feed_who_has_it_already_gets_304_from_the_kept_one() -> None:
    town = make_town()
    make_idea(town, text="Ein Brunnen am Markt", is_public=True)
    first = Client().get("/feed.atom")
    tag = {"if-none-match": first["ETag"]}

    with CaptureQueriesContext(connection) as captured:
        again = Client().get("/feed.atom", headers=tag)

    assert (again.status_code, again.content, len(captured)) == (304, b"", 1)
    make_idea(town, text="Eine Bank am Markt", is_public=True)
    assert Client().get("/feed.atom", headers=tag).status_code == 200


def test_compressed_and_plain_pages_are_kept_apart() -> None:
    make_town()

    for _turn in range(2):
        packed = Client().get(WALL, headers={"accept-encoding": "gzip"})
        plain = Client().get(WALL)
        assert packed["Content-Encoding"] == "gzip"
        assert not plain.has_header("Content-Encoding")
        assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content)


def test_a_town_that_closes_its_door_shows_nothing_more() -> None:
    town = make_town()
    wall(Client())

    Town.objects.filter(pk=town.pk).update(is_public=False)
    record("town.changed", on=town, by=make_actor(Role.ADMIN, town=town))

    assert Client().get(WALL).status_code == 503
    assert Client().get(WALL).status_code == 503


def test_the_shelf_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "MOST_BYTES", 25)
    shelf = Shelf()

    for number in range(4):
        shelf.keep(("host", str(number), False), kept_of(b"0123456789"))
        shelf.find(("host", "0", False), (1, 1))

    assert [path for _host, path, _gzip in shelf.pages] == ["3", "0"]
    assert shelf.size == 20


def kept_of(content: bytes) -> Kept:
    return Kept(content=content, headers=(), deeds=(1, 1), at=time.monotonic())


def marked(change: Callable[[HttpRequest, HttpResponse], None]) -> bool:
    """Whether the answer of a marked page is kept after a change."""
    town = make_town()

    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("a")

    request = RequestFactory().get("/")
    request.actor = Actor(town=town)  # type: ignore[attr-defined]
    request.resolver_match = type("Match", (), {"func": kept_for_guests(view)})()
    answer = view(request)
    change(request, answer)
    return kept_pages._may_be_kept(request, answer)


def test_the_mark_alone_is_not_trusted() -> None:
    assert marked(lambda _request, _answer: None)
    assert not marked(lambda _request, answer: answer.set_cookie("a", "b"))
    assert not marked(lambda _request, answer: answer.__setitem__("Cache-Control", "private"))
    assert not marked(lambda _request, answer: setattr(answer, "status_code", 404))
    assert not marked(
        lambda request, _answer: request.META.update({"CSRF_COOKIE_NEEDS_UPDATE": True})
    )


def test_where_the_database_is_away_the_page_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError

    make_town()
    monkeypatch.setattr(kept_pages, "shown_deeds", away)

    assert Client().get(WALL).status_code == 200
    assert not SHELF.pages


def test_pages_with_a_personal_link_carry_no_mark() -> None:
    marked_views = 0
    for view, possible in get_resolver().reverse_dict.lists():
        if getattr(view, "is_kept_for_guests", False):
            marked_views += 1
            for patterns, *_rest in possible:
                assert all(SECRET not in names for _path, names in patterns), view

    assert marked_views > 5
    assert getattr(get_resolver().resolve(reverse("ideas:wall")).func, "is_kept_for_guests", False)
