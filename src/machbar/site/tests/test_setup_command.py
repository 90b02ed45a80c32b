"""`machbar setup`: an empty installation becomes a town in which everything works."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from benchmarks.load.serving import SETUP as LOAD_TOWN
from machbar.foundation.people.models import Person, Role
from machbar.foundation.towns.kept import kept
from machbar.foundation.towns.models import Town
from machbar.modules.funding.models import Programme
from machbar.modules.funding.services import suggest
from machbar.modules.ideas.forms import new_form_key
from machbar.modules.ideas.models import Idea
from machbar.modules.premises.models import House
from machbar.modules.projects.models import Project
from machbar.site.cli import main
from machbar.site.tests.new_town import ADMIN, LAW, TOWN, Said, address_in
from machbar.site.wizard.services import town_districts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_data")]


def test_a_new_town_has_its_details_its_words_its_catalogue_and_its_admin(capsys: Said) -> None:
    details = ["--number-prefix", "LU", "--ags", "03154013", "--population", "15700"]
    details += ["--address", "Markt 3", "--opening-hours", "Di 10 bis 12 Uhr"]
    details += ["--contact-email", "haus@team.invalid", "--contact-phone", "05353 000"]

    status = main(["setup", *TOWN, *details])

    said = capsys.readouterr().out
    town = Town.objects.get()
    assert status == 0
    assert (town.key, town.name, town.number_prefix) == ("lutterstadt", "Lutterstadt am Elm", "LU")
    assert (town.ags, town.population, town.address) == ("03154013", 15700, "Markt 3")
    assert (town.opening_hours, town.contact_email) == ("Di 10 bis 12 Uhr", "haus@team.invalid")
    assert town.contact_phone == "05353 000"
    assert not town.is_demo
    assert town.terms.exists()
    assert town.reason_templates.exists()
    assert f"Katalog: {town.programmes.count()} Förderprogramme, nachgelesen zwischen " in said
    assert town.programmes.count() > 50
    assert list(Person.objects.values_list("email", "roles__role")) == [(ADMIN, Role.ADMIN)]


def test_the_catalogue_may_be_left_out_and_comes_in_later(capsys: Said) -> None:
    main(["setup", *TOWN, "--without-catalogue"])
    before = Programme.objects.count()
    said = capsys.readouterr().out

    main(["setup", "--short-name", "Lutterstadt"])

    assert before == 0
    assert "Katalog" not in said
    assert Programme.objects.count() > 50


def test_again_changes_only_what_is_given_then(capsys: Said) -> None:
    main(["setup", *TOWN, "--address", "Markt 3", "--opening-hours", "nie"])
    Programme.objects.exclude(pk=Programme.objects.earliest("pk").pk).delete()
    capsys.readouterr()

    status = main(["setup", "--short-name", "Lutterstadt", "--opening-hours", "Di 10 Uhr"])

    town = Town.objects.get()
    assert status == 0
    assert capsys.readouterr().out.startswith("Lutterstadt am Elm ist auf dem angegebenen Stand.")
    assert (town.address, town.opening_hours) == ("Markt 3", "Di 10 Uhr")
    assert Programme.objects.count() == 1
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("short_name", "prefix"),
    [("Lutterstadt", "L"), ("Örbke", "Ö"), ("1. Dorf", "M"), ("Étang", "M")],
)
def test_numbers_begin_with_a_letter_that_fits(short_name: str, prefix: str) -> None:
    main(["setup", *TOWN, "--short-name", short_name, "--without-catalogue"])

    assert Town.objects.get().number_prefix == prefix


@pytest.mark.parametrize(
    ("flag", "value"),
    [
        ("--name", "x" * 101),
        ("--name", "zwei\nZeilen"),
        ("--short-name", "??"),
        ("--state", "Niedersachen"),
        ("--number-prefix", "k"),
        ("--number-prefix", "ABCD"),
        ("--ags", "3154013"),
        ("--ags", "99999999"),
        ("--ags", "00154013"),
        ("--ags", "03100013"),
        ("--ags", "09162000"),
        ("--contact-phone", "ruf an"),
        ("--population", "viele"),
        ("--population", "-3"),
        ("--population", "99999999999999999999"),
        ("--address", "x" * 201),
        ("--opening-hours", "x\x07"),
        ("--contact-email", "haus"),
        ("--contact-phone", "0" * 41),
        ("--accent", "red"),
        ("--answer-days", "0"),
        ("--host", "https://machbar.example.de"),
        ("--admin-email", "admin"),
        ("--admin-name", "x" * 121),
    ],
)
def test_a_wrong_answer_is_named_by_its_flag_and_nothing_is_made(
    flag: str, value: str, capsys: Said
) -> None:
    status = main(["setup", *TOWN, flag, value])

    said = capsys.readouterr()
    assert (status, said.out) == (2, "")
    assert said.err.startswith(f"{flag}: ")
    assert said.err.count("\n") == 1
    assert not Town.objects.exists()


@pytest.mark.parametrize("ags", ["03154013", "03 1 54 013", " 03154 013"])
def test_a_municipality_key_may_have_blanks(ags: str) -> None:
    status = main(["setup", *TOWN, "--ags", ags, "--without-catalogue"])

    town = Town.objects.get()
    assert (status, town.ags, town.regional_office) == (0, "03154013", "braunschweig")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (["--ags", "09162000"], "--ags: die ersten beiden Ziffern von 09162000 stehen für Bayern"),
        (["--state", "Bayern"], "--state: die ersten beiden Ziffern von 03154013 stehen für"),
    ],
)
def test_state_and_municipality_key_fit_each_other_later_as_well(
    changed: list[str], said: str, capsys: Said
) -> None:
    main(["setup", *TOWN, "--ags", "03154013", "--without-catalogue"])
    capsys.readouterr()

    status = main(["setup", "--short-name", "Lutterstadt", "--without-catalogue", *changed])

    town = Town.objects.get()
    assert (status, town.ags, town.state) == (2, "03154013", "Niedersachsen")
    assert capsys.readouterr().err.startswith(said)


def test_what_is_missing_is_named_where_nobody_can_be_asked(capsys: Said) -> None:
    status = main(["setup", "--short-name", "Lutterstadt", "--state", "Niedersachsen"])

    said = capsys.readouterr()
    assert (status, said.out) == (2, "")
    assert said.err == "Bitte geben Sie --name, --admin-email, --admin-name an.\n"
    assert not Town.objects.exists()


def test_on_a_terminal_what_is_missing_is_asked_until_it_is_right(
    monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    typed = ["", "Lutterstadt", "Lutterstadt am Elm", "Niedersachen", "Sachsen", ADMIN, "Erste"]
    places = [
        "",
        "123",
        "03154013",
        "14522000",
        "",
        "Ochsendorf, Rieseberg",
        "Markt 3",
        "",
        "",
        "",
        "",
        "#ffc845",
    ]
    law = ["", "", "Postfach 3", "Markt 1", "", "", "", "gestern", "2999-01-01", "2026-11-01"]
    answers = iter([*typed, "h", *places, *law, "", "mail:25", ""])
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", answer)

    assert main(["setup", "--without-catalogue"]) == 0

    town = Town.objects.get()
    assert (town.name, town.state, town.ags) == ("Lutterstadt am Elm", "Sachsen", "14522000")
    assert (town.number_prefix, town.address, town.population) == ("L", "Markt 3", None)
    assert (town.accent, town.regional_office) == ("#6d551d", "")
    assert town_districts(town) == ["Ochsendorf", "Rieseberg"]
    assert next(answers, None) is None
    assert asked[0] == asked[1]
    assert "Musterstadt" in asked[0]
    assert asked[-1] == asked[-2]
    said = capsys.readouterr().err
    assert "„Niedersachen“ ist keines der sechzehn Länder" in said
    assert "bitte schreiben Sie die acht Ziffern" in said
    assert "Bitte schreiben Sie nur den Namen des Servers." in said
    assert "Ein Postfach genügt nicht." in said
    assert "Bitte ein gültiges Datum eingeben.\nDieser Tag kommt erst noch." in said
    assert str(town.legal_notice.checked_on) == "2026-11-01"
    assert "von 03154013 stehen für Niedersachsen, als Land ist aber Sachsen angegeben" in said


def test_who_stops_at_a_question_reads_that_nothing_was_written(
    monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    def stop(_question: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", stop)

    status = main(["setup", "--short-name", "Lutterstadt"])

    assert status == 2
    assert capsys.readouterr().err.endswith("Abgebrochen. Nichts ist gespeichert.\n")
    assert not Town.objects.exists()


def test_the_town_of_the_load_test_opens() -> None:
    """`python -m benchmarks.load` runs in no other test, and needs a town that everybody sees."""
    assert main([*LOAD_TOWN, "--without-catalogue"]) == 0
    assert Town.objects.get().is_public


def test_another_state_brings_its_authorities_along(capsys: Said) -> None:
    main(["setup", *TOWN, *LAW, "--without-catalogue"])
    capsys.readouterr()

    main(["setup", "--short-name", "Lutterstadt", "--state", "Hessen"])

    town = Town.objects.get()
    said = capsys.readouterr().out
    assert (town.state, town.legal_notice.enforcement) == ("Hessen", "")
    assert "datenschutz.hessen.de" in town.legal_notice.authority
    assert "Mit dem Land ändern sich die Stellen" in said
    assert "Welche Schlichtungsstelle hilft" in said


def test_on_a_terminal_the_rest_may_wait_for_the_browser(
    monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    answers = iter(["Lutterstadt", "Lutterstadt am Elm", "Sachsen", ADMIN, "Erste", ""])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))

    status = main(["setup", "--without-catalogue"])

    said = capsys.readouterr().out
    assert (status, next(answers, None)) == (0, None)
    assert "Bisher sieht sie nur das Team." in said
    assert "  – Wo ist die Tür?" in said
    assert "Im Browser unter /werkstatt/einstellungen/einrichtung/" in said


def test_everything_may_be_said_at_once_and_the_town_opens(
    capsys: Said, tmp_path: Path, settings: Settings
) -> None:
    streets = tmp_path / "streets"
    streets.write_text("Marktstraße 1 bis 5 ungerade\n", encoding="utf-8")
    mail = ["--mail-host", "smtp.example.org", "--mail-from", "machbar@example.org"]
    more = ["--districts", "Ochsendorf", "--streets", str(streets), "--ags", "03154013"]

    status = main(["setup", *TOWN, *LAW, *mail, *more, "--public-url", "https://machbar.example.org",
                   "--open", "--without-catalogue"])  # fmt: skip

    town = Town.objects.get()
    notice = town.legal_notice
    assert (status, town.is_public, town.regional_office) == (0, True, "braunschweig")
    assert (notice.body, notice.privacy_contact) == (
        "Stadt Lutterstadt",
        "datenschutz@stadt.invalid",
    )
    assert "§ 9d NBGG" in notice.enforcement
    assert House.objects.count() == 3
    assert dict(kept(settings.DATA)) == {
        "mail_host": "smtp.example.org",
        "mail_port": "587",
        "mail_tls": "yes",
        "mail_from": "machbar@example.org",
        "public_url": "https://machbar.example.org",
    }
    assert Person.objects.get().is_operator
    said = capsys.readouterr().out
    assert "Bisher sieht sie nur das Team" not in said
    assert re.search(r"^https://machbar\.example\.org/anmelden/einmal/\S+$", said, re.MULTILINE)


def test_an_address_in_the_environment_wins_over_the_one_that_is_given(
    capsys: Said, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setenv("MACHBAR_PUBLIC_URL", "https://umgebung.example.org")
    settings.PUBLIC_URL = "https://umgebung.example.org"  # as the settings read it at the start

    main(["setup", *TOWN, "--public-url", "https://machbar.example.org", "--without-catalogue"])

    said = capsys.readouterr().out
    assert "https://umgebung.example.org/anmelden/einmal/" in said
    assert "https://machbar.example.org/anmelden" not in said


@pytest.mark.parametrize(
    ("extra", "flag"),
    [
        (["--open"], "--open: Bevor die Tür aufgeht, fehlt noch: Wo ist die Tür?"),
        (["--logo", "/nirgends"], "--logo: "),
        (["--streets", "/nirgends"], "--streets: "),
        (
            ["--mail-host", "smtp.example.org"],
            "--mail-from: bitte nennen Sie dazu den Absender aller Mails",
        ),
        (["--mail-from", "m@example.org"], "--mail-host: bitte nennen Sie dazu den Mailserver"),
        (["--mail-host", "x", "--mail-from", "a@b.de", "--mail-port", "viele"], "--mail-port: "),
        (["--mail-tls", "vielleicht"], "--mail-tls: "),
        (["--public-url", "machbar.example.org"], "--public-url: "),
        (["--body", "x" * 201], "--body: "),
    ],
)
def test_what_is_wrong_beside_the_town_makes_nothing_either(
    extra: list[str], flag: str, capsys: Said, settings: Settings
) -> None:
    status = main(["setup", *TOWN, *extra, "--without-catalogue"])

    said = capsys.readouterr()
    assert (status, said.out) == (2, "")
    assert said.err.startswith(flag)
    assert not Town.objects.exists()
    assert not kept(settings.DATA)


def test_each_of_two_towns_needs_a_host_of_its_own(capsys: Said, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    main(["setup", *TOWN, "--without-catalogue"])
    other = ["setup", *TOWN, "--name", "Andere", "--short-name", "Andere", "--without-catalogue"]
    capsys.readouterr()

    without = main(other)
    refused = capsys.readouterr().err
    main(["town", "host", "lutterstadt", "lutter.example.org"])
    capsys.readouterr()
    done = main([*other, "--host", "andere.example.org"])
    said = capsys.readouterr().out
    twice = main([*other, "--short-name", "Dritte", "--host", "andere.example.org"])

    assert (without, done, twice) == (2, 0, 2)
    assert refused.startswith("--host: auf diesem Server gibt es schon eine andere Stadt.")
    assert "Bitte nehmen Sie andere.example.org in MACHBAR_HOSTS auf." in said
    assert capsys.readouterr().err == "--host: Andere hat diesen Hostnamen.\n"


@pytest.mark.parametrize(
    ("public", "name"),
    [("http://localhost:8000", "NAME"), ("https://machbar.example.org", "machbar.example.org")],
)
def test_a_second_town_does_not_take_a_town_without_a_host_name_off_the_net(
    public: str, name: str, capsys: Said, settings: Settings
) -> None:
    main(["setup", *TOWN, "--without-catalogue"])
    other = ["--name", "Andere", "--short-name", "Andere", "--host", "andere.example.org"]
    settings.PUBLIC_URL = public
    capsys.readouterr()

    added = [
        main([*command, *TOWN, *other, "--without-catalogue"])
        for command in (["setup"], ["town", "add"])
    ]

    refused = capsys.readouterr().err
    assert added == [2, 2]
    assert refused.count(f"Zuerst: machbar town host lutterstadt {name}\n") == 2
    assert Town.objects.count() == 1


def test_from_an_empty_installation_to_a_mediated_project(capsys: Said) -> None:
    main(["setup", *TOWN, *LAW, "--ags", "03154013", "--population", "15700", "--open"])
    link = address_in(capsys.readouterr().out)
    guest, admin = Client(), Client()

    handed_in = guest.post(
        reverse("ideas:hand_in"),
        {"form_key": new_form_key(), "text": "Eine offene Fahrradwerkstatt für alle"},
    )
    admin.post(link)
    talk = Idea.objects.get().public_id
    admin.post(reverse("ideas:become_project", args=[talk]), {"title": "Offene Fahrradwerkstatt"})
    project = Project.objects.get()
    suggest(project.town, [project])
    page = admin.get(reverse("projects:mediation", args=[project.public_id]))

    assert handed_in.status_code == 302
    assert page.status_code == 200
    assert any(programme.name in page.content.decode() for programme in Programme.objects.all())
    for name in ("day_page", "ideas:talks", "projects:work_list", "funding:overview", "about"):
        assert admin.get(reverse(name)).status_code == 200
    assert guest.get(reverse("funding:index")).status_code == 200
