"""The steps of the set-up: each saves by itself, two admins lose nothing, the door opens when all is said."""

import html
import re
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.media.models import Logo, Picture
from machbar.foundation.media.tests.builders import photo
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.towns.kept import keep, kept
from machbar.foundation.towns.models import LegalNotice, Town
from machbar.modules.premises.models import House
from machbar.modules.projects.services import create_project
from machbar.modules.projects.vocabularies import add_vocabularies
from machbar.site.sign_in import BACKEND
from machbar.site.wizard.services import town_districts

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'<input type="hidden" name="(seen\w*|strittig)" value="([^"]*)"')
LAW = {
    "body": "Stadt Lutterstadt",
    "represented_by": "Die Bürgermeisterin",
    "postal_address": "Markt 1, 38000 Lutterstadt",
    "privacy_contact": "datenschutz@stadt.invalid",
    "authority": "Die Aufsicht",
    "conformity": "partial",
    "barriers": "Karten",
    "enforcement": "Die Schlichtungsstelle",
    "checked_on": "2026-11-01",
}
DOOR = {"address": "Markt 3", "contact_email": "haus@team.invalid", "day_3": "15–18"}


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, settings: Settings) -> None:
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


@pytest.fixture
def town() -> Town:
    made = make_town(is_public=False)
    add_vocabularies(town=made)
    return made


def signed_in(town: Town, *roles: Role, is_operator: bool = False) -> Client:
    client = Client()
    person = make_person(*roles, town=town, is_operator=is_operator)
    client.force_login(person, backend=BACKEND)
    return client


def address(step: str) -> str:
    return reverse("wizard_step", args=[step])


def fields_of(client: Client, step: str) -> dict[str, str]:
    page = client.get(address(step)).content.decode()
    return {name: html.unescape(text) for name, text in HIDDEN.findall(page)}


def sent(client: Client, step: str, typed: dict[str, str]) -> HttpResponse:
    """Open the step, type, send."""
    answer: HttpResponse = client.post(address(step), {**fields_of(client, step), **typed})  # type: ignore[assignment]
    return answer


