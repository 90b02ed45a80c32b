"""The team's pages of the register: list, new card, card, change, use, hint, Herbarium, history, street list."""

import html
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from machbar.foundation.people.models import Person
from machbar.foundation.testing import Role, make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core import months_after
from machbar.modules.premises.models import House, Unit
from machbar.modules.premises.tests.builders.inside import (
    make_house,
    make_owner,
    make_unit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def lotse(town: Town, client: Client) -> Person:
    person = make_person(Role.LOTSE, town=town, name="Lotsin")
    client.force_login(person)
    return person


def path(route: str, *arguments: str) -> str:
    return reverse(f"premises:{route}", args=arguments)


def text(answer: Any) -> str:
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", plain)


def seen_in(answer: Any) -> dict[str, str]:
    """What travels hidden in the form of a page."""
    found = re.findall(
        r'<input type="hidden" name="(seen_version|seen)" value="([^"]*)"', answer.content.decode()
    )
    return {name: html.unescape(value) for name, value in found}


def long_ago(months: int) -> date:
    return months_after(timezone.localdate(), -months)


def test_the_list_begins_with_what_stands_empty_longest(
    client: Client, town: Town, lotse: Person
) -> None:
    make_unit(town, number="1", state="used", use_now="Bäckerei")
    make_unit(town, number="2", empty_since=long_ago(3))
    make_unit(town, number="3", empty_since=long_ago(19), state="mediation")
    make_unit(town, number="4", state="announced", empty_from=date(2099, 3, 1))
    make_unit(town, number="5")

    page = text(client.get(path("units")))

    order = re.findall(r"Westernstraße ⁠?(\d)", page.partition("5 Karten")[2])
    assert order[:5] == ["3", "2", "5", "4", "1"]
    assert "leer seit 19 Monaten" in page
    assert "leer seit 3 Monaten" in page
    assert "leer ab 1. März 2099" in page
    assert "leer, niemand weiß seit wann" in page


def test_the_list_is_narrowed_down_by_use_kind_and_street(
    client: Client, town: Town, lotse: Person
) -> None:
    make_unit(town, street="Markt", number="1", kind="garden", label="Stadtgarten")
    make_unit(town, number="2", state="used", use_now="Bäckerei")

    def shown(**query: str) -> list[bool]:
        page = text(client.get(path("units"), query)).partition("Karte")[2]
        return ["Stadtgarten" in page, "Bäckerei" in page]

    assert shown(stand="frei") == [True, False]
    assert shown(stand="used") == [False, True]
    assert shown(art="garden") == [True, False]
    assert shown(strasse="Westernstraße") == [False, True]
    assert shown(stand="interim") == [False, False]
    assert shown(stand="unsinn") == [True, True]


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_whatever_its_length(
    client: Client, town: Town, lotse: Person, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make_unit(town, number=str(number + 1), empty_since=long_ago(number))

    with django_assert_num_queries(12):
        client.get(path("units"))


def test_an_empty_register_invites(client: Client, lotse: Person) -> None:
    assert "Die Liste ist noch leer." in text(client.get(path("units")))


def test_a_card_is_made_with_kind_place_and_use(client: Client, town: Town, lotse: Person) -> None:
    answer = client.post(
        path("new_unit"),
        {
            "form_key": "x",
            "kind": "shop",
            "state": "empty",
            "street": "Westernstraße",
            "house_number": "12 A",
            "empty_since": "2025-04-26",
            "rent_cents": "200",
            "has_water": "yes",
            "has_toilet": "no",
            "steps": "1",
        },
    )

    unit = Unit.objects.get(town=town)
    assert answer["Location"] == path("unit", unit.public_id)
    assert (str(unit.house), unit.rent_cents, unit.has_water, unit.has_toilet, unit.has_power) == (
        "Westernstraße 12a",
        20_000,
        True,
        False,
        None,
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": ""}, "Was es ist"),
        ({"state": ""}, "Bitte sagen Sie, wie es zurzeit genutzt wird."),
        ({"street": ""}, "Bitte nennen Sie die Straße zu dieser Hausnummer."),
        ({"street": "", "house_number": ""}, "Bitte geben Sie eine Adresse an"),
        ({"house_number": "zwölf"}, "Das ist keine Hausnummer."),
        ({"street": "12"}, "Bitte nennen Sie eine Straße."),
        ({"rent_cents": "viel"}, "Das ist kein Betrag."),
        ({"rent_cents": "200000"}, "Dieser Betrag ist zu groß."),
        ({"floor": "99"}, "Bitte geben Sie ein Geschoss von -5 bis 50 an."),
        ({"steps": "999"}, "Bitte geben Sie höchstens 200 an."),
        ({"area": "0"}, "Fläche"),
        (
            {"available_from": "2027-02-01", "available_until": "2027-01-01"},
            "Das Ende liegt vor dem Anfang.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_stays(
    client: Client, town: Town, lotse: Person, typed: dict[str, str], sentence: str
) -> None:
    good = {
        "kind": "shop",
        "state": "empty",
        "street": "Markt",
        "house_number": "1",
        "description": "Helle Ecke",
    }

    answer = client.post(path("new_unit"), {**good, **typed})

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Helle Ecke" in text(answer)
    assert not Unit.objects.exists()


def test_the_card_shows_what_is_known_and_what_nobody_knows(
    client: Client, town: Town, lotse: Person
) -> None:
    unit = make_unit(
        town,
        area=74,
        floor=0,
        steps=1,
        step_height=14,
        can_have_ramp=True,
        has_water=True,
        has_heating=False,
        rent_cents=20_000,
        empty_since=long_ago(19),
        quiet_from="20:00",
        is_listed_building=True,
    )

    page = text(client.get(path("unit", unit.public_id)))

    for words in (
        "74 m², Erdgeschoss",
        "eine Stufe, 14 cm, eine Rampe ist möglich",
        "200 € im Monat",
        "ab 20:00 Uhr ruhig",
        "Leer seit 19 Monaten",
        "Bestandsschutz",
        "keine Rechtsberatung",
    ):
        assert words in page, words
    assert "Das weiß noch niemand:" in page
    assert "schnelles Internet" in page


def test_owners_are_named_to_the_guide_alone(client: Client, town: Town, lotse: Person) -> None:
    unit = make_unit(town)
    Unit.objects.filter(pk=unit.pk).update(owner=make_owner(town, name="Erika Beispiel"))
    assert "Erika Beispiel" in text(client.get(path("unit", unit.public_id)))
    assert "Erika Beispiel" in client.get(path("change_unit", unit.public_id)).content.decode()

    client.force_login(make_person(Role.MODERATION, Role.ADMIN, town=town))

    for route in ("unit", "change_unit", "unit_history", "herbarium", "pictures"):
        page = client.get(path(route, unit.public_id)).content.decode()
        assert "Erika Beispiel" not in page, route
    assert "über die Lotsin oder den Lotsen" in text(client.get(path("unit", unit.public_id)))


def test_who_cannot_see_owners_changes_the_card_and_the_owner_stays(
    client: Client, town: Town, lotse: Person
) -> None:
    owner = make_owner(town)
    unit = make_unit(town)
    Unit.objects.filter(pk=unit.pk).update(owner=owner)
    client.force_login(make_person(Role.MODERATION, town=town))
    form = client.get(path("change_unit", unit.public_id))

    client.post(
        path("change_unit", unit.public_id),
        {**seen_in(form), "kind": "shop", "street": "Markt", "house_number": "1", "owner": ""},
    )

    unit.refresh_from_db()
    assert (unit.owner, str(unit.house)) == (owner, "Markt 1")


def test_the_card_costs_the_same_with_many_pages(
    client: Client, town: Town, lotse: Person, django_assert_num_queries: Any
) -> None:
    unit = make_unit(town, use_before="Bäckerei")
    for number in range(20):
        unit.spells.create(use=f"Laden {number}", since="1987")

    with django_assert_num_queries(11):
        client.get(path("unit", unit.public_id))


def test_two_people_who_change_the_same_field_see_both_texts(
    client: Client, town: Town, lotse: Person
) -> None:
    unit = make_unit(town, description="alt")
    opened = seen_in(client.get(path("change_unit", unit.public_id)))
    base = {"kind": "shop", "street": "Westernstraße", "house_number": "5"}
    client.post(
        path("change_unit", unit.public_id),
        {**opened, **base, "description": "zuerst", "area": "74"},
    )

    answer = client.post(
        path("change_unit", unit.public_id), {**opened, **base, "description": "danach"}
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "zuerst" in page
    assert "danach" in page
    assert "Inzwischen hat Lotsin dasselbe geändert" in text(answer)
    unit.refresh_from_db()
    assert (unit.description, unit.area) == ("zuerst", 74)


def test_what_only_somebody_else_changed_is_kept_without_asking(
    client: Client, town: Town, lotse: Person
) -> None:
    unit = make_unit(town)
    opened = seen_in(client.get(path("change_unit", unit.public_id)))
    base = {"kind": "shop", "street": "Westernstraße", "house_number": "5"}
    client.post(path("change_unit", unit.public_id), {**opened, **base, "has_water": "yes"})

    client.post(path("change_unit", unit.public_id), {**opened, **base, "area": "74"})

    unit.refresh_from_db()
    assert (unit.has_water, unit.area) == (True, 74)


def test_the_use_is_noted_on_the_card(client: Client, town: Town, lotse: Person) -> None:
    unit = make_unit(town, empty_since=long_ago(2))
    opened = seen_in(client.get(path("unit", unit.public_id)))
    today = timezone.localdate()

    without_use = client.post(
        path("unit_state", unit.public_id),
        {**opened, "state": "interim", "on": today.isoformat(), "use": ""},
    )
    answer = client.post(
        path("unit_state", unit.public_id),
        {**opened, "state": "interim", "on": today.isoformat(), "use": "Nähstube"},
    )

    assert without_use.status_code == 422
    assert "Bitte sagen Sie, wer oder was darin ist." in text(without_use)
    assert answer.status_code == 302
    unit.refresh_from_db()
    assert (unit.state, unit.use_now) == ("interim", "Nähstube")


def test_a_hint_that_was_dealt_with_stays_on_the_card_and_no_longer_asks(
    client: Client, town: Town, lotse: Person
) -> None:
    unit = make_unit(town, empty_since=long_ago(25))
    assert "Etwa zwei Jahre sind vorbei" in text(client.get(path("unit", unit.public_id)))

    client.post(path("unit_hint", unit.public_id))

    page = text(client.get(path("unit", unit.public_id)))
    assert "Jemand aus dem Team hat sich gekümmert." in page
    assert (
        path("unit_hint", unit.public_id)
        not in client.get(path("unit", unit.public_id)).content.decode()
    )


def test_a_page_of_the_herbarium_is_added_and_taken_out(
    client: Client, town: Town, lotse: Person
) -> None:
    unit = make_unit(town, state="used")
    address = path("herbarium", unit.public_id)

    wrong = client.post(address, {"use": "Schuhladen", "since": "früher", "until": ""})
    turned = client.post(address, {"use": "Schuhladen", "since": "1987", "until": "1964"})
    client.post(address, {"use": "Schuhladen", "since": "5.1964", "until": "1987"})

    assert "Bitte schreiben Sie ein Jahr" in text(wrong)
    assert "Das Ende liegt vor dem Anfang." in text(turned)
    spell = unit.spells.get()
    assert "Mai 1964 bis 1987" in text(client.get(address))
    client.post(path("spell_removed", unit.public_id, spell.public_id))
    assert not unit.spells.exists()


def test_the_history_says_what_happened_without_rent_and_owner(
    client: Client, town: Town, lotse: Person
) -> None:
    unit = make_unit(town, rent_cents=12_345)
    opened = seen_in(client.get(path("change_unit", unit.public_id)))
    client.post(
        path("change_unit", unit.public_id),
        {
            **opened,
            "kind": "shop",
            "street": "Markt",
            "house_number": "77",
            "rent_cents": "543,21",
            "area": "74",
        },
    )

    page = text(client.get(path("unit_history", unit.public_id)))

    assert "Die Karte wurde geändert." in page
    assert "Eine Karte wurde angelegt." in page
    assert "74" in page
    for secret in ("543,21", "123,45", "12345", "54321"):
        assert secret not in page


def test_a_pasted_street_list_says_which_lines_are_wrong(
    client: Client, town: Town, lotse: Person
) -> None:
    wrong = client.post(path("houses"), {"text": "Markt 1\nMarkt 2 Hof\nMarkt 9 bis 3"})
    good = client.post(path("houses"), {"text": "Markt 1 bis 5 ungerade\nGänsemarkt"}, follow=True)

    assert wrong.status_code == 422
    assert "Zeile 2 (Markt 2 Hof): Das ist keine Hausnummer." in text(wrong)
    assert "Zeile 3 (Markt 9 bis 3): Die letzte Hausnummer ist kleiner als die erste." in text(
        wrong
    )
    assert "4 Häuser sind neu." in text(good)
    assert [str(house) for house in House.objects.filter(town=town)] == [
        "Gänsemarkt",
        "Markt 1",
        "Markt 3",
        "Markt 5",
    ]


def test_a_house_gets_its_point_and_goes(client: Client, town: Town, lotse: Person) -> None:
    house = make_house(town)
    address = path("house", house.public_id)
    base = {"street": "Westernstraße", "number": "5", "has_ground_floor_shop": "on"}
    opened = seen_in(client.get(address))

    wrong = client.post(address, {**opened, **base, "point": "hier"})
    client.post(address, {**opened, **base, "point": "52.25012, -10.8165512"})

    assert "Bitte schreiben Sie den Punkt wie" in text(wrong)
    house.refresh_from_db()
    assert (house.latitude, house.longitude) == (52_250_120, -10_816_551)
    assert "52.250120, -10.816551" in client.get(address).content.decode()
    client.post(path("house_removed", house.public_id))
    assert not House.objects.exists()


def test_a_house_that_is_there_already_is_refused_with_a_sentence(
    client: Client, town: Town, lotse: Person
) -> None:
    make_house(town, number="6")
    house = make_house(town, number="5")
    opened = seen_in(client.get(path("house", house.public_id)))

    answer = client.post(
        path("house", house.public_id), {**opened, "street": "Westernstraße", "number": "6"}
    )

    assert answer.status_code == 422
    assert "Dieses Haus steht schon auf der Straßenliste." in text(answer)


def test_a_house_with_a_card_stays(client: Client, town: Town, lotse: Person) -> None:
    unit = make_unit(town)
    assert unit.house is not None

    answer = client.post(path("house_removed", unit.house.public_id), follow=True)

    assert "In diesem Haus gibt es Räume." in text(answer)
    assert House.objects.count() == 1


@pytest.mark.parametrize("count", [1, 20])
def test_the_street_list_costs_the_same_whatever_its_length(
    client: Client, town: Town, lotse: Person, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make_house(town, number=str(number + 1))

    with django_assert_num_queries(10):
        client.get(path("houses"))


def test_on_the_day_page_a_vacancy_waits_until_somebody_has_dealt_with_it(
    client: Client, town: Town, lotse: Person
) -> None:
    unit = make_unit(town, empty_since=long_ago(19))
    make_unit(town, number="6", empty_since=long_ago(17))
    yesterday = timezone.localdate() - timedelta(days=1)
    make_unit(town, number="7", state="announced", use_now="Blumen", empty_from=yesterday)
    make_unit(town, number="8", state="announced", use_now="Blumen", empty_from=date(2099, 1, 1))

    page = text(client.get(reverse("day_page")))
    assert "Laden, Westernstraße 5: leer seit 19 Monaten" in page
    assert f"Laden, Westernstraße 7: sollte am {yesterday:%d.%m.%Y} leer werden" in page
    assert "Westernstraße 6" not in page
    assert "Westernstraße 8" not in page

    client.post(path("unit_hint", unit.public_id))
    assert "Westernstraße 5" not in text(client.get(reverse("day_page")))


def test_the_number_leads_to_the_card(client: Client, town: Town, lotse: Person) -> None:
    unit = make_unit(town)

    answer = client.get(reverse("search"), {"suche": "r 2026-1"})

    assert answer.status_code == 302
    assert answer["Location"] == path("unit", unit.public_id)
