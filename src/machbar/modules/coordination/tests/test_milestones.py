"""Milestones: planned, reached with one click, moved with a reason, taken out; on public page and start page."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.modules.coordination.day import day_page
from machbar.modules.coordination.exceptions import AlreadyDecided, ReasonMissing, TooMany
from machbar.modules.coordination.models import Milestone, MilestoneMove
from machbar.modules.coordination.module import timeline
from machbar.modules.coordination.services import (
    move_milestone,
    plan_milestone,
    reach_milestone,
    remove_milestone,
    reopen_milestone,
)
from machbar.modules.coordination.services.milestones import MOST_MILESTONES
from machbar.modules.coordination.tests.builders import (
    MORNING,
    TODAY,
    house_of,
    make_member,
    make_project,
    make_token,
)
from machbar.modules.coordination.views.plan import milestone_rows, plan_svg
from machbar.modules.projects.models import Project
from machbar.site.sign_in import BACKEND

NEXT_YEAR = f"{timezone.localdate().year + 1}-12-31"  # always still to come
pytestmark = pytest.mark.django_db


def make_milestone(
    project: Project,
    *,
    title: str = "Der Laden ist gemietet",
    planned_on: date = TODAY,
    is_public: bool = True,
) -> Milestone:
    """A milestone that the house planned."""
    return plan_milestone(
        project=project,
        by=house_of(project),
        at=MORNING,
        form_key=title,
        title=title,
        planned_on=planned_on,
        is_public=is_public,
    )


def events() -> list[str]:
    found = AuditEntry.objects.filter(event__startswith="milestone.").order_by("sequence")
    return list(found.values_list("event", flat=True))


def test_each_deed_counts_once_however_often_it_is_clicked() -> None:
    project = make_project(make_town())
    lotse = make_actor(Role.LOTSE, town=project.town)
    milestone = make_milestone(project)
    assert make_milestone(project) == milestone
    later = TODAY + timedelta(days=12)

    for _click in range(2):
        move_milestone(milestone=milestone, by=lotse, at=MORNING, planned_on=later, reason="Frost.")
    for _click in range(2):
        reach_milestone(milestone=milestone, by=lotse, at=MORNING, on=later)
    for _click in range(2):
        reopen_milestone(milestone=milestone, by=lotse, at=MORNING)
    for _click in range(2):
        remove_milestone(milestone=milestone, by=lotse, at=MORNING, reason="Anders gelöst.")

    assert events() == [
        "milestone.planned",
        "milestone.moved",
        "milestone.reached",
        "milestone.reopened",
        "milestone.removed",
    ]
    assert Milestone.objects.count() == 0


def test_a_move_keeps_when_who_from_to_and_why_and_the_first_plan_stays() -> None:
    project = make_project(make_town())
    lotse = make_actor(Role.LOTSE, town=project.town)
    milestone = make_milestone(project)
    later = TODAY + timedelta(days=12)

    move_milestone(milestone=milestone, by=lotse, at=MORNING, planned_on=later, reason="Frost.")

    move = MilestoneMove.objects.get()
    milestone.refresh_from_db()
    assert (move.from_day, move.to_day, move.reason, move.moved_at, move.by_person) == (
        TODAY,
        later,
        "Frost.",
        MORNING,
        lotse.person,
    )
    assert (milestone.first_planned_on, milestone.planned_on) == (TODAY, later)


def test_without_a_reason_nothing_moves_or_goes_and_a_reached_or_moved_one_moves_no_more() -> None:
    project = make_project(make_town())
    house = house_of(project)
    milestone = make_milestone(project)
    stale = Milestone.objects.get(pk=milestone.pk)
    later = TODAY + timedelta(days=1)

    with pytest.raises(ReasonMissing):
        move_milestone(milestone=milestone, by=house, at=MORNING, planned_on=later, reason=" ")
    with pytest.raises(ReasonMissing):
        remove_milestone(milestone=milestone, by=house, at=MORNING, reason="")
    move_milestone(milestone=milestone, by=house, at=MORNING, planned_on=later, reason="Frost.")
    with pytest.raises(AlreadyDecided):
        move_milestone(
            milestone=stale,
            by=house,
            at=MORNING,
            planned_on=later + timedelta(days=1),
            reason="Schnee.",
        )

    assert MilestoneMove.objects.count() == 1


def test_a_project_takes_only_so_many() -> None:
    project = make_project(make_town())
    for number in range(MOST_MILESTONES):
        make_milestone(project, title=f"Schritt {number}")

    with pytest.raises(TooMany):
        make_milestone(project, title="Einer zu viel")


def test_the_database_refuses_a_milestone_without_title_and_a_move_that_moves_nothing() -> None:
    milestone = make_milestone(make_project(make_town()))

    with pytest.raises(IntegrityError), transaction.atomic():
        Milestone.objects.filter(pk=milestone.pk).update(title="")
    for wrong in ({"to_day": TODAY, "reason": "Frost."}, {"to_day": date(2027, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MilestoneMove.objects.create(
                milestone=milestone, from_day=TODAY, moved_at=MORNING, **wrong
            )


def test_overdue_ones_stand_on_the_start_page_of_who_coordinates() -> None:
    project = make_project(make_town())
    today = timezone.localdate()
    late = make_milestone(project, title="Spät", planned_on=today - timedelta(days=3))
    make_milestone(project, title="Heute", planned_on=today)
    done = make_milestone(project, title="Fertig", planned_on=today - timedelta(days=3))
    reach_milestone(milestone=done, by=house_of(project), at=MORNING, on=today)

    part = day_page(make_actor(Role.LOTSE, town=project.town), today)

    assert part is not None
    assert [(item.headline, item.is_late) for item in part.items] == [(late.title, True)]
    assert day_page(make_actor(Role.EDITOR, town=project.town), today) is None
    assert day_page(make_actor(Role.LOTSE), today) is None


def test_the_public_page_says_plan_and_truth_in_words_drawing_and_table(client: Client) -> None:
    project = make_project(make_town(host="testserver"))
    today = timezone.localdate()
    milestone = make_milestone(project, planned_on=today - timedelta(days=12))
    make_milestone(project, title="Nur innen", is_public=False)
    reach_milestone(milestone=milestone, by=house_of(project), at=MORNING, on=today)

    content = client.get(f"/projekte/{project.public_id}/").content.decode()

    assert (
        content.count("12 Tage später als geplant") == 5
    )  # words, way so far, two drawings, table
    assert "1 von 1 Meilenstein erreicht." in content
    assert "Nur innen" not in content
    assert content.count('<svg class="only-') == 2


def test_only_reached_public_ones_lie_on_the_way() -> None:
    project = make_project(make_town())
    reached = make_milestone(project, title="Erreicht")
    make_milestone(project, title="Offen")
    hidden = make_milestone(project, title="Innen", is_public=False)
    for each in (reached, hidden):
        reach_milestone(milestone=each, by=house_of(project), at=MORNING, on=TODAY)

    steps = timeline(Actor(town=project.town), [project.pk])[project.pk]

    assert [(str(step.label), step.on) for step in steps] == [("Meilenstein: Erreicht", TODAY)]
    assert dict(timeline(Actor(town=make_town()), [project.pk])) == {}


def test_the_drawing_marks_plan_truth_and_move_and_escapes_titles() -> None:
    project = make_project(make_town())
    house = house_of(project)
    done = make_milestone(project, title="<b>Fertig</b>")
    reach_milestone(milestone=done, by=house, at=MORNING, on=TODAY + timedelta(days=40))
    done.refresh_from_db()
    moved = make_milestone(project, title="Verschoben")
    later = TODAY + timedelta(days=20)
    move_milestone(milestone=moved, by=house, at=MORNING, planned_on=later, reason="Frost.")

    drawings = [
        plan_svg(milestone_rows([done, moved], TODAY), TODAY, wide=wide) for wide in (True, False)
    ]

    for svg in drawings:
        assert (svg.count("<circle"), svg.count("l9 9-9 9-9-9z")) == (1, 3)
        assert svg.count('stroke-dasharray="4 3"') == 1
        assert "<b>" not in svg


@pytest.mark.parametrize(
    ("form", "status", "sentence"),
    [
        ({"deed": "reach"}, 302, ""),
        ({"deed": "reach", "done_on": "2999-01-01"}, 422, "Dieser Tag kommt erst noch."),
        ({"deed": "move", "planned_on": NEXT_YEAR}, 422, "warum sich der Tag verschiebt"),
        ({"deed": "move", "planned_on": NEXT_YEAR, "move_reason": "Frost."}, 302, ""),
        ({"deed": "remove"}, 422, "warum der Meilenstein wegfällt"),
        ({"deed": "jump"}, 422, "was mit dem Meilenstein geschehen soll"),
    ],
)
def test_the_lead_does_it_by_link_and_a_member_does_not(
    client: Client, form: dict[str, str], status: int, sentence: str
) -> None:
    project = make_project(make_town(host="testserver"))
    lead = make_member(project, contact="l@example.invalid", leads=True)
    milestone = make_milestone(project)
    path = f"/meilensteine/{milestone.public_id}/"

    by_member = client.post(f"/gruppe/{make_token(make_member(project))}{path}", form)
    by_lead = client.post(f"/gruppe/{make_token(lead)}{path}", form)

    assert (by_member.status_code, by_lead.status_code) == (404, status)
    assert sentence in by_lead.content.decode()


def test_the_lotse_plans_one_and_a_wrong_one_is_named(client: Client) -> None:
    project = make_project(make_town(host="testserver"))
    lotse = make_actor(Role.LOTSE, town=project.town)
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)
    path = f"/werkstatt/projekte/{project.public_id}/meilensteine/"

    wrong = client.post(path, {"title": "Schild hängt", "planned_on": "bald"})
    right = client.post(path, {"title": "Schild hängt", "planned_on": NEXT_YEAR})

    assert (wrong.status_code, "Das ist kein Tag." in wrong.content.decode()) == (422, True)
    assert right.status_code == 302
    milestone = Milestone.objects.get()
    assert (milestone.title, milestone.is_public) == ("Schild hängt", False)