def test_each_step_saves_and_leads_on_and_the_last_one_to_the_list(town: Town) -> None:
    admin = signed_in(town, Role.ADMIN)

    answers = [
        sent(admin, "stadt", {"ags": "03154013", "population": "15800", "number_prefix": "L"}),
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
    sent(signed_in(town, Role.ADMIN), "stadt", {"ags": " 03 1 54\u00a0013", "number_prefix": "L"})

    town.refresh_from_db()
    assert (town.ags, town.regional_office) == ("03154013", "braunschweig")


def test_a_phone_number_that_is_none_stays_to_be_corrected(town: Town) -> None:
    answer = sent(signed_in(town, Role.ADMIN), "tuer", {**DOOR, "contact_phone": "ruf an"})

    assert 'value="ruf an"' in answer.content.decode()


def test_a_new_project_begins_with_the_office_of_the_town(town: Town) -> None:
    sent(signed_in(town, Role.ADMIN), "stadt", {"ags": "03154013", "number_prefix": "L"})
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
        ("stadt", {"ags": "123", "number_prefix": "L"}, "die acht Ziffern"),
        (
            "stadt",
            {"ags": "99999999", "number_prefix": "L"},
            "Keine Gemeinde hat den Schlüssel 99999999.",
        ),
        (
            "stadt",
            {"ags": "09 162000", "number_prefix": "L"},
            (
                "Die ersten beiden Ziffern von 09162000 stehen für Bayern, als Land ist aber Niedersachsen angegeben. "
                "Stimmt das Land nicht, ändert es, wer den Server betreut: <code>machbar setup "
            ),
        ),
        (
            "tuer",
            {**DOOR, "contact_phone": "ruf an"},
            "Bitte schreiben Sie die Telefonnummer in Ziffern",
        ),
        ("stadt", {"number_prefix": "klein"}, "höchstens 3"),
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


def test_the_logo_stands_on_every_page_until_it_is_taken_down(town: Town) -> None:
    admin = signed_in(town, Role.ADMIN)
    logo = SimpleUploadedFile("logo.jpg", photo(600, 300), content_type="image/jpeg")

    taken = admin.post(reverse("wizard_logo"), {"logo": logo})
    town.refresh_from_db()
    address = reverse("town_logo", args=[town.logo])
    shown, stranger = admin.get(reverse("home")).content.decode(), Client().get(address)
    removed = admin.post(reverse("wizard_logo"), {"remove": "1"})

    assert (taken.status_code, stranger.status_code, removed.status_code) == (302, 200, 302)
    assert town.logo.startswith("480-")
    assert f'<img src="{address}" alt="">' in shown
    assert Client().get(address).status_code == 404
    assert not Logo.objects.exists()
    assert not Picture.objects.exists()


def test_a_second_logo_takes_the_place_of_the_first_and_the_same_one_changes_nothing(
    town: Town,
) -> None:
    admin = signed_in(town, Role.ADMIN)
    pictures = [photo(600, 300), photo(300, 300), photo(300, 300)]

    for content in pictures:
        logo = SimpleUploadedFile("logo.jpg", content, content_type="image/jpeg")
        admin.post(reverse("wizard_logo"), {"logo": logo})

    town.refresh_from_db()
    assert Picture.objects.count() == 1
    assert town.logo.startswith("300-")


def test_what_is_no_picture_is_no_logo(town: Town) -> None:
    logo = SimpleUploadedFile("logo.jpg", b"<svg/>", content_type="image/jpeg")

    answer = signed_in(town, Role.ADMIN).post(reverse("wizard_logo"), {"logo": logo})

    assert answer.status_code == 422
    page = answer.content.decode()
    sentence = "Das Logo muss ein JPEG, PNG oder WebP sein. Diese Datei ist keines davon."
    assert (page.count(sentence), page.count("Das Foto")) == (1, 0)


def test_the_mail_server_is_kept_for_us_only_and_its_password_is_never_shown(
    town: Town, tmp_path: Path
) -> None:
    admin = signed_in(town, Role.ADMIN, is_operator=True)
    server = {
        "mail_host": "smtp.example.org",
        "mail_port": "587",
        "mail_tls": "on",
        "mail_user": "machbar",
        "mail_password": "geheim-geheim",
        "mail_from": "machbar@example.org",
    }

    empty = admin.get(address("post")).content.decode()
    saved = admin.post(address("post"), server)
    again = admin.post(address("post"), {**server, "mail_password": "", "mail_port": "25"})
    page = admin.get(address("post")).content.decode()

    assert (saved["Location"], again.status_code) == (address("recht"), 302)
    assert kept(tmp_path)["mail_password"] == "geheim-geheim"
    assert (kept(tmp_path)["mail_port"], kept(tmp_path)["mail_tls"]) == ("25", "yes")
    assert (tmp_path / "keys" / "server.json").stat().st_mode & 0o777 == 0o600
    assert "smtp.example.org" in page
    assert "geheim-geheim" not in page
    assert ["gilt das gespeicherte" in each for each in (empty, page)] == [False, True]


def test_another_server_does_not_get_the_old_password(town: Town, tmp_path: Path) -> None:
    keep(tmp_path, mail_host="alt.example.org", mail_password="geheim", mail_from="a@example.org")
    server = {"mail_host": "neu.example.org", "mail_port": "25", "mail_from": "a@example.org"}

    signed_in(town, Role.ADMIN, is_operator=True).post(address("post"), server)

    assert "mail_password" not in kept(tmp_path)


def test_a_letter_that_does_not_leave_is_said_and_nothing_is_kept(
    town: Town, tmp_path: Path
) -> None:
    nobody = {"mail_host": "127.0.0.1", "mail_port": "1", "mail_from": "a@b.de", "try": "1"}

    answer = signed_in(town, Role.ADMIN, is_operator=True).post(address("post"), nobody)

    assert answer.status_code == 422
    assert "Der Mailserver antwortet nicht." in answer.content.decode()
    assert not kept(tmp_path)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"mail_host": ".example.de"}, "nur den Namen"),
        ({"mail_host": f"{'x' * 64}.de"}, "nur den Namen"),
        ({"mail_user": "müller"}, "keine Umlaute"),
        ({"mail_password": "grün-grün-grün"}, "keine Umlaute"),
    ],
)
def test_what_no_mail_server_understands_is_refused_at_its_field(
    town: Town, tmp_path: Path, wrong: dict[str, str], sentence: str
) -> None:
    server = {"mail_host": "smtp.example.org", "mail_port": "587", "mail_from": "a@example.org"}

    answer = signed_in(town, Role.ADMIN, is_operator=True).post(
        address("post"), {**server, **wrong, "try": "1"}
    )

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not kept(tmp_path)


def test_who_does_not_look_after_the_server_does_not_enter_its_mail(town: Town) -> None:
    admin, here = signed_in(town, Role.ADMIN), {"host": "eins.example.org"}
    Town.objects.update(host=here["host"])
    make_town(host="zwei.example.org")

    page = admin.get(address("post"), headers=here)
    sending = admin.post(address("post"), {"mail_host": "x"}, headers=here)

    assert (page.status_code, sending.status_code) == (200, 403)
    assert "mail_host" not in page.content.decode()


