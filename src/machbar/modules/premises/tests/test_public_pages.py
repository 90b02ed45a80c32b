"""The public pages of rooms: list, filter, one room, its papers, its pictures, the points of the map."""

import io
import json
import re
from datetime import timedelta

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from machbar.foundation.testing import Role, make_actor, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core import ConsentField
from machbar.modules.premises.models import Consent, Unit
from machbar.modules.premises.services.agreements import draft_agreement, sign_agreement
from machbar.modules.premises.services.consents import withdraw_consent
from machbar.modules.premises.tests.builders.mediation import (
    MORNING,
    TODAY,
    house_of,
    make_contact,
    make_terms,
)
from machbar.modules.premises.tests.builders.mediation import (
    make_owner as make_owner_of_mediations,
)
from machbar.modules.premises.tests.builders.mediation import (
    make_unit as make_unit_to_mediate,
)
from machbar.modules.premises.tests.builders.outside import (
    NOW,
    add_picture,
    make_public_unit,
)
from machbar.site.environment import map_background

pytestmark = pytest.mark.django_db
F = ConsentField


@pytest.fixture
def town() -> Town:
    return make_town(key="hier", address="Markt 1", contact_phone="05353 1234")


def _get(client: Client, route: str, *arguments: str, **query: str) -> str:
    answer = client.get(reverse(f"premises:{route}", args=arguments), query)
    assert answer.status_code == 200
    return answer.content.decode()


def _withdraw(unit: Unit) -> None:
    withdraw_consent(
        unit=unit,
        way=Consent.Way.PHONE,
        by=make_actor(Role.LOTSE, town=unit.town),
        at=NOW + timedelta(days=1),
    )


def _names(page: str) -> list[str]:
    return re.findall(r'<h3><a href="/raeume/[^"]+">([^<]+)</a>', page)


def test_the_list_shows_what_is_let_out_and_says_so_where_there_is_nothing(
    client: Client, town: Town
) -> None:
    assert "Zurzeit ist kein Raum ausgestellt." in _get(client, "rooms")

    make_public_unit(F.STREET, F.AREA, town=town)

    page = _get(client, "rooms")
    assert _names(page) == ["Laden, Beispielstraße"]
    assert "74\xa0m²" in page
    assert "7b" not in page


def test_a_card_in_the_list_says_more_than_its_size_where_more_is_let_out(
    client: Client, town: Town
) -> None:
    make_public_unit(F.STREET, F.AREA, F.EQUIPMENT, F.RENT, town=town)

    page = _get(client, "rooms")

    assert "Wasser" in page
    assert "\u00a0€ im Monat</p>" in page


def test_a_room_with_a_signed_agreement_invites_nobody_any_more(client: Client) -> None:
    town = make_town()
    owner = make_owner_of_mediations(town)
    unit = make_unit_to_mediate(town, owner=owner)
    Consent.objects.create(unit=unit, field="area", given_at=NOW, given_by="said", text_version="1")
    mediation = make_contact(town, unit=unit)
    by = house_of(town)
    draft_agreement(
        mediation=mediation,
        by=by,
        at=MORNING,
        terms=make_terms(),
        seen_version=mediation.version,
    )
    drafted = _get(client, "room", unit.public_id)
    sign_agreement(mediation=mediation, by=by, at=MORNING, signed_on=TODAY)
    signed = _get(client, "room", unit.public_id)

    assert ("Das passt zu mir" in drafted, "Das passt zu mir" in signed) == (True, False)
    assert "Dieser Raum ist schon vermittelt" in signed
    assert "schon vermittelt" in _get(client, "rooms")


def test_filters_ask_only_for_what_is_public(client: Client, town: Town) -> None:
    make_public_unit(F.STREET, F.AREA, F.FLOOR, town=town, street="Markt", area=140)
    make_public_unit(F.STREET, town=town, street="Neue Straße", area=141)
    make_public_unit(F.STREET, F.ACCESS, town=town, street="Am Tor", kind="hall", steps=0)

    found = {
        name: _names(_get(client, "rooms", **query))
        for name, query in {
            "area": {"ab": "100"},
            "kind": {"art": "hall"},
            "street": {"strasse": "Neue Straße"},
            "ground floor": {"erdgeschoss": "on"},
            "no step": {"stufenlos": "on"},
            "nonsense": {"ab": "viel", "art": "schloss"},
        }.items()
    }

    assert found == {
        "area": ["Laden, Markt"],
        "kind": ["Halle, Am Tor"],
        "street": ["Laden, Neue Straße"],
        "ground floor": ["Laden, Markt"],
        "no step": ["Halle, Am Tor"],
        "nonsense": ["Halle, Am Tor", "Laden, Neue Straße", "Laden, Markt"],
    }


