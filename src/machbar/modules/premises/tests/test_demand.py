"""Searches come in and go public: the deeds, their refusals, two clicks, mails."""

from datetime import timedelta

import pytest

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import link_behind
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import Role, make_actor, make_town
from machbar.modules.premises.exceptions import AlreadyDecided, ChangedMeanwhile, ReasonMissing
from machbar.modules.premises.models import Demand
from machbar.modules.premises.selectors.demand import (
    demands_waiting,
    public_demands,
)
from machbar.modules.premises.services.demand import (
    RECEIPT,
    DemandValues,
    change_demand,
    clear_demand,
    close_demand_as_spam,
    hand_in_demand,
    hide_demand,
    publish_demand,
    refuse_demand,
    renew_demand,
)
from machbar.modules.premises.tests.builders.demand import (
    MORNING,
    TODAY,
    events_of,
    letters_of,
    make_demand,
    make_public_demand,
    received,
)
from machbar.reasoning.contact import UnclearContact

pytestmark = pytest.mark.django_db


def test_a_search_gets_a_number_a_link_and_ninety_days() -> None:
    town = make_town()

    found = received(town, title="  Raum  für Musik ")

    demand = found.demand
    assert (demand.number, demand.title) == ("G-2026-0001", "Raum für Musik")
    assert demand.expires_on == TODAY + timedelta(days=90)
    assert demand.state == Demand.State.OPEN
    link = link_behind(town=town, token=found.token, purpose=RECEIPT)
    assert link is not None
    assert (link.subject_id, link.expires_at) == (demand.pk, None)
    assert events_of(demand) == ["demand.handed_in"]
    assert letters_of(demand) == ["receipt"]


def test_the_same_form_twice_gives_one_search_and_another_title_a_second_one() -> None:
    town = make_town()

    first = make_demand(town, key="k")
    again = make_demand(town, key="k")
    other = make_demand(town, key="k", title="Etwas anderes")
    other_again = make_demand(town, key="k", title="Etwas anderes")

    assert (again, other_again) == (first, other)
    assert Demand.objects.count() == 2
    assert letters_of(first) == ["receipt"]


def test_who_leaves_a_phone_number_gets_no_mail_and_an_incomplete_address_is_refused() -> None:
    town = make_town()

    demand = make_demand(town, contact="05353 12345")

    assert (demand.contact_kind, letters_of(demand)) == ("phone", [])
    with pytest.raises(UnclearContact):
        make_demand(town, contact="rad@nirgends")


def test_what_looks_like_spam_is_kept_gets_no_mail_and_waits_for_the_team() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    values = DemandValues(title="Casino", contact="bot@example.invalid")

    demand = hand_in_demand(
        by=Actor(town=town), at=MORNING, form_key="x", values=values, is_suspicious=True
    ).demand

    assert list(demands_waiting(lotse)) == [demand]
    assert letters_of(demand) == []
    close_demand_as_spam(demand=demand, by=lotse, at=MORNING)
    close_demand_as_spam(demand=demand, by=lotse, at=MORNING)
    demand.refresh_from_db()
    assert (demand.state, letters_of(demand)) == (Demand.State.EXPIRED, [])
    assert events_of(demand) == ["demand.handed_in", "demand.closed_as_spam"]
    with pytest.raises(AlreadyDecided):
        renew_demand(demand=demand, by=Actor(town=town), at=MORNING)


def test_no_spam_after_all_sends_the_receipt_once() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    values = DemandValues(title="Raum", contact="rad@example.invalid")
    demand = hand_in_demand(
        by=Actor(town=town), at=MORNING, form_key="x", values=values, is_suspicious=True
    ).demand

    clear_demand(demand=demand, by=lotse)
    clear_demand(demand=demand, by=lotse)

    assert letters_of(demand) == ["receipt"]
    assert list(demands_waiting(lotse)) == []


