"""`machbar team`, and the link that the commands print: it signs in once, and the team grows and shrinks."""

import pytest
from django.test import Client
from django.urls import reverse

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Person
from machbar.foundation.post.models import Letter
from machbar.site.cli import main
from machbar.site.tests.new_town import ADMIN, TOWN, Said, address_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_data")]


def test_the_printed_link_signs_in_once(client: Client, capsys: Said) -> None:
    main(["setup", *TOWN, "--without-catalogue"])
    link = address_in(capsys.readouterr().out)

    looked = [client.get(link).status_code for _look in range(2)]
    entered = client.post(link)
    again = Client().post(link)

    assert looked == [200, 200]
    assert (entered.status_code, entered["Location"]) == (302, reverse("wizard"))
    assert client.get("/werkstatt/heute/").status_code == 200
    assert again.status_code == 404
    assert "Dieser Link ist schon benutzt" in again.content.decode()
    assert AuditEntry.objects.filter(event="person.signed_in_once").count() == 1


def test_a_new_link_ends_the_older_one(client: Client, capsys: Said) -> None:
    main(["setup", *TOWN, "--without-catalogue"])
    older = address_in(capsys.readouterr().out)

    main(["team", ADMIN])

    assert client.get(older).status_code == 404
    assert client.post(address_in(capsys.readouterr().out)).status_code == 302


def test_a_person_who_lost_every_role_has_no_use_for_the_link(client: Client, capsys: Said) -> None:
    main(["setup", *TOWN, "--without-catalogue"])
    link = address_in(capsys.readouterr().out)

    main(["team", "zweite@team.invalid", "--name", "Zweite", "--role", "admin"])
    main(["team", ADMIN, "--remove"])

    assert client.post(link).status_code == 404


def test_the_last_admin_stays(capsys: Said) -> None:
    main(["setup", *TOWN, "--without-catalogue"])
    capsys.readouterr()

    statuses = [main(["team", ADMIN, "--remove", *role]) for role in ([], ["--role", "admin"])]

    said = capsys.readouterr()
    assert (statuses, said.out) == ([2, 2], "")
    assert said.err.startswith("--remove: Die Stadt braucht einen Admin.")
    assert Person.objects.get(email=ADMIN).roles.filter(role="admin").exists()


def test_a_role_may_be_named_as_the_pages_name_it(capsys: Said) -> None:
    main(["setup", *TOWN, "--without-catalogue"])

    assert main(["team", "k@team.invalid", "--name", "Kasse", "--role", "Kasse"]) == 0
    assert Person.objects.get(email="k@team.invalid").roles.get().role == "treasurer"


def test_nobody_loses_a_second_step_who_is_not_there(capsys: Said) -> None:
    main(["setup", *TOWN, "--without-catalogue"])
    capsys.readouterr()

    assert main(["team", "niemand@team.invalid", "--reset-second-step"]) == 2
    assert capsys.readouterr().err == "MAIL: diese Adresse hat hier niemand.\n"


def test_the_admin_signs_in_with_a_code_by_mail_as_well(client: Client) -> None:
    main(["setup", *TOWN, "--without-catalogue"])

    client.post(reverse("account_login"), {"email": ADMIN})

    assert Letter.objects.get().recipient == ADMIN


def test_the_team_grows_and_shrinks_on_the_command_line(capsys: Said) -> None:
    main(["setup", *TOWN, "--without-catalogue"])
    mail = "kasse@team.invalid"
    capsys.readouterr()

    given = main(["team", mail, "--name", "Zweite", "--role", "treasurer"])
    second = main(["team", mail, "--role", "lotse"])
    said = capsys.readouterr().out
    taken = main(["team", mail, "--role", "treasurer", "--remove"])

    assert (given, second, taken) == (0, 0, 0)
    assert "Zweite, Lutterstadt am Elm: Projektlotsin oder -lotse, Kasse" in said
    person = Person.objects.get(email=mail)
    assert list(person.roles.values_list("role", flat=True)) == ["lotse"]
    events = AuditEntry.objects.order_by("sequence").values_list("event", flat=True)
    assert list(events) == ["role.given"] * 3 + ["role.taken"]