def test_an_area_that_is_no_number_is_said_beside_its_field(client: Client, town: Town) -> None:
    make_public_unit(F.STREET, F.AREA, town=town)

    page = _get(client, "rooms", ab="viel", bis="0")

    assert page.count("Bitte schreiben Sie eine ganze Zahl, zum Beispiel 60.") == 2


def test_the_filter_is_folded_until_it_is_used(client: Client, town: Town) -> None:
    make_public_unit(F.STREET, F.AREA, town=town)
    summary = re.compile(r"<details([^>]*)>\s*<summary>Räume filtern")

    assert " open" not in summary.findall(_get(client, "rooms"))[0]
    assert " open" in summary.findall(_get(client, "rooms", ab="9999"))[0]


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_costs_the_same_for_one_and_for_twenty(
    client: Client, town: Town, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        add_picture(make_public_unit(*F, town=town, number=str(number)))
    _get(client, "rooms")

    with django_assert_num_queries(6):
        _get(client, "rooms")


def test_a_room_has_a_page_only_while_something_is_let_out(client: Client, town: Town) -> None:
    unit = make_public_unit(F.STREET, F.RENT, town=town)
    page = _get(client, "room", unit.public_id)
    assert "200\xa0€ im Monat" in page
    assert "74" not in page

    _withdraw(unit)

    for route in ("room", "expose", "poster"):
        answer = client.get(reverse(f"premises:{route}", args=[unit.public_id]))
        assert answer.status_code == 404
    assert _names(_get(client, "rooms")) == []


def test_pages_of_rooms_are_kept_by_no_cache(client: Client, town: Town) -> None:
    unit = make_public_unit(F.POSITION, town=town)

    kept = {
        route: client.get(reverse(f"premises:{route}", args=arguments)).headers["Cache-Control"]
        for route, arguments in {
            "rooms": [],
            "rooms_geojson": [],
            "room": [unit.public_id],
            "expose": [unit.public_id],
        }.items()
    }

    assert all("no-store" in control for control in kept.values())


def test_linked_data_holds_only_what_is_public_and_cannot_leave_its_element(
    client: Client, town: Town
) -> None:
    unit = make_public_unit(
        F.STREET, F.AREA, F.DESCRIPTION, town=town, description="</script><b>Laden</b>"
    )

    page = _get(client, "room", unit.public_id)

    assert page.count("</script><b>") == 0
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found is not None
    data = json.loads(found.group(1))
    assert data["itemOffered"] == {
        "@type": "Place",
        "name": "Laden, Beispielstraße",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Lutterstadt am Elm",
            "addressRegion": "Niedersachsen",
            "addressCountry": "DE",
            "streetAddress": "Beispielstraße",
        },
        "amenityFeature": [
            {
                "@type": "LocationFeatureSpecification",
                "name": "area",
                "value": 74,
                "unitCode": "MTK",
            }
        ],
    }
    assert data["description"] == "</script><b>Laden</b>"
    assert "priceSpecification" not in data


def test_the_rent_that_is_let_out_stands_in_linked_data_in_euros(
    client: Client, town: Town
) -> None:
    unit = make_public_unit(F.RENT, F.POSITION, F.ACCESS, F.TERM, town=town)

    found = re.search(r"ld\+json\">(.*?)</script>", _get(client, "room", unit.public_id))

    assert found is not None
    data = json.loads(found.group(1))
    assert data["priceSpecification"]["price"] == "200.00"
    assert data["itemOffered"]["geo"] == {
        "@type": "GeoCoordinates",
        "latitude": 52.25,
        "longitude": 10.82,
    }
    assert data["availabilityStarts"] == "2026-12-01"


def test_points_are_those_that_owners_have_let_out(client: Client, town: Town) -> None:
    shown = make_public_unit(F.POSITION, F.STREET, town=town)
    make_public_unit(F.STREET, F.HOUSE_NUMBER, town=town, number="9")
    make_public_unit(F.POSITION, town=town, number="10", latitude=None, longitude=None)

    answer = client.get(reverse("premises:rooms_geojson"))

    assert answer.headers["Content-Type"] == "application/geo+json"
    assert answer.json() == {
        "type": "FeatureCollection",
        "bbox": [10.82, 52.25, 10.82, 52.25],
        "features": [
            {
                "type": "Feature",
                "id": shown.public_id,
                "geometry": {"type": "Point", "coordinates": [10.82, 52.25]},
                "properties": {
                    "name": "Laden, Beispielstraße",
                    "kind": "Laden",
                    "street": "Beispielstraße",
                    "summary": "",
                    "url": f"/raeume/{shown.public_id}/",
                },
            }
        ],
    }


