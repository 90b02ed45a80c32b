"""The proposal for all searches at once over the tables: who takes part, who is left out, and what it says of that."""

import pytest
from django.test import Client
from django.urls import reverse

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.premises.forms.demand import TeamDemandForm
from machbar.modules.premises.models import Demand, Mediation, Unit
from machbar.modules.premises.selectors import demand as reading
from machbar.modules.premises.selectors import joint as proposing
from machbar.modules.premises.selectors.demand import Looked
from machbar.modules.premises.selectors.joint import joint_proposal
from machbar.modules.premises.tests.builders.demand import MORNING, TODAY, make_demand, make_room
from machbar.modules.projects.services import create_project
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


def make_path(demand: Demand, unit: Unit, stage: str) -> Mediation:
    """A search and a unit that have come this far."""
    agreed = None if stage == Mediation.Stage.SUGGESTED else MORNING
    return Mediation.objects.create(
        town=demand.town,
        demand=demand,
        unit=unit,
        stage=stage,
        owner_agreed_at=agreed,
        seeker_agreed_at=agreed,
        visit_at=MORNING if stage == Mediation.Stage.VISIT else None,
        form_key=f"{demand.pk}-{unit.pk}",
        created_at=MORNING,
        changed_at=MORNING,
    )


def page(client: Client, town: Town, query: str = "") -> str:
    client.force_login(make_person(Role.LOTSE, town=town), backend=BACKEND)
    return client.get(reverse("premises:proposal") + query).content.decode()


@pytest.mark.parametrize("stage", ["contact", "visit", "agreement"])
def test_whoever_is_on_the_way_with_a_room_is_left_out_with_it_and_named(stage: str) -> None:
    town = make_town()
    held, free = make_room(town, "R1", area=40), make_room(town, "R2", area=40)
    busy = make_demand(town, title="Unterwegs", area_min=30)
    waiting = make_demand(town, title="Wartet", area_min=30)
    path = make_path(busy, held, stage)

    found = joint_proposal(make_actor(Role.LOTSE, town=town), TODAY)

    assert [(each.demand, each.unit) for each in found.pairs] == [(waiting, free)]
    assert (found.on_the_way, found.unserved) == ((path,), ())


def test_a_mere_suggestion_stays_in_the_proposal_and_leads_to_its_page(client: Client) -> None:
    town = make_town()
    demand, unit = make_demand(town, area_min=30), make_room(town, "R1", area=40)
    path = make_path(demand, unit, Mediation.Stage.SUGGESTED)

    [pair] = joint_proposal(make_actor(Role.LOTSE, town=town), TODAY).pairs
    shown = page(client, town)

    assert pair.known == path
    assert reverse("premises:mediation", args=[path.public_id]) in shown
    assert reverse("premises:suggestion", args=[demand.public_id, unit.public_id]) not in shown


def test_what_is_cut_is_said_and_a_kind_of_room_leads_to_the_rest(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposing, "MOST_JOINT", 1)
    town = make_town()
    make_room(town, "R1", area=40)
    shed = make_room(town, "R2", kind="shed", area=40)
    make_demand(town, title="Laden", kinds=["shop"])
    last = make_demand(town, title="Schuppen", kinds=["shed"])
    lotse = make_actor(Role.LOTSE, town=town)

    assert joint_proposal(lotse, TODAY).units == Looked(seen=1, all=2)
    narrow = joint_proposal(lotse, TODAY, kind="shed")
    assert [(each.demand, each.unit) for each in narrow.pairs] == [(last, shed)]
    assert (narrow.demands, narrow.units) == (Looked(seen=1, all=1), Looked(seen=1, all=1))
    assert "1 von 2 Gesuchen" in page(client, town)
    assert "1 von 2 Gesuchen" not in page(client, town, "?art=shed")


def test_where_projects_are_left_out_page_and_choice_say_how_many(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_PROJECTS", 1)
    town = make_town()
    for title in ("Radwerkstatt", "Lesecafé"):
        create_project(by=Actor(town=town, system=True), at=MORNING, title=title)
    demand = make_demand(town, kind="users", title="Lesecafé sucht Leute")
    client.force_login(make_person(Role.LOTSE, town=town), backend=BACKEND)

    shown = client.get(reverse("premises:demand_work", args=[demand.public_id])).content.decode()
    form = TeamDemandForm(town=town, kept=None)

    assert "Angesehen: 1 von 2 Projekten" in shown
    assert "1 Projekt, das sich lange nicht bewegt hat" in str(form.fields["project"].help_text)
    assert len(form.fields["project"].choices) == 2  # type: ignore[attr-defined]
