"""Searches matched over the tables: with rooms in both directions, all at once, with projects by words."""

import pytest

from machbar.foundation.access.actor import Actor
from machbar.foundation.testing import Role, make_actor, make_town
from machbar.modules.premises.findable.demand import jump, numbered
from machbar.modules.premises.models import Demand, Mediation
from machbar.modules.premises.selectors.demand import (
    demands_for,
    demands_to_see_to,
    hits_for_project,
    projects_for,
    rooms_for,
)
from machbar.modules.premises.selectors.joint import joint_proposal
from machbar.modules.premises.tests.builders.demand import (
    MORNING,
    TODAY,
    make_demand,
    make_room,
    make_rooms_of_the_walkthrough,
    make_workshop,
)
from machbar.modules.projects.services import create_project

pytestmark = pytest.mark.django_db


def test_the_walkthrough_gives_its_order_from_the_tables_in_both_directions() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    units = make_rooms_of_the_walkthrough(town)
    demand = make_workshop(town)
    make_room(make_town(), "fremd", area=80)

    ranked = rooms_for(lotse, demand, TODAY)

    assert [(each.unit.number, each.fit.verdict.value) for each in ranked] == [
        ("O1", "remark"),
        ("O4", "if"),
        ("O2", "far"),
        ("O3", "excluded"),
    ]
    [back] = demands_for(lotse, units[0], TODAY)
    assert (back.demand, back.fit) == (demand, ranked[0].fit)


def test_a_room_that_is_promised_is_excluded_for_others_and_used_ones_are_not_offered() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    mine, theirs = make_demand(town), make_demand(town, title="Andere")
    unit = make_room(town, "R1", area=50)
    make_room(town, "R2", area=50, state="used")
    Mediation.objects.create(
        town=town,
        demand=mine,
        unit=unit,
        stage=Mediation.Stage.AGREEMENT,
        owner_agreed_at=MORNING,
        seeker_agreed_at=MORNING,
        form_key="m",
        created_at=MORNING,
        changed_at=MORNING,
    )

    def verdicts(demand: Demand) -> list[tuple[str, str]]:
        ranked = rooms_for(lotse, demand, TODAY)
        return [(each.unit.number, each.fit.verdict.value) for each in ranked]

    assert verdicts(mine) == [("R1", "fits")]
    assert verdicts(theirs) == [("R1", "excluded")]
    assert list(demands_to_see_to(lotse, TODAY)) == [theirs]


def test_the_proposal_serves_both_and_names_who_gets_nothing() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    small, large = make_room(town, "R1", area=40), make_room(town, "R2", area=80)
    easy = make_demand(town, title="Leicht", area_min=30, area_max=90)
    hard = make_demand(town, title="Schwer", area_min=70, area_max=90)
    third = make_demand(town, title="Riese", area_min=300)

    found = joint_proposal(lotse, TODAY)

    assert [(each.demand, each.unit) for each in found.pairs] == [(easy, small), (hard, large)]
    assert found.unserved == (third,)


def test_a_search_with_its_agreement_gets_no_more_proposals() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    unit = make_room(town, "R1", area=40)
    demand = make_demand(town, area_min=30, area_max=90)
    Demand.objects.filter(pk=demand.pk).update(state=Demand.State.AGREEMENT)
    demand.refresh_from_db()

    assert rooms_for(lotse, demand, TODAY) == []
    assert demands_for(lotse, unit, TODAY) == []
    assert joint_proposal(lotse, TODAY).pairs == ()
    assert joint_proposal(lotse, TODAY).unserved == ()


def test_other_roles_and_guests_read_no_search_by_these_selectors() -> None:
    town = make_town()
    demand = make_demand(town)
    unit = make_room(town, "R1", area=40)

    for actor in (make_actor(town=town), make_actor(Role.ADMINISTRATION, town=town)):
        assert rooms_for(actor, demand, TODAY) == []
        assert demands_for(actor, unit, TODAY) == []
        assert joint_proposal(actor, TODAY).pairs == ()
        assert jump(actor, demand.number) == ""


def test_a_number_leads_to_its_search() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    demand = make_demand(town)

    for typed in ("g-2026-0001", "G 2026/1", " G–2026–01 "):
        assert jump(lotse, typed).endswith(f"/gesuche/{demand.public_id}/")
    assert (jump(lotse, "Gasse 1"), numbered(town, "Gasse 1")) == ("", [])
    assert (jump(lotse, "G-2026-9999"), numbered(town, demand.number)) == ("", [demand.pk])


def test_a_search_for_people_meets_projects_by_words_and_the_words_are_named() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    house = Actor(town=town, system=True)
    bikes = create_project(by=house, at=MORNING, title="Fahrradwerkstatt am Markt")
    create_project(by=house, at=MORNING, title="Bücherschrank")
    demand = make_demand(town, kind="partner", title="Wir suchen eine Fahrradwerkstatt")
    make_demand(town, kind="users", title="Leute für den Garten")

    [hit] = projects_for(lotse, demand, 5).hits
    own, hits = hits_for_project(lotse, bikes.pk, 5)

    assert (hit.project, hit.hit.words) == (bikes, ("Fahrradwerkstatt",))
    assert own == []
    assert [(each.demand, each.hit.words) for each in hits] == [(demand, ("Fahrradwerkstatt",))]
    assert hits_for_project(lotse, 0, 5) == ([], [])
