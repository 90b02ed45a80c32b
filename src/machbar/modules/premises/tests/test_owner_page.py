"""The owner's page behind the personal link: own rooms only, a code on a new device, ticks, and taking all back."""

import re
from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import Role, make_actor
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core import ConsentField
from machbar.modules.premises.forms.fields import QuietField
from machbar.modules.premises.models import Consent, Owner, Unit
from machbar.modules.premises.selectors.public import consents_of, rooms
from machbar.modules.premises.services.owners import change_owner, end_owner_link, link_to_owner
from machbar.modules.premises.services.units import change_unit
from machbar.modules.premises.tests.builders.outside import (
    NOW,
    add_picture,
    let_out,
    make_owner,
    make_unit,
)
from machbar.modules.premises.tests.builders.pages import path

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries")]
F = ConsentField


@pytest.fixture
def owner(town: Town) -> Owner:
    return make_owner(
        town=town, contact="05353 99", contact_kind="phone", source="Gespräch am Markt"
    )


@pytest.fixture
def unit(town: Town, owner: Owner) -> Unit:
    return make_unit(town=town, owner=owner, internal_note="Streit in der Familie")


@pytest.fixture
def token(town: Town, owner: Owner) -> str:
    return link_to_owner(owner=owner, by=Actor(town=town, system=True), at=NOW)


