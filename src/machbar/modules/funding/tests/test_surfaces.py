"""What funding adds to the pages of the house."""

from datetime import date

import pytest

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.surfaces.module import ProjectPage, SlotState
from machbar.modules.funding.models import ChosenProgramme
from machbar.modules.funding.module import (
    day_page,
    demo,
    navigation,
    project_panels,
    slot_evidence,
)
from machbar.modules.funding.services import (
    add_cost_line,
    answer_question,
    change_programme,
    choose_programme,
    set_own_money,
)
from machbar.modules.funding.tests.builders import (
    AT,
    TODAY,
    make_programme,
    make_project,
    make_town,
    signed_in,
    team_of,
)
from machbar.modules.projects.models import Project

pytestmark = pytest.mark.django_db
AWARDED = {"kind": "share", "rate": 9000, "progress": "awarded", "awarded": 3_600_000}


def planned(*, own_cash: int = 400_000, **record: object) -> tuple[Actor, Project]:
    town = make_town()
    project, team = make_project(town, "Zollplatz", is_public=True), team_of(town)
    add_cost_line(project=project, by=team, at=AT, label="Entwurf", cents=4_000_000)
    set_own_money(project=project, by=team, at=AT, own_cash=own_cash)
    numbers: dict[str, object] = {"rate_pct": 90, "max_eur": None, **record}
    programme = make_programme(town, **numbers)
    choose_programme(project=project, programme=programme, by=team, at=AT)
    return Actor(town=town, roles=frozenset({Role.TREASURER})), project


def state_of(actor: Actor, project: Project) -> list[SlotState]:
    found = slot_evidence(actor, [project.pk])
    return [evidence.state for evidence in found.get(project.pk, [])]


def award(project: Project) -> None:
    chosen = ChosenProgramme.objects.select_related("project").get(project=project)
    change_programme(chosen=chosen, by=team_of(project.town), at=AT, numbers=AWARDED, not_for=[])


def test_a_balanced_plan_puts_the_money_in_sight() -> None:
    actor, project = planned()

    assert state_of(actor, project) == [SlotState.CANDIDATE]


def test_a_plan_that_does_not_add_up_proves_nothing() -> None:
    actor, project = planned(own_cash=399_999)

    assert state_of(actor, project) == []


def test_a_plan_with_a_programme_that_a_rule_excludes_proves_nothing() -> None:
    actor, project = planned()

    answer_question(project=project, question="applicant", answer="kommune", by=actor, at=AT)
    page = signed_in(actor.town, Role.LOTSE).get(f"/werkstatt/projekte/{project.public_id}/geld/")

    assert state_of(actor, project) == []
    assert "Eine seiner Regeln schließt dieses Projekt aus." in page.content.decode()


def test_the_money_stands_when_every_grant_is_awarded() -> None:
    actor, project = planned()

    award(project)

    assert state_of(actor, project) == [SlotState.PROVEN]


def test_guests_see_sums_and_what_is_promised_but_no_planned_names() -> None:
    actor, project = planned(name="Geheimer Antrag")
    guest = signed_in(actor.town)

    before = guest.get(f"/projekte/{project.public_id}/").content.decode()
    award(project)
    after = guest.get(f"/projekte/{project.public_id}/").content.decode()

    assert "Das Geld: 40.000\u00a0€ werden gebraucht" in before
    assert "Geheimer Antrag" not in before
    assert "zugesagt von Geheimer Antrag" in after


def test_without_a_plan_there_is_no_panel() -> None:
    town = make_town()

    assert list(project_panels(Actor(town=town), make_project(town).pk, ProjectPage.PUBLIC)) == []


def test_deadlines_within_thirty_days_stand_on_the_day_page() -> None:
    actor, _project = planned(deadline_dates=["10-15"])

    part = day_page(actor, TODAY)

    assert part is not None
    assert [(item.due, item.is_late) for item in part.items] == [(date(2026, 10, 15), False)]
    assert str(part.items[0].detail) == (
        "Zollplatz: Die Frist endet in 21 Tagen, und noch ist nichts beantragt."
    )
    assert day_page(actor, date(2026, 9, 14)) is None
    assert day_page(Actor(town=actor.town, roles=frozenset({Role.EDITOR})), TODAY) is None


def test_what_is_applied_for_no_longer_waits() -> None:
    actor, project = planned(deadline_dates=["10-15"])

    award(project)

    assert day_page(actor, TODAY) is None


@pytest.mark.parametrize(
    ("today", "words"), [(date(2026, 10, 14), "morgen"), (date(2026, 10, 15), "heute")]
)
def test_the_last_days_are_said_in_words_and_marked_late(today: date, words: str) -> None:
    actor, _project = planned(deadline_dates=["10-15"])

    part = day_page(actor, today)

    assert part is not None
    assert part.items[0].is_late
    assert f"Die Frist endet {words}, und noch ist nichts beantragt." in str(part.items[0].detail)


def test_the_team_has_an_entry_of_its_own() -> None:
    town = make_town()

    assert [str(entry.label) for entry in navigation(Actor(town=town))] == ["Förderprogramme"]
    assert len(navigation(Actor(town=town, roles=frozenset({Role.EDITOR})))) == 2


def test_the_demo_brings_the_shipped_catalogue() -> None:
    town = make_town()

    demo(town, TODAY)

    assert town.programmes.count() == 86
