"""The end of a search: taken back, settled, renewed, expired, and forgotten who looked."""

from datetime import date, timedelta

import pytest

from machbar.foundation.access.actor import Actor
from machbar.foundation.testing import Role, make_actor, make_town
from machbar.modules.premises.exceptions import AlreadyDecided
from machbar.modules.premises.models import Demand
from machbar.modules.premises.services.demand import (
    DemandValues,
    change_demand,
    renew_demand,
    settle_demand,
    withdraw_demand,
)
from machbar.modules.premises.services.demand_ending import (
    ask_to_renew,
    expire_demands,
    forget_seekers,
)
from machbar.modules.premises.tests.builders.demand import (
    MORNING,
    events_of,
    letters_of,
    make_demand,
    make_public_demand,
)

pytestmark = pytest.mark.django_db


def test_a_search_that_is_taken_back_is_public_no_longer_and_cannot_be_changed() -> None:
    town = make_town()
    demand = make_public_demand(town)
    seeker = Actor(town=town)

    withdraw_demand(demand=demand, by=seeker, at=MORNING)
    withdraw_demand(demand=demand, by=seeker, at=MORNING)

    demand.refresh_from_db()
    assert (demand.state, demand.published_at) == ("settled", None)
    assert events_of(demand)[-2:] == ["demand.published", "demand.withdrawn"]
    with pytest.raises(AlreadyDecided):
        renew_demand(demand=demand, by=seeker, at=MORNING)
    with pytest.raises(AlreadyDecided):
        change_demand(
            demand=demand,
            by=seeker,
            at=MORNING,
            version=demand.version,
            values=DemandValues(title="Doch"),
        )


def test_the_team_settles_a_search() -> None:
    town = make_town()
    demand = make_demand(town)

    settle_demand(demand=demand, by=make_actor(Role.LOTSE, town=town), at=MORNING)

    assert events_of(demand) == ["demand.handed_in", "demand.settled"]


def test_two_weeks_before_the_end_a_mail_asks_once() -> None:
    town = make_town()
    demand = make_demand(town)
    make_demand(town, contact="05353 12345")
    day = demand.expires_on - timedelta(days=14)
    at = MORNING + timedelta(days=76)

    assert ask_to_renew(town=town, today=day - timedelta(days=1), at=at) == 0
    assert ask_to_renew(town=town, today=day, at=at) == 1
    assert ask_to_renew(town=town, today=day + timedelta(days=1), at=at) == 0

    assert letters_of(demand) == ["receipt", "renewal-2027-02-24"]
    until = renew_demand(demand=demand, by=Actor(town=town), at=at)
    assert until == date(2027, 5, 11)
    demand.refresh_from_db()
    assert (demand.expires_on, demand.asked_to_renew_at) == (until, None)
    assert ask_to_renew(town=town, today=until, at=at + timedelta(days=90)) == 1
    assert len(letters_of(demand)) == 3


def test_a_search_expires_after_its_last_day_and_its_link_revives_it() -> None:
    town = make_town()
    demand = make_public_demand(town)

    assert expire_demands(town=town, today=demand.expires_on, at=MORNING) == 0
    late = demand.expires_on + timedelta(days=1)
    assert expire_demands(town=town, today=late, at=MORNING) == 1
    assert expire_demands(town=town, today=late, at=MORNING) == 0
    demand.refresh_from_db()
    assert (demand.state, demand.published_at) == ("expired", None)

    renew_demand(demand=demand, by=Actor(town=town), at=MORNING + timedelta(days=91))
    demand.refresh_from_db()
    assert (demand.state, demand.expires_on) == ("open", date(2027, 5, 26))


def test_who_is_on_the_way_to_a_room_is_not_asked_and_does_not_expire() -> None:
    town = make_town()
    demand = make_demand(town)
    Demand.objects.filter(pk=demand.pk).update(state=Demand.State.VISIT)

    assert ask_to_renew(town=town, today=demand.expires_on, at=MORNING) == 0
    late = demand.expires_on + timedelta(days=30)
    assert expire_demands(town=town, today=late, at=MORNING) == 0


def test_six_weeks_after_the_end_nobody_knows_who_looked() -> None:
    town = make_town()
    demand = make_demand(town, name="Wer", details="Drei Leute")
    withdraw_demand(demand=demand, by=Actor(town=town), at=MORNING)

    assert forget_seekers(town=town, at=MORNING + timedelta(days=42)) == 0
    assert forget_seekers(town=town, at=MORNING + timedelta(days=43)) == 1
    assert forget_seekers(town=town, at=MORNING + timedelta(days=43)) == 0

    demand.refresh_from_db()
    assert (demand.name, demand.contact, demand.contact_kind, demand.details) == (
        "",
        "",
        "none",
        "",
    )
    assert demand.title == "Werkstatt für Fahrräder"
