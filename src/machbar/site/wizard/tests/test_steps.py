"""The steps of the set-up: each saves by itself, leads on to the next, and two admins lose nothing."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor
from machbar.foundation.towns.models import Town
from machbar.modules.premises.models import House
from machbar.modules.projects.services import create_project
from machbar.site.sign_in import BACKEND
from machbar.site.wizard.laws import suggestions_for
from machbar.site.wizard.services import town_districts
from machbar.site.wizard.tests.sending import DOOR, LAW, TOWN, address, fields_of, sent, signed_in

pytestmark = pytest.mark.django_db


def test_each_step_saves_and_leads_on_and_the_last_one_to_the_list(town: Town) -> None:
    admin = signed_in(town, Role.ADMIN)

    answers = [
        sent(admin, "stadt", {**TOWN, "ags": "03154013", "population": "15800"}),
        sent(admin, "orte", {"districts": "Ochsendorf\r\n\r\nRieseberg\r\nochsendorf"}),
        sent(admin, "gesicht", {"house_name": "Werkraum", "accent": "#7a2547"}),
        sent(admin, "tuer", DOOR),
        sent(admin, "recht", LAW),
    ]

    assert [answer["Location"] for answer in answers] == [
        *(address(step) for step in ("orte", "gesicht", "tuer", "post")),
        reverse("wizard"),
    ]
    town.refresh_from_db()
    assert (town.ags, town.population, town.regional_office) == ("03154013", 15800, "braunschweig")
    assert (town.house_name, town.accent, town.address) == ("Werkraum", "#7a2547", "Markt 3")
    assert town.opening_hours == "Do 15–18 Uhr"
    assert town_districts(town) == ["Ochsendorf", "Rieseberg"]
    assert town.legal_notice.barriers == "Karten"
    assert AuditEntry.objects.filter(event="town.changed").count() == 4


def test_a_municipality_key_may_be_typed_as_statistics_print_it(town: Town) -> None:
    sent(signed_in(town, Role.ADMIN), "stadt", {**TOWN, "ags": " 03 1 54\u00a0013"})

    town.refresh_from_db()
    assert (town.ags, town.regional_office) == ("03154013", "braunschweig")


def test_a_wrong_state_is_put_right_on_the_page_and_with_it_the_authorities(town: Town) -> None:
    admin = signed_in(town, Role.ADMIN)
    bavaria = {**TOWN, "state": "Bayern", "ags": "09162000"}
    first = sent(admin, "stadt", {**bavaria, "state": "Hessen", "ags": ""})
    suggested = admin.get(address("recht")).content.decode()
    hessian = suggestions_for("Hessen")["authority"]
    sent(admin, "recht", {**LAW, "authority": hessian})

    answer = sent(admin, "stadt", bavaria)
    page = html.unescape(admin.get(answer["Location"]).content.decode())
    again = sent(admin, "stadt", bavaria)

    town.refresh_from_db()
    assert (town.state, town.ags) == ("Bayern", "09162000")
    assert "datenschutz.hessen.de" in suggested
    # Only where somebody has written them down is there something to check.
    assert first["Location"] == again["Location"] == address("orte")
    assert "Mit dem Land ändern sich die Stellen" in page
    notice = town.legal_notice
    # What was suggested is exchanged, what somebody wrote stays.
    assert notice.authority == suggestions_for("Bayern")["authority"]
    assert notice.enforcement == LAW["enforcement"]


def test_another_state_has_other_regional_offices(town: Town) -> None:
    admin = signed_in(town, Role.ADMIN)
    sent(admin, "stadt", {**TOWN, "ags": "03154013"})
    office = {"regional_office": "braunschweig"}

    sent(admin, "stadt", {**TOWN, **office, "state": "Hessen", "ags": "06411000"})

    town.refresh_from_db()
    assert (town.state, town.regional_office) == ("Hessen", "")


def test_nobody_has_looked_through_the_pages_before_somebody_says_so(town: Town) -> None:
    admin = signed_in(town, Role.ADMIN)
    day = re.search(
        '<input[^>]*name="checked_on"[^>]*>', admin.get(address("recht")).content.decode()
    )
    sent(admin, "recht", {**LAW, "checked_on": ""})
    missing = "Wann hat jemand die Seiten auf Barrierefreiheit durchgesehen?"

    assert day
    assert 'value=""' in day[0]
    assert missing in admin.get(reverse("wizard")).content.decode()


def test_a_phone_number_that_is_none_stays_to_be_corrected(town: Town) -> None:
    answer = sent(signed_in(town, Role.ADMIN), "tuer", {**DOOR, "contact_phone": "ruf an"})

    assert 'value="ruf an"' in answer.content.decode()


def test_a_new_project_begins_with_the_office_of_the_town(town: Town) -> None:
    sent(signed_in(town, Role.ADMIN), "stadt", {**TOWN, "ags": "03154013"})
    town.refresh_from_db()

    project = create_project(
        by=Actor(town=town, system=True), at=timezone.now(), title="Fahrradwerkstatt"
    )

    assert project.regional_office is not None
    assert project.regional_office.label == "Braunschweig"


def test_a_colour_too_light_is_corrected_and_that_is_said(town: Town) -> None:
    admin = signed_in(town, Role.ADMIN)

    answer = sent(admin, "gesicht", {"house_name": "MachBar", "accent": "#ffc845"})
    page = admin.get(answer["Location"]).content.decode()

    town.refresh_from_db()
    assert town.accent == "#6d551d"
    assert "#ffc845 hat auf Weiß nur einen Kontrast von 1,5 : 1" in page


@pytest.mark.parametrize(
    ("step", "typed", "sentence"),
    [
        ("stadt", {**TOWN, "ags": "123"}, "die acht Ziffern"),
        (
            "stadt",
            {**TOWN, "ags": "99999999"},
            "Keine Gemeinde hat den Schlüssel 99999999.",
        ),
        (
            "stadt",
            {**TOWN, "ags": "09 162000"},
            "Die ersten beiden Ziffern von 09162000 stehen für Bayern, als Land ist aber Niedersachsen angegeben.",
        ),
        (
            "tuer",
            {**DOOR, "contact_phone": "ruf an"},
            "Bitte schreiben Sie die Telefonnummer in Ziffern",
        ),
        ("stadt", {**TOWN, "number_prefix": "klein"}, "höchstens 3"),
        ("stadt", {**TOWN, "state": "Preußen"}, "Preußen ist keine gültige Auswahl."),
        ("orte", {"streets": "Marktstraße 9 bis 1"}, "Zeile 1 (Marktstraße 9 bis 1)"),
        ("orte", {"districts": "x" * 121}, "Dieser Name ist zu lang"),
        ("gesicht", {"house_name": "MachBar", "accent": "rot"}, "eine Farbe wie #0f5257"),
        ("tuer", {**DOOR, "day_0": "abends"}, "Bitte schreiben Sie Zeiten wie 10–13"),
        ("recht", {**LAW, "checked_on": "2999-01-01"}, "Dieser Tag kommt erst noch."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    town: Town, step: str, typed: dict[str, str], sentence: str
) -> None:
    answer = sent(signed_in(town, Role.ADMIN), step, typed)

    assert answer.status_code == 422
    assert sentence in html.unescape(answer.content.decode())
    assert not AuditEntry.objects.filter(event="town.changed").exists()


def test_streets_come_on_the_street_list(town: Town) -> None:
    admin = signed_in(town, Role.ADMIN)
    before = admin.get(address("orte")).content.decode()
    sent(admin, "orte", {"streets": "Marktstraße 1 bis 5 ungerade"})
    after = admin.get(address("orte")).content.decode()

    assert House.objects.filter(town=town).count() == 3
    assert ("Schon da:" in before, "Schon da: 3 Häuser." in after) == (False, True)


def test_of_two_admins_each_keeps_what_only_one_changed(town: Town) -> None:
    first, second = signed_in(town, Role.ADMIN), signed_in(town, Role.ADMIN)
    opened = {**fields_of(first, "tuer"), **DOOR}
    sent(second, "tuer", {**DOOR, "address": "", "contact_phone": "05353 000"})

    answer = first.post(address("tuer"), opened)

    town.refresh_from_db()
    assert answer.status_code == 302
    assert (town.address, town.contact_phone) == ("Markt 3", "05353 000")


def test_only_admins_set_up() -> None:
    lotse = make_actor(Role.LOTSE)
    client = Client()
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)

    answers = [client.get(reverse("wizard")), client.get(address("stadt"))]

    assert [answer.status_code for answer in answers] == [403, 403]


def test_there_are_no_other_steps(town: Town) -> None:
    assert signed_in(town, Role.ADMIN).get(address("kram")).status_code == 404