def _form_of(page: str) -> dict[str, str]:
    """The hidden fields with which a form was opened."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def test_the_page_shows_the_own_rooms_and_no_note_of_the_team(
    client: Client, town: Town, unit: Unit, token: str
) -> None:
    make_unit(town=town, owner=make_owner(town=town), street="Fremde Straße", number="1")

    page = client.get(path("owner_page", token)).content.decode()

    assert "Laden, Beispielstraße 7b" in page
    assert "nicht öffentlich" in page
    assert "Fremde Straße" not in page
    assert "Gespräch am Markt" in page
    assert "Streit" not in page
    assert "noindex" in page


def test_looking_changes_nothing(client: Client, unit: Unit, token: str) -> None:
    before = AuditEntry.objects.count()

    for address in (
        path("owner_page", token),
        path("owner_unit", token, unit.public_id),
        path("owner_consents", token, unit.public_id),
    ):
        assert client.get(address).status_code == 200

    assert AuditEntry.objects.count() == before
    assert not Letter.objects.exists()


def test_the_owner_ticks_what_may_be_public_after_a_look(
    client: Client, town: Town, unit: Unit, token: str
) -> None:
    address = path("owner_consents", token, unit.public_id)
    form = {"parts": ["street", "area"], "was": ""}

    looked = client.post(address, {**form, "deed": "vorschau"}).content.decode()
    assert "Nur angesehen. Gespeichert ist noch nichts." in looked
    assert "<h3>Laden, Beispielstraße</h3>" in looked
    assert rooms(town) == []

    client.post(address, form)

    assert [(each.field, each.given_by) for each in unit.consents.all()] == [
        ("street", "link"),
        ("area", "link"),
    ]
    entry = AuditEntry.objects.get(event="consent.given")
    assert entry.actor.startswith("link:")


def test_one_button_takes_everything_back(
    client: Client, town: Town, unit: Unit, token: str
) -> None:
    let_out(unit, F.STREET, F.RENT)

    page = client.post(path("owner_withdraw", token), follow=True).content.decode()

    assert "Von Ihren Räumen ist nichts mehr öffentlich." in page
    assert rooms(town) == []
    assert {each.withdrawn_by for each in Consent.objects.all()} == {"link"}
    again = client.post(path("owner_withdraw", token), follow=True).content.decode()
    assert "Von Ihren Räumen war nichts öffentlich." in again


def test_the_owner_corrects_facts_and_it_is_recorded_as_come_by_the_link(
    client: Client, unit: Unit, token: str
) -> None:
    address = path("owner_unit", token, unit.public_id)
    opened = client.get(address).content.decode()
    assert "Streit" not in opened
    form = {**_form_of(opened), "area": "80", "rent_cents": "250", "condition": "cosmetic"}

    answer = client.post(address, form)

    unit.refresh_from_db()
    assert answer.status_code == 302
    assert (unit.area, unit.rent_cents, unit.internal_note) == (80, 25_000, "Streit in der Familie")
    assert AuditEntry.objects.get(event="unit.changed").actor.startswith("link:")


def test_what_the_owner_must_not_change_stays(client: Client, unit: Unit, token: str) -> None:
    address = path("owner_unit", token, unit.public_id)
    form = _form_of(client.get(address).content.decode())

    client.post(
        address, {**form, "state": "used", "label": "x", "internal_note": "y", "kind": "hall"}
    )

    unit.refresh_from_db()
    assert (unit.state, unit.label, unit.kind) == ("empty", "", "shop")
    assert unit.internal_note == "Streit in der Familie"


def test_who_saves_over_a_change_of_the_team_sees_both_texts(
    client: Client, town: Town, unit: Unit, token: str
) -> None:
    address = path("owner_unit", token, unit.public_id)
    form = {"seen_version": "1", "seen": '{"area": ["74"]}', "area": "80"}
    by = make_actor(Role.LOTSE, town=town)
    change_unit(unit=unit, by=by, at=NOW, seen_version=1, values={"area": 76})

    answer = client.post(address, form)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="80"' in page
    assert 'value="76"' in page


def test_numbers_that_cannot_be_are_refused_with_a_sentence(
    client: Client, unit: Unit, token: str
) -> None:
    address = path("owner_unit", token, unit.public_id)
    form = _form_of(client.get(address).content.decode())

    answer = client.post(address, {**form, "floor": "99", "area": "80"})

    assert answer.status_code == 422
    assert 'value="80"' in answer.content.decode()


def test_a_link_opens_nothing_after_its_end_and_never_another_owners_room(
    client: Client, town: Town, owner: Owner, unit: Unit, token: str
) -> None:
    foreign = make_unit(town=town, owner=make_owner(town=town), number="99")
    for route in ("owner_unit", "owner_consents"):
        assert client.get(path(route, token, foreign.public_id)).status_code == 404

    end_owner_link(owner=owner, by=Actor(town=town, system=True), at=NOW)

    for address in (
        path("owner_page", token),
        path("owner_unit", token, unit.public_id),
        path("owner_page", "A" * 22),
    ):
        assert client.get(address).status_code == 404


def test_released_pictures_are_shown_to_their_owner_before_they_are_public(
    client: Client, unit: Unit, token: str
) -> None:
    picture = add_picture(unit)
    hidden = add_picture(unit, is_released=False)

    statuses = [
        client.get(
            path("owner_picture", token, unit.public_id, each.public_id, each.files.all()[0].name)
        ).status_code
        for each in (picture, hidden)
    ]

    assert statuses == [200, 404]


# --- a new device --------------------------------------------------------------------------------
@pytest.fixture
def mail_token(town: Town, owner: Owner, unit: Unit) -> str:
    by = make_actor(Role.LOTSE, town=town)
    values = {"name": owner.name, "contact": "erben@example.invalid"}
    change_owner(owner=owner, by=by, at=NOW, seen_version=1, values=values)
    return link_to_owner(owner=owner, by=by, at=NOW)


def _code() -> str:
    body = Letter.objects.order_by("-id")[0].body
    found = re.search(r"\b\d{6}\b", body)
    assert found is not None
    return found.group()


def test_with_a_mail_address_a_new_device_needs_a_code_that_goes_there(
    client: Client, mail_token: str, unit: Unit
) -> None:
    let_out(unit, F.STREET)
    page = client.get(path("owner_page", mail_token)).content.decode()
    assert "Dieses Gerät kennen wir noch nicht" in page
    assert "Erbengemeinschaft" not in page
    assert "Beispielstraße" not in page
    assert "erben@example.invalid" not in page
    assert not Letter.objects.exists()

    client.post(path("owner_code", mail_token), {"deed": "senden"})
    assert Letter.objects.get().recipient == "erben@example.invalid"
    answer = client.post(path("owner_code", mail_token), {"code": _code()})

    assert answer.status_code == 302
    assert "Beispielstraße" in client.get(path("owner_page", mail_token)).content.decode()
    other_device = Client().get(path("owner_page", mail_token)).content.decode()
    assert "Beispielstraße" not in other_device


def test_no_deed_gets_past_the_code(client: Client, mail_token: str, unit: Unit) -> None:
    let_out(unit, F.STREET)

    for route, arguments, form in (
        ("owner_withdraw", (), {}),
        ("owner_consents", (unit.public_id,), {"parts": ["rent"], "was": ""}),
        ("owner_unit", (unit.public_id,), {"area": "1", "seen_version": "1"}),
    ):
        page = client.post(path(route, mail_token, *arguments), form).content.decode()
        assert "Dieses Gerät kennen wir noch nicht" in page

    unit.refresh_from_db()
    assert list(consents_of(unit)) == [F.STREET]
    assert unit.area == 74


def test_a_wrong_code_opens_nothing_and_says_so(client: Client, mail_token: str) -> None:
    client.post(path("owner_code", mail_token), {"deed": "senden"})
    wrong = f"{(int(_code()) + 1) % 10**6:06d}"

    answer = client.post(path("owner_code", mail_token), {"code": wrong})

    assert answer.status_code == 422
    assert "Beispielstraße" not in client.get(path("owner_page", mail_token)).content.decode()


def test_who_needs_no_code_is_led_to_the_page(client: Client, token: str) -> None:
    answer = client.post(path("owner_code", token), {"deed": "senden"})

    assert answer.status_code == 302
    assert not Letter.objects.exists()


def test_a_house_number_without_its_street_is_said_to_have_no_effect(
    client: Client, unit: Unit, token: str
) -> None:
    address = path("owner_consents", token, unit.public_id)
    sentence = "Die Hausnummer wirkt erst zusammen mit der Straße"

    alone = client.post(address, {"parts": ["house_number"], "was": ""}, follow=True)
    both = client.post(
        address, {"parts": ["house_number", "street"], "was": "house_number"}, follow=True
    )

    assert (sentence in alone.content.decode(), sentence in both.content.decode()) == (True, False)


def test_what_nobody_knows_is_called_so_in_every_list(
    client: Client, unit: Unit, token: str
) -> None:
    page = client.get(path("owner_unit", token, unit.public_id)).content.decode()

    assert "nicht bekannt" in page
    assert "---------" not in page


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("keine Grenze", time(23, 59), "keine Grenze"),
        ("20 Uhr", time(20), "20:00"),
        ("", None, None),
    ],
)
def test_no_limit_for_noise_is_said_in_words(
    typed: str, stored: time | None, shown: str | None
) -> None:
    field = QuietField()

    assert (field.clean(typed), field.prepare_value(stored)) == (stored, shown)


def test_a_time_that_nobody_can_read_is_asked_for_again() -> None:
    with pytest.raises(ValidationError, match="Bitte schreiben Sie eine Uhrzeit wie 20:00"):
        QuietField().clean("abends")
