"""A search that somebody ends by hand: what was only suggested comes to nothing, and who was asked is told."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from machbar.foundation.post.models import Letter
from machbar.foundation.testing import Role, make_person, make_town
from machbar.modules.premises.core.codes import DemandState, MediationStage, UnitState
from machbar.modules.premises.exceptions import AlreadyDecided
from machbar.modules.premises.models import Agreement, Demand, Mediation, Unit
from machbar.modules.premises.services.agreements import end_use_of, extend_use
from machbar.modules.premises.services.demand import link_to
from machbar.modules.premises.services.demand_over import close_search, take_search_back
from machbar.modules.premises.services.mediating import ask_side, write_down_learning
from machbar.modules.premises.tests.builders.mediation import (
    MORNING,
    TODAY,
    house_of,
    make_contact,
    make_demand,
    make_mediation,
    make_owner,
    make_running,
    make_terms,
    make_unit,
)

pytestmark = pytest.mark.django_db
OWNER = Mediation.Side.OWNER


def test_what_was_suggested_comes_to_nothing_and_who_was_asked_is_told_once() -> None:
    town = make_town()
    by = house_of(town)
    demand = make_demand(town)
    asked = make_mediation(town, demand=demand)
    ask_side(mediation=asked, side=OWNER, by=by, at=MORNING)
    unasked = make_mediation(town, demand=demand, unit=make_unit(town, owner=make_owner(town)))
    before = Letter.objects.count()

    for _click in range(2):
        take_search_back(demand=demand, by=by, at=MORNING)

    demand.refresh_from_db()
    assert demand.state == DemandState.SETTLED
    assert set(Mediation.objects.values_list("stage", "declined_by", "reason")) == {
        (MediationStage.DECLINED, "seeker", "Das Gesuch wurde zurückgenommen.")
    }
    assert Letter.objects.count() == before + 1
    assert not asked.askings.filter(answered_at=None).exists()
    assert Unit.objects.get(pk=unasked.unit_id).state == UnitState.EMPTY


def test_who_has_agreed_to_meet_keeps_the_path_and_the_page_says_that_the_search_is_over(
    client: Client,
) -> None:
    town = make_town()
    mediation = make_contact(town)
    client.force_login(make_person(Role.LOTSE, town=town))
    address = reverse("premises:mediation", args=[mediation.public_id])
    assert "Dieses Gesuch ist vorbei" not in client.get(address).content.decode()

    close_search(demand=mediation.demand, by=house_of(town), at=MORNING)

    mediation.refresh_from_db()
    assert mediation.stage == MediationStage.CONTACT
    assert "Dieses Gesuch ist vorbei" in client.get(address).content.decode()


def test_nobody_is_asked_for_a_search_that_is_over() -> None:
    town = make_town()
    mediation = make_mediation(town)
    Demand.objects.update(state=Demand.State.EXPIRED)

    with pytest.raises(AlreadyDecided, match="vorbei"):
        ask_side(mediation=mediation, side=OWNER, by=house_of(town), at=MORNING)


def test_the_receipt_of_a_search_that_was_taken_back_promises_nothing(client: Client) -> None:
    town = make_town()
    mediation = make_mediation(town)
    token = link_to(mediation.demand)
    receipt = reverse("premises:demand_receipt", args=[token])
    assert "schreiben wir Ihnen eine E-Mail" in client.get(receipt).content.decode()

    client.post(reverse("premises:demand_withdraw", args=[token]))

    assert "schreiben wir Ihnen eine E-Mail" not in client.get(receipt).content.decode()
    mediation.refresh_from_db()
    assert mediation.stage == MediationStage.DECLINED


def test_a_use_that_ended_early_shows_its_last_day_whatever_is_written_down_later(
    client: Client,
) -> None:
    town = make_town()
    by = house_of(town)
    running = make_running(town, terms=make_terms(starts_on=TODAY - timedelta(days=3)))
    end_use_of(mediation=running, by=by, at=MORNING, reason="zieht um")
    write_down_learning(mediation=running, by=by, at=MORNING + timedelta(days=9), text="Mehr Zeit.")
    client.force_login(make_person(Role.LOTSE, town=town))

    page = client.get(reverse("premises:mediation", args=[running.public_id])).content.decode()
    path = page.partition('<ol class="steps">')[2].partition("</ol>")[0]

    assert "26. November" in path
    assert "31. Dezember" not in path
    assert "Vereinbart bis" in page


def test_an_extension_that_is_none_is_said_beside_its_field(client: Client) -> None:
    town = make_town()
    running = make_running(town)
    client.force_login(make_person(Role.LOTSE, town=town))
    end = Agreement.objects.get().ends_on
    assert end is not None
    address = reverse("premises:mediation_deed", args=[running.public_id, "verlaengern"])

    page = client.post(address, {"ends_on": end.isoformat()}).content.decode()

    assert 'href="#id_extend_ends_on"' in page
    assert page.count("Bitte wählen Sie einen Tag nach dem jetzigen Ende.") == 2
    extend_use(mediation=running, by=house_of(town), at=MORNING, ends_on=end + timedelta(days=1))