@pytest.mark.parametrize(
    ("arguments", "flag"),
    [
        (["x"], "MAIL"),
        (["neu@team.invalid"], "--role"),
        (["neu@team.invalid", "--role", "lotse"], "--name"),
        (["neu@team.invalid", "--role", "boss", "--name", "Neu"], "--role"),
        (["neu@team.invalid", "--role", "lotse", "--name", "x" * 121], "--name"),
        (["neu@team.invalid", "--remove"], "MAIL"),
    ],
)
def test_a_wrong_wish_for_the_team_is_one_sentence(
    arguments: list[str], flag: str, capsys: Said
) -> None:
    main(["setup", *TOWN, "--without-catalogue"])
    capsys.readouterr()

    status = main(["team", *arguments])

    said = capsys.readouterr()
    assert (status, said.out) == (2, "")
    assert said.err.startswith(f"{flag}: ")
    assert said.err.count("\n") == 1
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--new-mail", ADMIN], "--new-mail: Mit dieser Adresse ist die Anmeldung schon."),
        (["--remove", "--new-mail", "neu@team.invalid"], "--remove: bitte allein angeben"),
        (["--remove", "--reset-second-step"], "--remove: bitte allein angeben"),
        (
            ["--name", "Anders", "--role", "editor", "--new-mail", "zweite@team.invalid"],
            "--new-mail: Mit dieser Adresse meldet sich schon jemand an.",
        ),
    ],
)
def test_what_is_wrong_in_part_changes_nothing(options: list[str], said: str, capsys: Said) -> None:
    main(["setup", *TOWN, "--without-catalogue"])
    main(["team", "zweite@team.invalid", "--name", "Zweite", "--role", "lotse"])
    before = AuditEntry.objects.count()
    capsys.readouterr()

    status = main(["team", ADMIN, *options])

    person = Person.objects.get(email=ADMIN)
    assert (status, person.name) == (2, "Erste im Team")
    assert capsys.readouterr().err.startswith(said)
    assert AuditEntry.objects.count() == before


def test_a_new_address_a_name_and_a_role_come_together_to_the_same_person(capsys: Said) -> None:
    main(["setup", *TOWN, "--without-catalogue"])
    capsys.readouterr()
    new = "neu@team.invalid"

    main(["team", ADMIN, "--new-mail", new, "--role", "editor", "--name", "Erste am Markt"])

    person = Person.objects.get()
    assert (person.email, person.name) == (new, "Erste am Markt")
    assert set(person.roles.values_list("role", flat=True)) == {"admin", "editor"}
    assert "Von diesem Server geht noch keine E-Mail hinaus." in capsys.readouterr().out


def test_a_person_without_a_role_here_keeps_the_address(capsys: Said) -> None:
    main(["setup", *TOWN, "--without-catalogue"])
    Person.objects.create_person(email="fort@team.invalid", name="Fort")

    assert main(["team", "fort@team.invalid", "--new-mail", "neu@team.invalid"]) == 2
    assert Person.objects.filter(email="fort@team.invalid").exists()


def test_the_operator_moves_somebody_to_the_right_address(client: Client, capsys: Said) -> None:
    main(["setup", *TOWN, "--without-catalogue"])
    main(["team", "zweite@team.invalid", "--name", "Zweite", "--role", "lotse"])
    capsys.readouterr()

    statuses = [
        main(["team", ADMIN, "--new-mail", address])
        for address in ("kein klammeraffe", "zweite@team.invalid", "Richtig@Team.invalid")
    ]

    said = capsys.readouterr()
    assert statuses == [2, 2, 0]
    assert "--new-mail: Mit dieser Adresse meldet sich schon jemand an." in said.err
    assert "Von jetzt an meldet sich richtig@team.invalid an." in said.out
    assert Person.objects.filter(email="richtig@team.invalid", roles__role="admin").exists()
    assert client.post(address_in(said.out)).status_code == 302
    assert main(["team", ADMIN, "--new-mail", "x@team.invalid"]) == 2
    assert capsys.readouterr().err.endswith("MAIL: diese Adresse hat hier niemand.\n")
