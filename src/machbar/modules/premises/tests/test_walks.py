"""The walk-round: the last look wins, nothing is doubled, the link ends with the round, paper is typed in."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.modules.premises.core.figures import Counts, Look
from machbar.modules.premises.exceptions import AlreadyDecided
from machbar.modules.premises.models import House, Tick, Walk
from machbar.modules.premises.selectors.walks import (
    rounds_of,
    streets_of,
    units_to_look_at,
    walks_visible_to,
)
from machbar.modules.premises.services.walks import (
    Sight,
    end_walk,
    open_walk_link,
    plan_walk,
    tick_houses,
)
from machbar.modules.premises.tests.builders.walks import (
    AFTERNOON,
    SATURDAY,
    house_at,
    make_walk,
    see,
)
from machbar.site.sign_in import BACKEND
from tests.racing import race

pytestmark = pytest.mark.django_db
LATER = AFTERNOON + timedelta(minutes=5)


def house_of(walk: Walk) -> Actor:
    return Actor(town=walk.town, system=True)


def link(walk: Walk) -> str:
    return open_walk_link(walk=walk, by=house_of(walk), at=timezone.now())


def ticks(walk: Walk) -> list[tuple[str, str]]:
    found = Tick.objects.filter(walk=walk).order_by("house__street", "house__sort_key")
    return [(str(each.house), each.seen) for each in found.select_related("house")]


def test_the_same_form_twice_plans_one_round() -> None:
    town = make_town()
    for _ in range(2):
        plan_walk(
            by=Actor(town=town, system=True),
            at=AFTERNOON,
            form_key="same",
            on=SATURDAY,
            title="Herbst",
            streets=["Am Markt"],
        )

    assert Walk.objects.count() == 1


def test_the_last_look_wins_whatever_arrives_last() -> None:
    walk = make_walk(make_town())

    see(walk, "Am Markt", 1, Look.EMPTY, seen_at=LATER, at=LATER)
    see(walk, "Am Markt", 1, Look.USED, seen_at=AFTERNOON, at=LATER)
    see(walk, "Am Markt", 1, Look.EMPTY, seen_at=LATER, at=LATER)

    assert ticks(walk) == [("Am Markt 1", "empty")]


def test_of_two_looks_in_one_sending_the_later_stays() -> None:
    walk = make_walk(make_town())
    house = house_at(walk, "Am Markt", 1).public_id

    taken = tick_houses(
        walk=walk,
        sights=[
            Sight(house=house, look=Look.PARTLY, seen_at=LATER),
            Sight(house=house, look=Look.USED, seen_at=AFTERNOON),
        ],
        at=LATER,
    )

    assert taken == [house]
    assert ticks(walk) == [("Am Markt 1", "partly")]


def test_a_clock_that_is_ahead_does_not_win_forever() -> None:
    walk = make_walk(make_town())

    see(walk, "Am Markt", 1, Look.EMPTY, seen_at=AFTERNOON + timedelta(days=3))
    see(walk, "Am Markt", 1, Look.USED, seen_at=LATER, at=LATER)

    assert ticks(walk) == [("Am Markt 1", "used")]


def test_houses_of_other_streets_and_towns_are_left_out() -> None:
    town = make_town()
    walk = make_walk(town)
    short = make_walk(town, streets={"Am Markt": 4})
    other = make_walk(make_town(key="other", host="other.example.org"))
    stranger = house_at(other, "Am Markt", 1).public_id
    beside = house_at(walk, "Westernstraße", 1).public_id

    taken = tick_houses(
        walk=short,
        sights=[
            Sight(house=house, look=Look.EMPTY, seen_at=AFTERNOON) for house in (stranger, beside)
        ],
        at=AFTERNOON,
    )

    assert (taken, Tick.objects.count()) == ([], 0)


def test_after_the_end_nothing_is_taken_and_the_link_is_dead(client: Client) -> None:
    walk = make_walk(make_town())
    token = link(walk)
    assert client.get(f"/rundgang/{token}/").status_code == 200

    for _ in range(2):
        end_walk(walk=walk, by=house_of(walk), at=LATER)

    with pytest.raises(AlreadyDecided):
        see(walk, "Am Markt", 1, Look.EMPTY)
    with pytest.raises(AlreadyDecided):
        link(walk)
    assert client.get(f"/rundgang/{token}/").status_code == 404
    sent = client.post(f"/rundgang/{token}/abgleich/", "{}", content_type="application/json")
    assert sent.status_code == 404


def test_figures_come_from_ended_rounds_alone() -> None:
    town = make_town()
    walk = make_walk(town)
    see(walk, "Am Markt", 1, Look.EMPTY)
    see(walk, "Am Markt", 2, Look.USED)
    assert rounds_of(town) == []

    end_walk(walk=walk, by=house_of(walk), at=LATER)

    [found] = rounds_of(town)
    assert found.on == SATURDAY
    assert found.streets == {
        "Am Markt": Counts(houses=4, seen={Look.EMPTY: 1, Look.USED: 1}),
        "Westernstraße": Counts(houses=6),
    }


def test_houses_that_do_not_count_are_on_no_list() -> None:
    town = make_town()
    make_walk(town)
    House.objects.filter(town=town, number="1").update(has_ground_floor_shop=False)

    assert streets_of(town) == [("Am Markt", 3), ("Westernstraße", 5)]


def test_rounds_are_for_who_works_on_premises() -> None:
    walk = make_walk(make_town())

    assert list(walks_visible_to(make_actor(Role.LOTSE, town=walk.town))) == [walk]
    assert list(walks_visible_to(make_actor(Role.TREASURER, town=walk.town))) == []
    assert list(units_to_look_at(walk)) == []


def test_without_a_script_a_button_is_one_tick(client: Client) -> None:
    walk = make_walk(make_town())
    house = house_at(walk, "Am Markt", 3).public_id
    page = f"/rundgang/{link(walk)}/"

    sent = client.post(page, {"tick": f"{house}:empty"})
    wrong = client.post(page, {"tick": f"{house}:haunted"})

    assert sent["Location"] == f"{page}#haus-{house}"
    assert wrong.status_code == 422
    assert ticks(walk) == [("Am Markt 3", "empty")]


def test_a_phone_that_comes_back_sends_what_it_kept_any_number_of_times(client: Client) -> None:
    walk = make_walk(make_town())
    one, two = (house_at(walk, "Am Markt", number).public_id for number in (1, 2))
    body = json.dumps(
        {
            "ticks": [
                {"house": one, "seen": "empty", "at": "2026-11-21T13:00:00.000Z"},
                {"house": two, "seen": "used", "at": "2026-11-21T13:01:00.000Z"},
            ]
        }
    )
    page = f"/rundgang/{link(walk)}/abgleich/"

    answers = [client.post(page, body, content_type="application/json").json() for _ in range(2)]

    assert answers == [{"taken": [one, two], "seen": {one: "empty", two: "used"}}] * 2
    assert ticks(walk) == [("Am Markt 1", "empty"), ("Am Markt 2", "used")]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"ticks": 1}',
        '{"ticks": [{"house": "a"}]}',
        '{"ticks": [{"house": "a", "seen": "empty", "at": "2026-11-21T13:00:00"}]}',
        '{"ticks": [{"house": "a", "seen": "gone", "at": "2026-11-21T13:00:00Z"}]}',
        '{"ticks": [{"house": "a\\u0000", "seen": "empty", "at": "2026-11-21T13:00:00Z"}]}',
        "[" * 100_000,
        '{"ticks": [], "more": "' + "x" * 400_000 + '"}',
    ],
)
def test_what_cannot_be_read_is_refused_and_stores_nothing(client: Client, body: str) -> None:
    page = f"/rundgang/{link(make_walk(make_town()))}/abgleich/"

    answer = client.post(page, body, content_type="application/json")

    assert (answer.status_code, Tick.objects.count()) == (422, 0)


def test_a_whole_sheet_is_typed_in_and_mended(client: Client) -> None:
    walk = make_walk(make_town())
    client.force_login(make_person(Role.LOTSE, town=walk.town), backend=BACKEND)
    page = f"/werkstatt/raeume/rundgang/{walk.public_id}/"
    one, two, three = (house_at(walk, "Am Markt", number).public_id for number in (1, 2, 3))

    client.post(page, {one: "l", two: "G", three: ""})
    client.post(page, {one: "l", two: "k"})
    wrong = client.post(page, {one: "x"})

    assert ticks(walk) == [("Am Markt 1", "empty"), ("Am Markt 2", "no_shop")]
    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {one}
    assert "Bitte tippen Sie g, l, t, k oder u (Am Markt)." in wrong.content.decode()


def test_the_team_plans_links_prints_and_ends(client: Client) -> None:
    walk = make_walk(make_town())
    client.force_login(make_person(Role.LOTSE, town=walk.town), backend=BACKEND)
    pages = "/werkstatt/raeume/rundgang/"

    planned = client.post(
        pages, {"title": "Frühling", "on": "2027-04-10", "streets": ["Am Markt"], "form_key": "k"}
    )
    new = Walk.objects.get(title="Frühling")
    linked = client.post(f"{pages}{new.public_id}/link/")
    sheet = client.get(f"{pages}{new.public_id}/bogen/").content.decode()
    asked = client.post(f"{pages}{new.public_id}/ende/")
    assert "4 Häuser wurden nicht angesehen: den Rundgang trotzdem beenden?" in (
        asked.content.decode()
    )
    assert Walk.objects.get(pk=new.pk).ended_at is None
    client.post(f"{pages}{new.public_id}/ende/", {"anyway": "1"})

    new.refresh_from_db()
    assert planned["Location"] == f"{pages}{new.public_id}/"
    assert (new.streets, new.on, new.ended_at is None) == (["Am Markt"], date(2027, 4, 10), False)
    assert "/rundgang/" in linked.context["address"]
    assert ("Am Markt" in sheet, "Westernstraße" in sheet) == (True, False)
    assert client.post(pages, {"title": "X"}).status_code == 422


def test_an_ended_round_goes_on_and_takes_ticks_again(client: Client) -> None:
    walk = make_walk(make_town())
    client.force_login(make_person(Role.LOTSE, town=walk.town), backend=BACKEND)
    end_walk(walk=walk, by=house_of(walk), at=LATER)

    for _ in range(2):
        client.post(f"/werkstatt/raeume/rundgang/{walk.public_id}/weiter/")

    see(walk, "Am Markt", 1, Look.EMPTY)
    assert (ticks(walk), rounds_of(walk.town)) == ([("Am Markt 1", "empty")], [])
    assert AuditEntry.objects.filter(event="walk.reopened").count() == 1


def test_a_house_without_a_number_says_so_in_the_grid(client: Client) -> None:
    walk = make_walk(make_town())
    client.force_login(make_person(Role.LOTSE, town=walk.town), backend=BACKEND)
    house = house_at(walk, "Am Markt", 1)
    House.objects.filter(pk=house.pk).update(number="")

    form = client.get(f"/werkstatt/raeume/rundgang/{walk.public_id}/").context["form"]

    assert form[house.public_id].label == "ohne Nummer"


def test_the_figures_say_how_a_street_has_changed_and_the_file_has_the_same(client: Client) -> None:
    town = make_town()
    streets = {"Am Markt": 2, "Westernstraße": 6}
    for on, look in ((date(2026, 4, 11), Look.EMPTY), (SATURDAY, Look.USED)):
        walk = make_walk(town, streets=streets, on=on)
        see(walk, "Am Markt", 1, look)
        see(walk, "Am Markt", 2, Look.USED)
        end_walk(walk=walk, by=house_of(walk), at=LATER)
    first = make_walk(town, streets={"Am Markt": 2}, on=date(2025, 10, 11))
    end_walk(walk=first, by=house_of(first), at=LATER)
    client.force_login(make_person(Role.TREASURER, town=town), backend=BACKEND)

    page = client.get("/werkstatt/raeume/zahlen/")
    file = client.get("/werkstatt/raeume/zahlen.csv").content.decode("utf-8-sig")

    (_day, lines), (_before, old), _first = page.context["rounds"]
    assert [(line.street, line.rate, line.looked_at, line.change) for line in lines] == [
        ("Am Markt", "0\u00a0%", "2 von 2", "50 Punkte weniger"),
        ("Westernstraße", "–", "0 von 6", "nicht vergleichbar: nicht alle Häuser angesehen"),
        ("Alle zusammen", "0\u00a0%", "2 von 8", "nicht vergleichbar: nicht alle Häuser angesehen"),
    ]
    assert old[-1].change == "nicht vergleichbar: andere Straßen"
    assert [line.width for line in old] == [500, 0, 500]
    assert file.splitlines()[1].split(";") == [
        "21.11.2026", "Am Markt", "2", "2", "0", "0", "0", "0", "0", "0"
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_six_phones_on_one_street_lose_and_double_nothing(tmp_path: Path) -> None:
    assert race("walkers", tmp_path) == {"ticks": 10, "looks": ["no_shop"]}