def test_the_step_of_the_mail_is_listed_only_for_who_may_take_it(town: Town) -> None:
    admin, here = signed_in(town, Role.ADMIN), {"host": "eins.example.org"}
    alone = admin.get(reverse("wizard")).content.decode()
    first = admin.get(address("tuer")).content.decode()
    Town.objects.update(host=here["host"])
    make_town(host="zwei.example.org")

    listed = admin.get(reverse("wizard"), headers=here).content.decode()
    door = admin.get(address("tuer"), headers=here).content.decode()

    assert (address("post") in alone, address("post") in listed) == (True, False)
    assert ("Schritt 4 von 6" in first, "Schritt 4 von 5" in door) == (True, True)
    assert f'href="{address("recht")}">Später' in door


def test_strangers_find_a_door_until_the_town_opens(town: Town) -> None:
    admin, stranger = signed_in(town, Role.ADMIN), Client()

    closed = {
        name: stranger.get(reverse(name)).status_code
        for name in ("home", "ideas:wall", "feed", "sitemap", "kiosk", "ideas:hand_in")
    }
    door = stranger.get("/")
    allowed = [
        stranger.get(reverse(name)).status_code
        for name in ("imprint", "privacy", "accessibility", "robots", "account_login")
    ]

    assert set(closed.values()) == {503}
    assert "Hier wird noch gestrichen." in door.content.decode()
    assert allowed == [200] * 5
    assert "Disallow: /\n" in stranger.get(reverse("robots")).content.decode()
    assert [admin.get("/").status_code, stranger.post("/ideen/neu/", {}).status_code] == [200, 503]


def test_the_door_opens_only_when_all_is_said_and_only_once(town: Town) -> None:
    admin = signed_in(town, Role.ADMIN)
    before = admin.post(reverse("wizard_open"), follow=True).content.decode()
    sent(admin, "tuer", DOOR)
    sent(admin, "recht", LAW)

    opened = [admin.post(reverse("wizard_open"))["Location"] for _click in range(2)]

    assert "Bevor die Tür aufgeht, fehlt noch: Wo ist die Tür?" in before
    assert opened == ["/", "/"]
    assert Client().get("/").status_code == 200
    assert AuditEntry.objects.filter(event="town.opened").count() == 1


def test_a_statement_without_barriers_says_that_there_are_none(town: Town) -> None:
    admin = signed_in(town, Role.ADMIN)
    sent(admin, "tuer", DOOR)
    sent(admin, "recht", {**LAW, "barriers": ""})

    partly = admin.post(reverse("wizard_open"), follow=True).content.decode()
    sent(admin, "recht", {**LAW, "barriers": "", "conformity": "full"})
    fully = admin.post(reverse("wizard_open"))

    assert "Was genau ist noch nicht barrierefrei" in partly
    assert fully["Location"] == "/"


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Postfach 12", 422),
        ("Postfach 12 34, 38000 Lutterstadt", 422),
        ("38000 Lutterstadt, POSTFACH 1234", 422),
        ("Markt 1, Postfach 12, 38000 Lutterstadt", 302),
        ("Postfach 12 34, Am Markt 1a, 38000 Lutterstadt", 302),
        ("Postfachweg 3, 38000 Lutterstadt", 302),
        ("Schloss Lutter, 38000 Lutterstadt", 302),
    ],
)
def test_a_post_office_box_alone_is_no_address(town: Town, written: str, status: int) -> None:
    admin = signed_in(town, Role.ADMIN)

    answer = sent(admin, "recht", {**LAW, "postal_address": written})

    assert answer.status_code == status
    assert ("Ein Postfach genügt nicht. Bitte" in answer.content.decode()) == (status == 422)


def test_the_law_step_begins_with_what_probably_holds(town: Town) -> None:
    page = signed_in(town, Role.ADMIN).get(address("recht")).content.decode()

    assert 'value="Lutterstadt am Elm"' in page
    assert "lfd.niedersachsen.de" in page
    assert "§ 9d NBGG" in page
    assert not LegalNotice.objects.exists()


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


def test_only_admins_set_up() -> None:
    lotse = make_actor(Role.LOTSE)
    client = Client()
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)

    answers = [client.get(reverse("wizard")), client.get(address("stadt"))]

    assert [answer.status_code for answer in answers] == [403, 403]


def test_there_are_no_other_steps(town: Town) -> None:
    assert signed_in(town, Role.ADMIN).get(address("kram")).status_code == 404
