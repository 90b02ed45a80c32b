"""The pages of a mediation: the list, one of them with its buttons, the terms and the draft, for the team."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_town
from machbar.modules.premises.core.codes import MediationStage
from machbar.modules.premises.models import Mediation, Owner
from machbar.modules.premises.tests.builders.mediation import (
    house_of,
    make_contact,
    make_demand,
    make_mediation,
    make_owner,
    make_running,
    make_unit,
)
from machbar.modules.premises.tests.builders.mediation_pages import LIST, page_of, send, signed_in
from machbar.modules.projects.services import create_project

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_for_one_and_for_twenty(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    town = make_town()
    for _number in range(count):
        make_mediation(town)
    signed_in(client, town)

    with django_assert_num_queries(11):
        answer = client.get(LIST)

    assert answer.content.decode().count("Fahrradwerkstatt sucht Raum") == count


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_costs_the_same_with_one_and_with_twenty_others(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    town = make_town()
    unit = make_unit(town, owner=make_owner(town))
    mediation = make_mediation(town, unit=unit)
    for _number in range(count):
        make_mediation(town, unit=unit)
    signed_in(client, town)

    with django_assert_num_queries(12):
        page_of(client, mediation)


def test_the_guide_reads_both_contacts_and_moderation_the_seekers_alone(client: Client) -> None:
    town = make_town()
    mediation = make_mediation(town)

    of_the_guide = page_of(signed_in(client, town), mediation)
    of_moderation = page_of(signed_in(client, town, Role.MODERATION), mediation)

    assert "Eigentümer O1" in of_the_guide
    assert "eigentuemer@example.invalid" in of_the_guide
    assert "Eigentümer O1" not in of_moderation
    assert "eigentuemer@example.invalid" not in of_moderation
    assert "werkstatt@example.invalid" in of_moderation


@pytest.mark.parametrize("role", [Role.ADMINISTRATION, Role.EDITOR, Role.TREASURER])
def test_the_rest_of_the_team_is_refused(client: Client, role: Role) -> None:
    town = make_town()
    mediation = make_mediation(town)
    signed_in(client, town, role)

    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{mediation.public_id}/").status_code == 403


def test_a_mediation_of_another_town_is_not_there(client: Client) -> None:
    town = make_town(host="testserver")
    other = make_town(host="andere.example.org")
    mediation = make_mediation(other)
    signed_in(client, town)

    assert client.get(f"{LIST}{mediation.public_id}/").status_code == 404


def test_the_whole_path_by_buttons(client: Client) -> None:
    town = make_town()
    mediation = make_mediation(town)
    signed_in(client, town)
    day = (timezone.localdate() + timedelta(days=2)).isoformat()
    today = timezone.localdate().isoformat()

    for deed, words in (
        ("eigentuemer-fragen", {}),
        ("eigentuemer-ja", {"how": "phone", "said": "bitte Kaution", "wants_deposit": "on"}),
        ("gesuch-ja", {"how": "said"}),
        ("besichtigung", {"day": day, "hour": "10:00", "place": "vor dem Laden"}),
    ):
        assert send(client, mediation, deed, **words)[0] == 200, deed
    terms = client.post(
        f"{LIST}{mediation.public_id}/vereinbarung/",
        {
            "purpose": "Fahrradwerkstatt",
            "starts_on": today,
            "ends_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
            "rent_cents": "200",
            "notice_weeks": "4",
            "seen_version": str(Mediation.objects.get().version),
        },
    )
    assert terms.status_code == 302, terms.content.decode()
    for deed, words in (
        ("unterschrieben", {"signed_on": today}),
        ("beginn", {}),
        ("verlaengern", {"ends_on": (timezone.localdate() + timedelta(days=90)).isoformat()}),
        ("ende", {"reason": "zieht um"}),
        ("gelernt", {"text": "Früher nach der Rampe fragen."}),
    ):
        assert send(client, mediation, deed, **words)[0] == 200, deed

    mediation.refresh_from_db()
    assert (mediation.stage, mediation.reason, mediation.learned) == (
        MediationStage.ENDED,
        "zieht um",
        "Früher nach der Rampe fragen.",
    )
    assert "said on the phone" not in page_of(client, mediation)
    assert "am Telefon gesagt: bitte Kaution" in page_of(client, mediation)


@pytest.mark.parametrize(
    ("deed", "words", "sentence", "kept"),
    [
        ("eigentuemer-ja", {"said": "bitte Kaution"}, "Bitte sagen Sie, wie", "bitte Kaution"),
        ("gesuch-ja", {"said": "gern"}, "Bitte sagen Sie, wie", "gern"),
        ("absage", {"side": "owner"}, "Bitte sagen Sie, warum.", ""),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    client: Client, deed: str, words: dict[str, str], sentence: str, kept: str
) -> None:
    town = make_town()
    mediation = make_mediation(town)
    signed_in(client, town)

    status, page = send(client, mediation, deed, **words)

    assert status == 422
    assert sentence in page
    assert kept in page


def test_a_visit_before_the_suggestion_is_refused_beside_its_field(client: Client) -> None:
    town = make_town()
    mediation = make_contact(town)
    signed_in(client, town)
    before = (timezone.localdate(mediation.created_at) - timedelta(days=1)).isoformat()

    status, page = send(client, mediation, "besichtigung", day=before, hour="10:00")

    assert status == 422
    assert "An diesem Tag waren die beiden noch nicht zusammengebracht." in page


def test_a_step_that_no_longer_fits_is_said(client: Client) -> None:
    town = make_town()
    mediation = make_mediation(town)
    signed_in(client, town)

    for deed in ("beginn", "verlaengern"):
        status, page = send(client, mediation, deed, ends_on="2027-01-01")
        assert status in {200, 422}
        assert "Da war schon jemand schneller" in page


def test_only_where_there_is_a_project_the_day_can_be_let_out(client: Client) -> None:
    town = make_town()
    project = create_project(by=house_of(town), at=timezone.now(), title="Offene Fahrradwerkstatt")
    signed_in(client, town)

    assert "is_public" not in page_of(client, make_contact(town))
    assert "is_public" in page_of(
        client, make_contact(town, demand=make_demand(town, project=project))
    )


def test_looking_changes_nothing_and_an_unknown_deed_is_not_there(client: Client) -> None:
    town = make_town()
    mediation = make_mediation(town)
    signed_in(client, town)

    assert client.get(f"{LIST}{mediation.public_id}/absage/").status_code == 405
    assert send(client, mediation, "verschenken")[0] == 404


def test_what_is_over_stands_below_with_reason_and_learning(client: Client) -> None:
    town = make_town()
    mediation = make_mediation(town)
    signed_in(client, town)
    send(client, mediation, "absage", side="owner", reason="ist verkauft")
    send(client, mediation, "gelernt", text="Früher anrufen.")

    page = client.get(LIST).content.decode()

    assert "ist verkauft" in page
    assert "Früher anrufen." in page


def test_a_use_that_ends_early_without_a_reason_names_the_field(client: Client) -> None:
    town = make_town()
    running = make_running(town)
    signed_in(client, town)

    page = client.get(f"{LIST}{running.public_id}/").content.decode()
    status, refused = send(client, running, "ende", reason="")

    assert "Läuft, gerade ist nichts zu tun" in page
    assert status == 422
    assert ">Warum endet es?</a> Bitte sagen Sie, warum.</li>" in refused


def test_a_running_use_stands_in_the_list_with_its_end(client: Client) -> None:
    town = make_town()
    make_running(town)
    signed_in(client, town)

    assert "bis 31. Dezember" in client.get(LIST).content.decode()


@pytest.mark.parametrize("deed", ["eigentuemer-fragen", "eigentuemer-ja"])
def test_who_asks_an_owner_that_nobody_has_told_hears_of_the_duty(
    client: Client, deed: str
) -> None:
    town = make_town()
    mediation = make_mediation(town)
    signed_in(client, town)
    sentence = "Der Eigentümer weiß noch nicht, was wir speichern (Art. 14 DSGVO)."

    _status, untold = send(client, mediation, deed, how="said")
    other = make_mediation(town)
    Owner.objects.update(informed_at=timezone.now(), informed_by="phone")
    _status, told = send(client, other, deed, how="said")

    assert (sentence in untold, sentence in told) == (True, False)