def test_the_team_lets_a_search_out_once_and_takes_it_back() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    demand = make_demand(town, wants_public=True)
    assert list(public_demands(town)) == []

    publish_demand(demand=demand, by=lotse, at=MORNING, version=1)

    assert list(public_demands(town)) == [demand]
    assert list(public_demands(make_town())) == []
    with pytest.raises(AlreadyDecided):
        publish_demand(demand=demand, by=lotse, at=MORNING, version=2)
    hide_demand(demand=demand, by=lotse)
    hide_demand(demand=demand, by=lotse)
    assert list(public_demands(town)) == []
    assert list(demands_waiting(lotse)) == [demand]
    assert events_of(demand) == ["demand.handed_in", "demand.published", "demand.hidden"]


def test_what_was_changed_since_the_team_looked_is_not_let_out() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    demand = make_demand(town, wants_public=True)
    new = DemandValues(title="Neue Worte", contact="rad@example.invalid", wants_public=True)
    change_demand(demand=demand, by=lotse, at=MORNING, version=1, values=new)

    with pytest.raises(ChangedMeanwhile):
        publish_demand(demand=demand, by=lotse, at=MORNING, version=1)
    with pytest.raises(ChangedMeanwhile):
        refuse_demand(demand=demand, by=lotse, version=1, reason="Nein.")

    demand.refresh_from_db()
    assert (demand.published_at, demand.refused_because) == (None, "")


def test_who_may_not_be_public_is_told_why_and_still_looked_for() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    demand = make_demand(town, wants_public=True)

    with pytest.raises(ReasonMissing):
        refuse_demand(demand=demand, by=lotse, version=1, reason="  ")
    refuse_demand(demand=demand, by=lotse, version=1, reason="Bitte ohne Telefonnummer.")

    demand.refresh_from_db()
    assert (demand.state, demand.refused_because) == ("open", "Bitte ohne Telefonnummer.")
    assert list(demands_waiting(lotse)) == []
    letter = Letter.objects.get(key=f"demand:{demand.public_id}:refused-2")
    assert "Bitte ohne Telefonnummer." in letter.body
    with pytest.raises(AlreadyDecided):
        refuse_demand(demand=demand, by=lotse, version=2, reason="Noch einmal.")


def test_new_public_words_of_the_seeker_wait_again_those_of_the_team_do_not() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    demand = make_public_demand(town)
    found = received(town, key="link", title="Anderes")
    link = link_behind(town=town, token=found.token, purpose=RECEIPT)
    seeker = Actor(town=town, link=link)
    same = DemandValues(title=demand.title, contact="neu@example.invalid", wants_public=True)
    new = DemandValues(title="Neu", contact="neu@example.invalid", wants_public=True)

    change_demand(demand=demand, by=seeker, at=MORNING, version=2, values=same)
    assert public_demands(town).get().title == demand.title
    change_demand(demand=demand, by=lotse, at=MORNING, version=3, values=new)
    demand.refresh_from_db()
    assert demand.published_at is not None
    newest = DemandValues(title="Ganz neu", contact="neu@example.invalid", wants_public=True)
    change_demand(demand=demand, by=seeker, at=MORNING, version=4, values=newest)

    assert Demand.objects.filter(pk=demand.pk, published_at=None).get().title == "Ganz neu"
    assert list(demands_waiting(lotse)) == [demand]


def test_two_who_change_the_same_search_do_not_overwrite_each_other() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    demand = make_demand(town)
    one = DemandValues(title="Eins", contact="rad@example.invalid")
    two = DemandValues(title="Zwei", contact="rad@example.invalid")

    change_demand(demand=demand, by=lotse, at=MORNING, version=1, values=one)
    with pytest.raises(ChangedMeanwhile):
        change_demand(demand=demand, by=lotse, at=MORNING, version=1, values=two)

    demand.refresh_from_db()
    assert (demand.title, demand.version) == ("Eins", 2)
