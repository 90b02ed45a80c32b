"""The card is changed: by two people at once, its use, the hint, the Herbarium, and its history."""

import pytest
from django.test import Client
from django.utils import timezone

from machbar.foundation.people.models import Person
from machbar.foundation.testing import Role, make_person
from machbar.foundation.towns.models import Town
from machbar.modules.premises.models import Unit
from machbar.modules.premises.tests.builders.inside import (
    make_owner,
    make_unit,
)
from machbar.modules.premises.tests.builders.pages import long_ago, path, seen_in, text

pytestmark = pytest.mark.django_db


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
