"""What the set-up asks for by law, and the pages that tell it to everybody."""

import pytest
from django.test import Client
from django.urls import reverse

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_town
from machbar.foundation.towns.models import LegalNotice, Town
from machbar.site.wizard.tests.sending import LAW, address, sent, signed_in

pytestmark = pytest.mark.django_db


def test_the_law_step_begins_with_what_probably_holds(town: Town) -> None:
    page = signed_in(town, Role.ADMIN).get(address("recht")).content.decode()

    assert 'value="Lutterstadt am Elm"' in page
    assert "lfd.niedersachsen.de" in page
    assert "§ 9d NBGG" in page
    assert not LegalNotice.objects.exists()


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Postfach 12", 422),
        ("Postfach 12 34, 38000 Lutterstadt", 422),
        ("38000 Lutterstadt, POSTFACH 1234", 422),
        ("Markt 1, Postfach 12, 38000 Lutterstadt", 302),
        ("Postfach 12 34, Am Markt 1a, 38000 Lutterstadt", 302),
        ("PF 12 34, 38000 Lutterstadt", 422),
        ("Postfach 12, 38000 Lutterstadt, Tel. 05353 1234", 422),
        ("Postfach 12, Markt 1, Tel. 05353 1234", 302),
        ("Postfachweg 3, 38000 Lutterstadt", 302),
        ("Schloss Lutter, 38000 Lutterstadt", 302),
    ],
)
def test_a_post_office_box_alone_is_no_address(town: Town, written: str, status: int) -> None:
    admin = signed_in(town, Role.ADMIN)

    answer = sent(admin, "recht", {**LAW, "postal_address": written})

    assert answer.status_code == status
    assert ("Ein Postfach genügt nicht. Bitte" in answer.content.decode()) == (status == 422)


def test_the_three_pages_are_complete() -> None:
    town = make_town(contact_email="haus@team.invalid", contact_phone="05353 000")
    LegalNotice.objects.create(town=town, **{**LAW, "checked_on": "2026-11-01"})
    guest = Client()

    imprint, privacy, access = (
        guest.get(reverse(name)).content.decode()
        for name in ("imprint", "privacy", "accessibility")
    )

    for said in ("Stadt Lutterstadt", "Die Bürgermeisterin", "haus@team.invalid", "05353 000"):
        assert said in imprint
        assert said in privacy
    assert "datenschutz@stadt.invalid" in privacy
    assert "Die Aufsicht" in privacy
    assert "1. November 2026" in access
    assert "Karten" in access
    assert "Die Schlichtungsstelle" in access
    assert "NBGG" in access


def test_where_a_hole_is_reported() -> None:
    make_town(contact_email="haus@team.invalid")

    answer = Client().get("/.well-known/security.txt")

    text = answer.content.decode()
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert text.startswith("Contact: mailto:haus@team.invalid\nExpires: 20")
    assert "Canonical: http://localhost:8000/.well-known/security.txt" in text


def test_a_town_without_a_mail_address_names_nobody_for_holes() -> None:
    make_town()

    assert Client().get("/.well-known/security.txt").status_code == 404
