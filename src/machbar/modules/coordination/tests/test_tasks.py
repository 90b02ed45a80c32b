"""Tasks (F10): small, taken once, done with one click, postponed with a count, dropped with a reason."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.ui.form_keys import new_form_key
from machbar.modules.coordination.exceptions import AlreadyDecided, NotAMember, ReasonMissing
from machbar.modules.coordination.models import Task
from machbar.modules.coordination.services import (
    drop_task,
    finish_task,
    give_back_task,
    hand_over_task,
    postpone_task,
    reopen_task,
    take_task,
)
from machbar.modules.coordination.tests.builders import (
    MORNING,
    TODAY,
    house_of,
    make_member,
    make_project,
    make_task,
    make_token,
)
from machbar.modules.projects.models import Project
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


def group_page(project: Project) -> str:
    return f"/werkstatt/projekte/{project.public_id}/gruppe/"


def task_page(task: Task) -> str:
    return f"{group_page(task.project)}aufgaben/{task.public_id}/"


def signed_in(client: Client, *roles: Role, project: Project) -> Client:
    client.force_login(make_person(*roles, town=project.town), backend=BACKEND)
    return client


def test_only_one_of_two_takes_a_task() -> None:
    project = make_project(make_town())
    task = make_task(project)
    first, second = (make_member(project, contact=f"{name}@example.invalid") for name in ("a", "b"))

    take_task(task=task, owner=first, by=house_of(task.project), at=MORNING)
    take_task(task=task, owner=first, by=house_of(task.project), at=MORNING)
    with pytest.raises(AlreadyDecided):
        take_task(task=task, owner=second, by=house_of(task.project), at=MORNING)

    task.refresh_from_db()
    assert task.owner_member == first


def test_who_belongs_to_another_group_takes_nothing() -> None:
    town = make_town()
    task = make_task(make_project(town))
    stranger = make_member(make_project(town, title="Kino"))

    with pytest.raises(NotAMember):
        take_task(task=task, owner=stranger, by=house_of(task.project), at=MORNING)


def test_a_task_is_done_reopened_dropped_with_a_reason_and_taken_up_again() -> None:
    task = make_task(make_project(make_town()))

    finish_task(task=task, by=house_of(task.project), at=MORNING)
    task.refresh_from_db()
    done = (task.state, task.ended_at)
    reopen_task(task=task, by=house_of(task.project), at=MORNING)
    with pytest.raises(ReasonMissing):
        drop_task(task=task, by=house_of(task.project), at=MORNING, reason="  ")
    drop_task(task=task, by=house_of(task.project), at=MORNING, reason="Der Laden hat zu.")
    task.refresh_from_db()
    dropped = (task.state, task.reason)
    reopen_task(task=task, by=house_of(task.project), at=MORNING)
    task.refresh_from_db()

    assert done == ("done", MORNING)
    assert dropped == ("dropped", "Der Laden hat zu.")
    assert (task.state, task.ended_at, task.reason) == ("open", None, "")


def test_postponing_counts_each_later_day_and_no_earlier_one() -> None:
    task = make_task(make_project(make_town()))
    seen = []

    for day in (TODAY, date(2026, 12, 3), date(2026, 12, 10), date(2026, 12, 1)):
        postpone_task(task=task, by=house_of(task.project), due_on=day)
        task.refresh_from_db()
        seen.append((task.due_on, task.times_postponed))

    assert seen == [
        (TODAY, 0),
        (date(2026, 12, 3), 1),
        (date(2026, 12, 10), 2),
        (date(2026, 12, 1), 2),
    ]


def test_two_clicks_on_postpone_count_once() -> None:
    task = make_task(make_project(make_town()), due_on=TODAY)

    for _click in range(2):
        postpone_task(
            task=task, by=house_of(task.project), due_on=date(2026, 12, 3)
        )  # the same stale page twice

    task.refresh_from_db()
    assert (task.due_on, task.times_postponed) == (date(2026, 12, 3), 1)


def test_giving_back_and_handing_over() -> None:
    project = make_project(make_town())
    member = make_member(project)
    person = make_person(Role.LOTSE, town=project.town)
    task = make_task(project, owner=member)

    hand_over_task(task=task, by=house_of(task.project), owner=person, at=MORNING)
    give_back_task(task=task, by=house_of(task.project), owner=member)
    task.refresh_from_db()
    with_person = (task.owner_member, task.owner_person)
    give_back_task(task=task, by=house_of(task.project), owner=person)
    task.refresh_from_db()

    assert with_person == (None, person)
    assert task.is_free
    assert task.owned_since is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"effort": 240},
        {"title": ""},
        {"state": "dropped", "ended_at": MORNING},
        {"state": "done"},
        {"ended_at": MORNING},
        {"state": "someday"},
    ],
)
def test_the_database_refuses_what_no_task_may_be(wrong: dict[str, object]) -> None:
    task = make_task(make_project(make_town()))

    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(**wrong)


def test_a_task_has_at_most_one_owner() -> None:
    project = make_project(make_town())
    task = make_task(project, owner=make_member(project))

    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(owner_person=make_person().pk)


def test_the_lotse_adds_a_task_and_a_double_click_adds_one(client: Client) -> None:
    project = make_project(make_town())
    signed_in(client, Role.LOTSE, project=project)
    due = timezone.localdate() + timedelta(days=7)
    form = {
        "form_key": new_form_key(),
        "title": "Beim Fahrradladen  fragen",
        "effort": "30",
        "due_on": due.isoformat(),
        "is_public": "on",
    }

    for _click in range(2):
        client.post(f"{group_page(project)}aufgaben/", form)

    task = Task.objects.get()
    assert (task.title, task.effort, task.due_on, task.is_public, task.is_free) == (
        "Beim Fahrradladen fragen",
        30,
        due,
        True,
        True,
    )


def test_something_longer_than_two_hours_is_to_be_split_and_nothing_typed_is_lost(
    client: Client,
) -> None:
    project = make_project(make_town())
    signed_in(client, Role.LOTSE, project=project)

    page = client.post(
        f"{group_page(project)}aufgaben/", {"title": "Werkstatt streichen", "effort": "longer"}
    )

    content = page.content.decode()
    assert page.status_code == 422
    assert "Bitte teilen Sie auf: Eine Aufgabe dauert höchstens zwei Stunden" in content
    assert 'value="Werkstatt streichen"' in content
    assert Task.objects.count() == 0


def test_dropping_needs_a_reason_and_postponing_a_day_to_come(client: Client) -> None:
    project = make_project(make_town())
    task = make_task(project)
    signed_in(client, Role.LOTSE, project=project)

    pages = [
        client.post(task_page(task), form)
        for form in (
            {"deed": "drop", "reason": " "},
            {"deed": "postpone"},
            {"deed": "postpone", "due_on": "2020-01-01"},
            {"deed": "postpone", "due_on": "bald"},
            {"deed": "fly"},
        )
    ]

    assert [page.status_code for page in pages] == [422] * 5
    said = [page.content.decode() for page in pages[:4]]
    for sentence, content in zip(
        (
            "Bitte sagen Sie in einem Satz, warum die Aufgabe entfällt.",
            "Bitte nennen Sie einen Tag.",
            "Dieser Tag ist vorbei.",
            "Das ist kein Tag.",
        ),
        said,
        strict=True,
    ):
        assert sentence in content


@pytest.mark.parametrize(
    ("deed", "after"), [("take", "open"), ("finish", "done"), ("drop", "dropped")]
)
def test_one_click_does_it(client: Client, deed: str, after: str) -> None:
    project = make_project(make_town())
    task = make_task(project)
    signed_in(client, Role.MODERATION, project=project)

    page = client.post(task_page(task), {"deed": deed, "reason": "Erledigt sich selbst."})

    task.refresh_from_db()
    assert (page.status_code, page["Location"], task.state) == (302, group_page(project), after)


def test_an_editor_ticks_the_own_task_but_nobody_elses_and_adds_none(client: Client) -> None:
    project = make_project(make_town())
    mine, other = make_task(project), make_task(project, title="Anderes")
    signed_in(client, Role.EDITOR, project=project)

    taking = client.post(task_page(mine), {"deed": "take"})
    ticking = client.post(task_page(mine), {"deed": "finish", "zurueck": "heute"})
    theirs = client.post(task_page(other), {"deed": "finish"})
    handing = client.post(task_page(other), {"deed": "hand_over", "owner": ""})
    adding = client.post(f"{group_page(project)}aufgaben/", {"title": "X", "effort": "30"})

    assert (taking.status_code, ticking["Location"]) == (302, "/werkstatt/heute/aufgaben/")
    assert (theirs.status_code, handing.status_code, adding.status_code) == (403, 403, 403)
    mine.refresh_from_db()
    assert mine.state == "done"


def test_a_member_takes_ticks_and_gives_back_by_link_but_only_in_the_own_group(
    client: Client,
) -> None:
    town = make_town()
    project = make_project(town)
    member = make_member(project)
    task = make_task(project)
    elsewhere = make_task(make_project(town, title="Kino"))
    others = make_task(project, owner=make_member(project, contact="b@example.invalid"))
    link = f"/gruppe/{make_token(member)}/"

    def post(wanted: Task, deed: str) -> int:
        return client.post(f"{link}aufgaben/{wanted.public_id}/", {"deed": deed}).status_code

    statuses = [post(task, "take"), post(task, "finish"), post(task, "reopen")]
    statuses += [post(task, "give_back"), post(task, "finish"), post(others, "finish")]
    statuses += [post(elsewhere, "take"), post(others, "take")]

    task.refresh_from_db()
    others.refresh_from_db()
    assert statuses == [302, 302, 302, 302, 404, 404, 404, 302]
    assert (task.state, task.is_free) == ("open", True)
    assert (others.state, others.owner_member == member) == ("open", False)


def test_the_lead_adds_and_ticks_every_task_by_link_and_a_member_adds_none(client: Client) -> None:
    project = make_project(make_town())
    lead = f"/gruppe/{make_token(make_member(project, leads=True))}/"
    member = f"/gruppe/{make_token(make_member(project, contact='b@example.invalid'))}/"
    form = {"title": "Schild malen", "effort": "60"}

    refused = client.post(f"{member}aufgaben/", form).status_code
    incomplete = client.post(f"{lead}aufgaben/", {"title": "Schild malen"}).status_code
    client.post(f"{lead}aufgaben/", form)
    task = Task.objects.get()
    client.post(f"{lead}aufgaben/{task.public_id}/", {"deed": "finish"})

    task.refresh_from_db()
    assert (refused, incomplete, task.state) == (404, 422, "done")


def test_a_task_done_moves_the_project_so_that_it_does_not_stand_still() -> None:
    project = make_project(make_town())
    task = make_task(project)
    later = MORNING.replace(day=28)

    finish_task(task=task, by=house_of(task.project), at=later)

    project.refresh_from_db()
    assert project.changed_at == later


def test_my_tasks_and_who_has_what_overdue(client: Client) -> None:
    town = make_town()
    project = make_project(town)
    lotse = make_actor(Role.LOTSE, town=town)
    assert lotse.person is not None
    long_ago = date(2026, 1, 5)
    make_task(project, title="Meins", owner=lotse.person)
    make_task(project, title="Zu spät bei Anna", owner=make_member(project), due_on=long_ago)
    make_task(project, title="Zu spät bei niemandem", due_on=long_ago)
    client.force_login(lotse.person, backend=BACKEND)

    content = client.get("/werkstatt/heute/aufgaben/").content.decode()

    assert "Sie haben eine Aufgabe." in content
    mine, late = content.split("Überfällig, nach Personen")
    assert "Meins" in mine
    assert late.index("Anna Muster") < late.index("Zu spät bei Anna") < late.index("noch niemand")
