"""The demonstration: loaded once, mediated with reasons, and nothing of it in a real town."""

from datetime import date

import pytest
from django.utils import timezone

from machbar.foundation.audit.services import verify_chain
from machbar.foundation.ui.formats import NBSP
from machbar.modules.funding.models import FinancingPlan, ProfileAnswer
from machbar.modules.ideas.models import Idea
from machbar.modules.premises.core.figures import Look
from machbar.modules.premises.selectors.walks import rounds_of
from machbar.modules.projects.models import Project
from machbar.site.demo.facts import PROJECTS
from machbar.site.demo.loading import load_demo
from machbar.site.demo.mediation import mediation

pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing() -> None:
    town = load_demo(timezone.now())
    before = (Idea.objects.count(), Project.objects.count(), town.audit_entries.count())

    load_demo(timezone.now())

    assert (Idea.objects.count(), Project.objects.count(), town.audit_entries.count()) == before
    assert verify_chain(town).broken_at is None


def test_every_project_has_sources_an_applicant_and_a_computed_plan() -> None:
    load_demo(timezone.now())

    for project in Project.objects.all():
        assert project.references.exists()
        assert project.fictional_note == "Stand der Felder und Beträge fiktiv"
    assert ProfileAnswer.objects.filter(question="applicant").count() == len(PROJECTS)
    assert all(plan.is_up_to_date for plan in FinancingPlan.objects.all())


def test_the_bicycle_workshop_has_a_group_of_roles_that_are_marked_as_invented() -> None:
    town = load_demo(timezone.now())

    project = town.projects.get(title="Offene Fahrradwerkstatt")
    assert [(task.is_fictional, task.is_public) for task in project.tasks.all()] == [
        (True, True),
        (True, True),
    ]
    assert list(project.members.order_by("pk").values_list("name", "state", "role")) == [
        ("Schrauberin", "active", "lead"),
        ("Nachbar mit Anhänger", "asked", "member"),
    ]
    assert all(member.is_fictional for member in project.members.all())


def test_the_mediation_names_programmes_plan_slots_and_what_really_happened() -> None:
    town = load_demo(timezone.now())

    said = "\n".join(mediation(town, date(2026, 11, 26)))

    for facts in PROJECTS:
        assert f"=== {facts.title} ===" in said
        assert f"Wirklich geschehen: {facts.outcome}" in said
    assert said.count("Plan (Beträge fiktiv):") == len(PROJECTS)
    assert "passt nicht:" in said
    assert "Das Haus: 1 von 5 steht · 2 in Aussicht · 2 fehlen" in said.replace(NBSP, " ")


def test_two_rounds_a_year_apart_are_over_and_their_figures_can_be_compared() -> None:
    now = timezone.now()
    town = load_demo(now)

    rounds = rounds_of(town)

    assert [walk.is_fictional for walk in town.walks.all()] == [True, True]
    assert [(each.total.of(Look.EMPTY), each.total.counted) for each in rounds] == [
        (6, 41),
        (7, 40),
    ]
    assert (rounds[0].on - rounds[1].on).days == 364


def test_a_room_is_on_its_way_and_the_rooms_of_the_first_walkthrough_are_still_free() -> None:
    town = load_demo(timezone.now())

    running = town.mediations.get()
    assert (running.is_fictional, running.stage) == (True, "suggested")
    assert running.demand.title == "Bandprobe"
    assert list(running.askings.values_list("side", "answered_at")) == [("owner", None)]
    assert set(town.units.filter(state="mediation")) == {running.unit}
