"""Requests on the owner's page: those that wait are named and answered there, under the rules of the link by mail."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from machbar.foundation.post.models import Letter
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core.codes import MediationStage
from machbar.modules.premises.models import Asking, Demand, Mediation
from machbar.modules.premises.selectors.mediation import LINK_LIVES
from machbar.modules.premises.services.demand import withdraw_demand
from machbar.modules.premises.services.mediating import agree, ask_side, decline, link_to
from machbar.modules.premises.services.owners import link_to_owner
from machbar.modules.premises.tests.builders.mediation import (
    house_of,
    make_mediation,
    make_owner,
    make_unit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_tries")]
OWNER = Mediation.Side.OWNER
GONE = "Diese Anfrage wartet nicht mehr auf Ihre Antwort."


@pytest.fixture
def mediation(town: Town) -> Mediation:
    """A room whose owner is on the phone and was asked just now."""
    owner = make_owner(town, contact="05353 99")
    found = make_mediation(town, unit=make_unit(town, owner=owner))
    ask_side(mediation=found, side=OWNER, by=house_of(town), at=timezone.now())
    return found


@pytest.fixture
def token(town: Town, mediation: Mediation) -> str:
    owner = mediation.unit.owner
    assert owner is not None
    return link_to_owner(owner=owner, by=house_of(town), at=timezone.now())


def _start(token: str) -> str:
    return reverse("premises:owner_page", args=[token])


def _request(token: str, mediation: Mediation) -> str:
    return reverse("premises:owner_request", args=[token, mediation.public_id])


def _page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def _day(day: date) -> str:
    return date_format(day, "j. F Y")


def test_the_page_names_a_request_that_waits_with_its_day_and_the_way_to_answer(
    client: Client, mediation: Mediation, token: str
) -> None:
    page = _page(client, _start(token))

    today = timezone.localdate()
    assert "Fahrradwerkstatt sucht Raum" in page
    assert "Wir reparieren Räder" in page
    assert f"Gefragt am {_day(today)}" in page
    assert f"bis {_day(today + timedelta(days=14))}" in page
    assert _request(token, mediation) in page
    for secret in ("Sprecherin der Werkstatt", "werkstatt@example.invalid"):
        assert secret not in page
        assert secret not in _page(client, _request(token, mediation))


def test_the_owner_answers_there_once(client: Client, mediation: Mediation, token: str) -> None:
    address = _request(token, mediation)
    Demand.objects.update(toilet=Demand.Weight.MUST)
    assert "Gibt es ein WC?" in _page(client, address)  # as behind the mail's link

    said = client.post(address, {"answer": "yes", "said": "gern"}, follow=True).content.decode()

    mediation.refresh_from_db()
    assert (mediation.owner_said, mediation.owner_until) == ("gern", None)
    assert "Ihr Ja ist angekommen" in said
    assert "Fahrradwerkstatt" not in said
    assert Asking.objects.get().answered_at is not None
    again = client.post(address, {"answer": "no"}, follow=True)
    assert GONE in again.content.decode()
    mediation.refresh_from_db()
    assert mediation.stage == MediationStage.SUGGESTED
    assert mediation.steps.filter(what="owner_agrees").count() == 1


def test_a_no_ends_the_round_and_the_links_by_mail_with_it(
    client: Client, town: Town, mediation: Mediation, token: str
) -> None:
    by_mail = link_to(mediation, OWNER, at=timezone.now())

    said = client.post(_request(token, mediation), {"answer": "no"}, follow=True)

    mediation.refresh_from_db()
    assert (mediation.stage, mediation.declined_by) == (MediationStage.DECLINED, OWNER)
    assert said.redirect_chain[-1][0] == _start(token)
    assert client.get(f"/raum/anfrage/{by_mail}/").status_code == 404


def test_an_unclear_answer_is_asked_for_again(
    client: Client, mediation: Mediation, token: str
) -> None:
    answer = client.post(_request(token, mediation), {"said": "mal sehen"})

    assert answer.status_code == 422
    assert "Bitte wählen Sie eine der Antworten." in answer.content.decode()
    assert "mal sehen" in answer.content.decode()
    assert f'href="{_start(token)}"' in answer.content.decode()


def test_what_was_not_asked_answered_withdrawn_or_too_old_is_not_there(
    client: Client, town: Town, mediation: Mediation, token: str
) -> None:
    by, now = house_of(town), timezone.now()

    def gone() -> bool:
        page = client.get(_request(token, mediation), follow=True).content.decode()
        return "Fahrradwerkstatt" not in _page(client, _start(token)) and GONE in page

    assert not gone()
    Asking.objects.update(asked_at=now - LINK_LIVES)
    assert gone()
    Asking.objects.update(asked_at=now)
    assert not gone()
    withdraw_demand(demand=mediation.demand, by=by, at=now)
    assert gone()


@pytest.mark.parametrize("how", ["never asked", "answered on the phone", "came to nothing"])
def test_a_request_that_is_not_open_is_not_there(
    client: Client, town: Town, mediation: Mediation, token: str, how: str
) -> None:
    by, now = house_of(town), timezone.now()
    if how == "never asked":
        Asking.objects.all().delete()
    elif how == "answered on the phone":
        agree(mediation=mediation, side=OWNER, by=by, at=now)
    else:
        decline(mediation=mediation, side="seeker", by=by, at=now, reason="hat etwas gefunden")

    assert "Fahrradwerkstatt" not in _page(client, _start(token))
    assert client.post(_request(token, mediation), {"answer": "no"}).status_code == 302
    assert Mediation.objects.get().declined_by != OWNER


def test_the_link_of_another_owner_neither_sees_nor_answers_it(
    client: Client, town: Town, mediation: Mediation
) -> None:
    other = make_owner(town, contact="05353 98", name="Andere (fiktiv)")
    strange = link_to_owner(owner=other, by=house_of(town), at=timezone.now())

    assert "Fahrradwerkstatt" not in _page(client, _start(strange))
    assert client.post(_request(strange, mediation), {"answer": "yes"}).status_code == 404
    mediation.refresh_from_db()
    assert mediation.owner_agreed_at is None


def test_on_a_new_device_the_code_is_asked_for_first(client: Client, town: Town) -> None:
    owner = make_owner(town)
    mediation = make_mediation(town, unit=make_unit(town, owner=owner))
    ask_side(mediation=mediation, side=OWNER, by=house_of(town), at=timezone.now())
    token = link_to_owner(owner=owner, by=house_of(town), at=timezone.now())

    answer = client.post(_request(token, mediation), {"answer": "yes"})

    assert "Fahrradwerkstatt" not in answer.content.decode()
    mediation.refresh_from_db()
    assert mediation.owner_agreed_at is None
    assert Letter.objects.count() == 1  # the request itself


def test_the_link_by_mail_says_that_the_search_is_over(
    client: Client, town: Town, mediation: Mediation
) -> None:
    address = f"/raum/anfrage/{link_to(mediation, OWNER, at=timezone.now())}/"
    withdraw_demand(demand=mediation.demand, by=house_of(town), at=timezone.now())

    assert "Auf Ihre Antwort wartet niemand mehr" in _page(client, address)
    assert client.post(address, {"answer": "yes"}).status_code == 200
    mediation.refresh_from_db()
    assert mediation.owner_agreed_at is None


def test_the_page_stays_within_its_queries(
    client: Client,
    town: Town,
    mediation: Mediation,
    token: str,
    django_assert_max_num_queries: object,
) -> None:
    owner = mediation.unit.owner
    for number in range(6):
        more = make_mediation(town, unit=make_unit(town, owner=owner, street=f"Weg {number}"))
        ask_side(mediation=more, side=OWNER, by=house_of(town), at=timezone.now())
    _page(client, _start(token))

    with django_assert_max_num_queries(16):  # type: ignore[operator]
        assert _page(client, _start(token)).count("Fahrradwerkstatt sucht Raum") == 7
