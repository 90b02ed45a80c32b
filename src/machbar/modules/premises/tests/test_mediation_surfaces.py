"""What rooms on their way put on projects, on Heute and into histories; for everybody without a confidential fact."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.surfaces.module import ProjectPage, SlotState
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.premises.history.mediation import MEDIATION_EVENTS, traced
from machbar.modules.premises.models import Mediation
from machbar.modules.premises.services.agreements import (
    draft_agreement,
    end_use_of,
    extend_use,
    sign_agreement,
)
from machbar.modules.premises.services.mediating import ask_side, decline, fix_visit
from machbar.modules.premises.surfaces.due import mediation_day, tell_of_ends
from machbar.modules.premises.surfaces.mediation import (
    known_facts,
    mediation_panels,
    slot_evidence,
    timeline,
)
from machbar.modules.premises.tests.builders.mediation import (
    MORNING,
    NEW_YEARS_EVE,
    SATURDAY,
    TODAY,
    house_of,
    make_contact,
    make_demand,
    make_mediation,
    make_running,
    make_terms,
)
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import create_project, publish_project

pytestmark = pytest.mark.django_db


def make_project(town: Town, title: str = "Offene Fahrradwerkstatt") -> Project:
    return create_project(by=house_of(town), at=MORNING, title=title)


def signed(town: Town, project: Project) -> Mediation:
    mediation = make_contact(town, project=project)
    by = house_of(town)
    draft_agreement(
        mediation=mediation, by=by, at=MORNING, terms=make_terms(), seen_version=mediation.version
    )
    return sign_agreement(mediation=mediation, by=by, at=MORNING, signed_on=TODAY)


def place_of(actor: Actor, project: Project) -> list[tuple[SlotState, str, bool]]:
    found = slot_evidence(actor, [project.pk]).get(project.pk, [])
    return [(each.state, str(each.sentence), bool(each.url)) for each in found]


def test_a_room_on_its_way_puts_the_place_in_sight_and_a_signature_proves_it() -> None:
    town = make_town()
    lotse, treasurer = make_actor(Role.LOTSE, town=town), make_actor(Role.TREASURER, town=town)
    first, second, third = (make_project(town, title) for title in ("Eins", "Zwei", "Drei"))
    make_mediation(town, project=first)
    signed(town, second)

    assert place_of(lotse, first) == [(SlotState.CANDIDATE, "Ein Raum ist vorgeschlagen.", True)]
    assert place_of(treasurer, second) == [
        (SlotState.PROVEN, "Die Vereinbarung über einen Raum ist unterschrieben.", False)
    ]
    assert place_of(lotse, third) == []


def test_what_came_to_nothing_proves_nothing() -> None:
    town = make_town()
    project = make_project(town)
    over = signed(town, project)
    decline(
        mediation=over,
        side=Mediation.Side.OWNER,
        by=house_of(town),
        at=MORNING,
        reason="verkauft",
    )

    assert place_of(make_actor(Role.LOTSE, town=town), project) == []


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("open", []),
        ("suggested", [SlotState.CANDIDATE]),
        ("settled", [SlotState.PROVEN]),
        ("expired", []),
    ],
)
def test_the_search_for_users_speaks_for_their_slot(state: str, expected: list[SlotState]) -> None:
    town = make_town()
    project = make_project(town)
    make_demand(town, project=project, kind="users", state=state)

    found = slot_evidence(make_actor(Role.LOTSE, town=town), [project.pk]).get(project.pk, [])

    assert [(each.slot, each.state) for each in found] == [("users", each) for each in expected]


@pytest.mark.parametrize("count", [1, 20])
def test_evidence_and_timeline_cost_the_same_for_one_project_and_for_twenty(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    town = make_town()
    projects = [make_project(town, f"Projekt {number}").pk for number in range(count)]
    for pk in projects:
        make_mediation(town, project=Project.objects.get(pk=pk))
    actor = make_actor(Role.LOTSE, town=town)

    with django_assert_num_queries(2):
        slot_evidence(actor, projects)
    with django_assert_num_queries(0):  # in the same request nothing is read twice
        timeline(actor, projects)
    with django_assert_num_queries(1):
        timeline(replace(actor, memo={}), projects)


def labels(actor: Actor, project: Project) -> Sequence[tuple[date, str, str]]:
    found = timeline(actor, [project.pk]).get(project.pk, [])
    return [(step.on, str(step.label), str(step.sentence)) for step in found]


def test_the_timeline_says_that_a_place_is_found_and_nothing_of_where() -> None:
    town = make_town()
    project = make_project(town)
    signed(town, project)

    assert labels(Actor(town=town), project) == [(TODAY, "Ort gefunden", "")]


def test_a_visit_stands_in_the_timeline_once_it_lies_behind_and_was_let_out() -> None:
    town = make_town()
    project = make_project(town)
    mediation = make_contact(town, project=project)
    fix_visit(mediation=mediation, by=house_of(town), at=MORNING, visit_at=SATURDAY, is_public=True)
    behind = timezone.now() - timedelta(days=1)
    Mediation.objects.filter(pk=mediation.pk).update(visit_at=behind)

    assert [label for _on, label, _words in labels(Actor(town=town), project)] == ["Besichtigung"]
    Mediation.objects.filter(pk=mediation.pk).update(visit_is_public=False)
    assert labels(Actor(town=town), project) == []


def test_an_ended_use_stands_in_the_timeline() -> None:
    town = make_town()
    project = make_project(town)
    running = make_running(town, project=project)
    end_use_of(mediation=running, by=house_of(town), at=MORNING, reason="zieht um")

    assert labels(Actor(town=town), project) == [(TODAY, "Die Nutzung des Ortes ist zu Ende", "")]


def test_the_public_page_says_place_found_without_owner_rent_or_address(client: Client) -> None:
    town = make_town()
    project = make_project(town)
    publish_project(project=project, by=house_of(town), at=MORNING)
    signed(town, project)

    page = client.get(f"/projekte/{project.public_id}/").content.decode()

    assert "Ort gefunden" in page
    for secret in ("Eigentümer O1", "eigentuemer@example.invalid", "Westernstraße", "200"):
        assert secret not in page.replace("200px", "")


def test_panels_are_for_who_works_on_premises() -> None:
    town = make_town()
    project = make_project(town)
    make_mediation(town, project=project)
    lotse, editor = make_actor(Role.LOTSE, town=town), make_actor(Role.EDITOR, town=town)

    assert len(mediation_panels(lotse, project.pk, ProjectPage.WORKSPACE)) == 1
    assert mediation_panels(editor, project.pk, ProjectPage.WORKSPACE) == ()
    assert mediation_panels(lotse, project.pk, ProjectPage.PUBLIC) == ()
    assert mediation_panels(lotse, make_project(town, "Leer").pk, ProjectPage.WORKSPACE) == ()


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ({"area_min": 60, "area_max": 120}, "Fahrradwerkstatt sucht Raum, 60 bis 120 Quadratmeter"),
        (
            {"area_min": 60, "area_max": None},
            "Fahrradwerkstatt sucht Raum, mindestens 60 Quadratmeter",
        ),
        (
            {"area_min": None, "area_max": 120},
            "Fahrradwerkstatt sucht Raum, höchstens 120 Quadratmeter",
        ),
        ({"area_min": None, "area_max": None}, "Fahrradwerkstatt sucht Raum"),
    ],
)
def test_the_sketch_may_take_over_what_is_looked_for_and_what_is_in_sight(
    sizes: dict[str, Any], words: str
) -> None:
    town = make_town()
    project = make_project(town)
    demand = make_demand(town, project=project, **sizes)
    mediation = make_contact(town, demand=demand)
    lotse = make_actor(Role.LOTSE, town=town)
    fix_visit(mediation=mediation, by=lotse, at=MORNING, visit_at=SATURDAY)

    assert [str(fact.text) for fact in known_facts(lotse, project.pk)] == [
        words,
        "Laden: Ein Raum ist in Aussicht, Besichtigung am 28. November 2026.",
    ]
    assert known_facts(Actor(town=town), project.pk) == ()


# --- Heute ---------------------------------------------------------------------------------------
def headlines(actor: Actor, today: date) -> list[tuple[str, bool]]:
    part = mediation_day(actor, today)
    return [(str(item.headline), item.is_late) for item in part.items] if part else []


def test_heute_names_visits_answers_that_are_due_and_uses_near_their_end() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    fix_visit(mediation=make_contact(town), by=lotse, at=MORNING, visit_at=SATURDAY)
    make_running(town)
    asked = make_mediation(town)
    for side in (Mediation.Side.OWNER, Mediation.Side.SEEKER):
        ask_side(mediation=asked, side=side, by=lotse, at=MORNING)
    title = "Fahrradwerkstatt sucht Raum"

    assert headlines(lotse, TODAY) == [(f"Endet am 31. Dezember: {title}", False)]
    assert (f"10:00 Uhr: Besichtigung, {title}", False) in headlines(lotse, date(2026, 11, 28))
    assert headlines(lotse, date(2026, 12, 20)) == [
        (f"Wie war die Besichtigung? {title}", True),
        (f"Noch keine Antwort vom Eigentümer: {title}", True),
        (f"Noch keine Antwort: {title}", True),
        (f"Endet am 31. Dezember: {title}", True),
    ]
    assert (f"Abgelaufen seit 31. Dezember 2026: {title}", True) in headlines(
        lotse, date(2027, 1, 2)
    )


def test_heute_is_quiet_where_nothing_waits_and_for_who_does_not_work_on_premises() -> None:
    town = make_town()
    make_running(town)

    assert mediation_day(make_actor(Role.LOTSE), TODAY) is None
    assert mediation_day(make_actor(Role.EDITOR, town=town), NEW_YEARS_EVE) is None


@pytest.mark.parametrize("count", [1, 20])
def test_heute_costs_the_same_for_one_and_for_twenty(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    town = make_town()
    for _number in range(count):
        make_running(town)
    actor = make_actor(Role.LOTSE, town=town)

    with django_assert_num_queries(1):
        mediation_day(actor, NEW_YEARS_EVE)


def test_both_sides_hear_once_that_a_use_ends_and_anew_after_an_extension() -> None:
    town = make_town()
    running = make_running(town)
    Letter.objects.all().delete()

    assert [tell_of_ends(town=town, today=TODAY, at=MORNING) for _run in range(2)] == [1, 0]
    assert sorted(Letter.objects.values_list("recipient", flat=True)) == [
        "eigentuemer@example.invalid",
        "werkstatt@example.invalid",
    ]
    extend_use(mediation=running, by=house_of(town), at=MORNING, ends_on=date(2027, 6, 30))

    assert tell_of_ends(town=town, today=TODAY, at=MORNING) == 0
    assert tell_of_ends(town=town, today=date(2027, 6, 1), at=MORNING) == 1


# --- history -------------------------------------------------------------------------------------
def test_every_event_of_the_path_has_its_words_and_belongs_to_the_project() -> None:
    town = make_town()
    project = make_project(town)
    mediation = make_running(town, project=project)

    events = set(
        AuditEntry.objects.filter(object_kind="premises.mediation").values_list("event", flat=True)
    )

    assert events <= set(MEDIATION_EVENTS)
    assert [each.ids for each in traced(make_actor(Role.LOTSE, town=town), project.pk)] == [
        [mediation.public_id]
    ]
    assert traced(make_actor(Role.EDITOR, town=town), project.pk) == ()
