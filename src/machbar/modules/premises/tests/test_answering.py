"""The pages behind the links: the owner and who looks for a room answer without an account."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from machbar.foundation.testing import make_town
from machbar.modules.premises.core.codes import MediationStage
from machbar.modules.premises.models import Consent, Demand, Mediation
from machbar.modules.premises.services.agreements import draft_agreement, sign_agreement, start_use
from machbar.modules.premises.services.mediating import agree, decline, fix_visit, link_to
from machbar.modules.premises.tests.builders.mediation import (
    MORNING,
    house_of,
    make_contact,
    make_mediation,
    make_terms,
)

pytestmark = pytest.mark.django_db
OWNER, SEEKER = Mediation.Side.OWNER, Mediation.Side.SEEKER
PATHS = {OWNER: "/raum/anfrage/", SEEKER: "/raum/vorschlag/"}


def address(mediation: Mediation, side: str) -> str:
    token = link_to(mediation, side, at=timezone.now())
    return f"{PATHS[Mediation.Side(side)]}{token}/"


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_owner_reads_who_asks_in_public_words(client: Client) -> None:
    mediation = make_mediation(make_town())
    Demand.objects.update(toilet=Demand.Weight.MUST)

    page = text_of(client, address(mediation, OWNER))

    assert "Wir reparieren Räder, der Keller ist zu klein." in page
    for words in (
        "Laden, Westernstraße 12",
        "60 bis 120 m²",
        "höchstens 250",
        "Gibt es ein WC?",
    ):
        assert words in page, words
    assert "Sprecherin der Werkstatt" not in page
    assert "werkstatt@example.invalid" not in page
    mediation.refresh_from_db()
    assert mediation.version == 1


def test_the_owner_says_yes_until_a_day_with_a_deposit(client: Client) -> None:
    mediation = make_mediation(make_town())
    path = address(mediation, OWNER)
    day = timezone.localdate() + timedelta(days=30)

    answer = client.post(
        path,
        {
            "answer": "until",
            "until": day.isoformat(),
            "wants_deposit": "on",
            "said": "bitte Kaution",
        },
        follow=True,
    )

    mediation.refresh_from_db()
    assert (mediation.owner_until, mediation.owner_wants_deposit, mediation.owner_said) == (
        day,
        True,
        "bitte Kaution",
    )
    assert "Ihre Antwort: ja" in answer.content.decode()
    assert mediation.steps.get(what="owner_agrees").by is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"said": "mal sehen"}, "Bitte wählen Sie eine der Antworten."),
        ({"answer": "until", "said": "mal sehen"}, "Bitte sagen Sie, bis wann."),
        (
            {"answer": "until", "until": "2020-01-01", "said": "mal sehen"},
            "Dieser Tag ist vorbei.",
        ),
        ({"answer": "until", "until": "bald", "said": "mal sehen"}, "Bitte schreiben Sie den Tag"),
    ],
)
def test_an_unclear_answer_is_asked_for_again(
    client: Client, words: dict[str, str], sentence: str
) -> None:
    mediation = make_mediation(make_town())

    answer = client.post(address(mediation, OWNER), words)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "mal sehen" in answer.content.decode()


def test_a_plain_yes_has_no_end(client: Client) -> None:
    mediation = make_mediation(make_town())

    client.post(address(mediation, OWNER), {"answer": "yes", "until": "2020-01-01"})

    mediation.refresh_from_db()
    assert (mediation.owner_agreed_at is not None, mediation.owner_until) == (True, None)


@pytest.mark.parametrize("side", [OWNER, SEEKER])
def test_a_no_needs_no_reason_and_ends_the_link(client: Client, side: str) -> None:
    mediation = make_mediation(make_town())
    path = address(mediation, side)

    answer = client.post(path, {"answer": "no"})

    mediation.refresh_from_db()
    assert (answer.status_code, mediation.stage, mediation.declined_by) == (302, "declined", side)
    assert mediation.reason == "hat ohne Grund nein gesagt"
    assert client.get(path).status_code == 404


def test_who_looks_for_a_room_sees_only_what_its_owner_has_let_out(client: Client) -> None:
    mediation = make_mediation(make_town())
    path = address(mediation, SEEKER)
    assert "Westernstraße" not in text_of(client, path)

    for field in ("street", "area"):
        Consent.objects.create(
            unit=mediation.unit, field=field, given_at=MORNING, given_by="said", text_version="1"
        )
    page = text_of(client, path)

    assert "Westernstraße" in page
    assert "74" in page
    assert "Westernstraße 12" not in page
    assert "Eigentümer O1" not in page
    assert "200" not in page
    assert "Wo er genau ist" in page

    for field in ("house_number", "rent"):
        Consent.objects.create(
            unit=mediation.unit, field=field, given_at=MORNING, given_by="said", text_version="1"
        )
    page = text_of(client, path)

    assert "Laden, Westernstraße 12" in page
    assert "200\u00a0€ im Monat" in page
    assert f"/raeume/{mediation.unit.public_id}/" in page
    assert "Wo er genau ist" not in page
    assert "Wem er gehört, steht hier" in page


def test_contacts_are_shown_to_the_other_side_only_after_both_agreed(client: Client) -> None:
    town = make_town()
    mediation = make_mediation(town)
    owner, seeker = address(mediation, OWNER), address(mediation, SEEKER)
    agree(mediation=mediation, side=OWNER, by=house_of(town), at=MORNING)
    assert "Eigentümer O1" not in text_of(client, seeker)
    assert "werkstatt@example.invalid" not in text_of(client, owner)

    client.post(seeker, {"answer": "yes", "said": "gern"})

    assert "Eigentümer O1" in text_of(client, seeker)
    assert "Westernstraße 12" in text_of(client, seeker)
    assert "werkstatt@example.invalid" in text_of(client, owner)


def test_a_fixed_visit_stands_on_both_pages(client: Client) -> None:
    town = make_town()
    mediation = make_contact(town)
    moment = timezone.now() + timedelta(days=2)
    fix_visit(
        mediation=mediation,
        by=house_of(town),
        at=timezone.now(),
        visit_at=moment,
        place="vor dem Laden",
    )

    for side in (OWNER, SEEKER):
        assert "vor dem Laden" in text_of(client, address(mediation, side))


def test_a_second_answer_changes_nothing(client: Client) -> None:
    mediation = make_mediation(make_town())
    path = address(mediation, OWNER)
    client.post(path, {"answer": "yes", "said": "ja"})

    answer = client.post(path, {"answer": "yes", "said": "noch einmal"}, follow=True)

    mediation.refresh_from_db()
    assert mediation.owner_said == "ja"
    assert "Das ist schon notiert." in answer.content.decode()


def test_a_no_after_the_yes_ends_it(client: Client) -> None:
    mediation = make_contact(make_town())

    client.post(address(mediation, SEEKER), {"answer": "no", "said": "wir haben etwas anderes"})

    mediation.refresh_from_db()
    assert (mediation.stage, mediation.reason) == (
        MediationStage.DECLINED,
        "wir haben etwas anderes",
    )


def test_links_are_for_one_side_and_end_with_the_round(client: Client) -> None:
    town = make_town()
    by = house_of(town)
    mediation = make_contact(town)
    token = link_to(mediation, OWNER, at=timezone.now())
    assert client.get(f"/raum/vorschlag/{token}/").status_code == 404
    assert client.get(f"/raum/anfrage/{'A' * 22}/").status_code == 404
    draft_agreement(
        mediation=mediation,
        by=by,
        at=MORNING,
        terms=make_terms(),
        seen_version=mediation.version,
    )
    sign_agreement(mediation=mediation, by=by, at=MORNING, signed_on=date(2026, 11, 26))
    assert client.get(f"/raum/anfrage/{token}/").status_code == 200

    start_use(mediation=mediation, by=by, at=MORNING)

    assert client.get(f"/raum/anfrage/{token}/").status_code == 404


def test_a_link_of_another_town_opens_nothing(client: Client) -> None:
    make_town(host="testserver")
    other = make_mediation(make_town(host="andere.example.org"))

    assert client.get(address(other, OWNER)).status_code == 404


def test_declined_by_the_house_the_link_ends(client: Client) -> None:
    town = make_town()
    mediation = make_mediation(town)
    path = address(mediation, OWNER)

    decline(
        mediation=mediation,
        side=Mediation.Side.HOUSE,
        by=house_of(town),
        at=MORNING,
        reason="der Raum ist vergeben",
    )

    assert client.get(path).status_code == 404