def test_the_points_follow_the_filter_of_the_list(client: Client, town: Town) -> None:
    make_public_unit(F.POSITION, F.STREET, town=town, street="Markt")
    make_public_unit(F.POSITION, F.STREET, town=town, street="Tor")

    answer = client.get(reverse("premises:rooms_geojson"), {"strasse": "Tor"})

    assert [each["properties"]["street"] for each in answer.json()["features"]] == ["Tor"]


def test_pictures_are_served_only_while_they_are_let_out(client: Client, town: Town) -> None:
    unit = make_public_unit(F.STREET, F.PICTURES, town=town)
    picture = add_picture(unit)
    hidden = add_picture(unit, is_released=False)
    file = picture.files.all()[0].name

    def status(picture_id: str, name: str) -> int:
        address = reverse("premises:room_picture", args=[unit.public_id, picture_id, name])
        return client.get(address).status_code

    address = reverse("premises:room_picture", args=[unit.public_id, picture.public_id, file])
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")
    tag = answer.headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    assert status(hidden.public_id, hidden.files.all()[0].name) == 404
    assert status(picture.public_id, "anderes.webp") == 404

    _withdraw(unit)

    assert client.get(address, headers={"If-None-Match": tag}).status_code == 404


@pytest.mark.parametrize("route", ["expose", "poster"])
def test_the_papers_are_tagged_and_hold_only_what_is_public(
    client: Client, town: Town, route: str
) -> None:
    unit = make_public_unit(F.STREET, F.AREA, F.PICTURES, town=town)
    add_picture(unit, alt_text="Großes Fenster zur Straße")

    answer = client.get(reverse(f"premises:{route}", args=[unit.public_id]))

    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "de"
        assert len(pdf.pages) == 1
        assert str(pdf.docinfo["/Title"]) == "Laden, Beispielstraße"
        assert str(pdf.docinfo["/Author"]) == "MachBar"
        width = float(pdf.pages[0].MediaBox[2])
    assert width == pytest.approx(595.3 if route == "expose" else 841.9, abs=0.1)
    assert "Laden-Beispielstrasse" in answer.headers["Content-Disposition"]


def test_a_room_with_everything_and_long_words_fits_on_one_sheet(
    client: Client, town: Town
) -> None:
    unit = make_public_unit(*F, town=town, description="Ein Satz über den Raum. " * 20)
    add_picture(unit)

    for route in ("expose", "poster"):
        answer = client.get(reverse(f"premises:{route}", args=[unit.public_id]))
        with pikepdf.open(io.BytesIO(answer.content)) as pdf:
            assert len(pdf.pages) == 1


def test_another_towns_room_is_not_there(client: Client, town: Town) -> None:
    Town.objects.filter(pk=town.pk).update(host="hier.example.org")
    other = make_public_unit(F.STREET, town=make_town(host="dort.example.org"))
    address = reverse("premises:room", args=[other.public_id])

    found = {
        host: client.get(address, headers={"host": host}).status_code
        for host in ("hier.example.org", "dort.example.org")
    }

    assert found == {"hier.example.org": 404, "dort.example.org": 200}


def test_the_map_has_the_background_that_the_operator_supplies(
    client: Client, town: Town, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("daten")
    make_public_unit(F.POSITION, town=town)
    address = reverse("premises:map_picture")
    assert "data-tiles" not in _get(client, "rooms")
    assert client.get(address).status_code == 404

    settings.MAP = map_background("/karte/{z}/{x}/{y}.png © Stadt", folder)
    page = _get(client, "rooms")
    assert 'data-tiles="/karte/{z}/{x}/{y}.png"' in page
    assert 'data-credit="© Stadt"' in page
    assert client.get(address).status_code == 404

    (folder / "karte.png").write_bytes(b"\x89PNG")
    settings.MAP = map_background("karte.png 10.79 52.23 10.84 52.27 © Stadt", folder)
    page = _get(client, "rooms")
    assert f'data-picture="{address}"' in page
    assert 'data-corners="10.79,52.23,10.84,52.27"' in page
    answer = client.get(address)
    assert (answer.headers["Content-Type"], answer.getvalue()) == ("image/png", b"\x89PNG")


def test_a_withdrawal_reaches_pages_that_are_kept_with_the_next_request(
    town: Town, settings: Settings
) -> None:
    settings.KEPT_PAGE_SECONDS = 10
    unit = make_public_unit(town=town)
    page = reverse("premises:room", args=[unit.public_id])
    for _guest in range(2):
        assert unit.public_id in _get(Client(), "rooms")
        assert Client().get(page).status_code == 200

    _withdraw(unit)

    assert unit.public_id not in _get(Client(), "rooms")
    assert Client().get(page).status_code == 404
