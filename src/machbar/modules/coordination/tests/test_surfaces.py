"""What coordination shows on the pages of the house, what that costs, and that switched off it leaves no trace."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.surfaces.module import ProjectPage
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.services import switch_module
from machbar.modules.coordination.day import day_page
from machbar.modules.coordination.models import Member, Task
from machbar.modules.coordination.module import project_panels
from machbar.modules.coordination.tests.builders import (
    MORNING,
    make_member,
    make_project,
    make_request,
    make_task,
    make_token,
)
from machbar.modules.projects.models import Project
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


def fill(project: Project, count: int, owner: Actor) -> None:
    """Open tasks, overdue ones, requests and members: ``count`` of each."""
    assert owner.person is not None
    today = timezone.localdate()
    for number in range(count):
        make_request(project, contact=f"q{number}@example.invalid")
        member = make_member(project, contact=f"m{number}@example.invalid", shows_first_name=True)
        make_task(project, owner=member, due_on=today - timedelta(days=1), is_public=True)
        make_task(project, owner=owner.person, due_on=today)
        make_task(project, is_public=True)


def panels(actor: Actor, project: Project) -> list[tuple[str, ProjectPage | None]]:
    return [
        (panel.template, panel.page)
        for page in ProjectPage
        for panel in project_panels(actor, project.pk, page)
    ]


def test_in_public_there_is_the_way_in_and_for_the_team_the_work() -> None:
    town = make_town()
    project = make_project(town)
    join = ("coordination/_join_panel.html", ProjectPage.PUBLIC)
    shown = [
        ("coordination/_plan_panel.html", ProjectPage.PUBLIC),
        ("coordination/_diary_panel.html", ProjectPage.PUBLIC),
    ]
    work = [
        ("coordination/_work_panel.html", ProjectPage.WORKSPACE),
        ("coordination/_diary_work_panel.html", ProjectPage.WORKSPACE),
    ]

    assert panels(Actor(town=town), project) == [join, *shown]
    assert panels(make_actor(Role.EDITOR, town=town), project) == [join, *shown, *work]
    internal = make_project(town, is_public=False)
    assert panels(Actor(town=town), internal) == []
    assert panels(make_actor(Role.EDITOR, town=town), internal) == [*shown, *work]


def test_the_public_page_names_open_public_tasks_and_nobody(client: Client) -> None:
    project = make_project(make_town())
    make_task(project, title="Ständer besorgen", is_public=True)
    make_task(project, title="Intern")
    owner = make_member(project, name="Anna Muster", shows_first_name=True)
    make_task(project, title="Schild malen", is_public=True, owner=owner, effort=120)
    done = make_task(project, title="Längst fertig", is_public=True)
    Task.objects.filter(pk=done.pk).update(state="done", ended_at=MORNING)

    content = client.get(f"/projekte/{project.public_id}/").content.decode()

    assert "Ständer besorgen" in content
    assert "macht schon jemand" in content
    for hidden in ("Intern", "Anna", "Längst fertig", "example.invalid"):
        assert hidden not in content


def test_each_page_of_a_project_shows_its_own_panel(client: Client) -> None:
    project = make_project(make_town())
    make_task(project, is_public=True)
    lotse = make_actor(Role.LOTSE, town=project.town)
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)

    public = client.get(f"/projekte/{project.public_id}/").content.decode()
    workspace = client.get(f"/werkstatt/projekte/{project.public_id}/").content.decode()

    assert ("Wer macht mit?" in public, "Eine offene Aufgabe" in public) == (True, False)
    assert ("Wer macht mit?" in workspace, "Eine offene Aufgabe" in workspace) == (False, True)


def test_the_day_page_has_requests_for_who_answers_and_overdue_tasks_for_each() -> None:
    town = make_town()
    project = make_project(town)
    lotse, editor = make_actor(Role.LOTSE, town=town), make_actor(Role.EDITOR, town=town)
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    make_request(project, name="Carla Neu", at=timezone.now())
    make_task(project, title="Beim Mitglied", owner=make_member(project), due_on=yesterday)
    make_task(project, title="Beim Redakteur", owner=editor.person, due_on=yesterday)
    make_task(project, title="Heute", owner=editor.person, due_on=today)

    def headlines(actor: Actor) -> list[tuple[str, bool]]:
        part = day_page(actor, today)
        return [] if part is None else [(str(item.headline), item.is_late) for item in part.items]

    assert headlines(lotse) == [
        ("Beim Mitglied", True),
        ("Beim Redakteur", True),
        ("Carla möchte mitmachen", False),
    ]
    assert headlines(editor) == [("Beim Redakteur", True), ("Heute", False)]
    assert headlines(Actor(town=town)) == []
    assert headlines(make_actor(Role.ADMINISTRATION, town=town)) == []


def test_the_day_page_says_how_many_there_are_in_all() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    fill(make_project(town), 10, lotse)

    part = day_page(lotse, timezone.localdate())

    assert part is not None
    assert (len(part.items), part.total) == (8, 30)


@pytest.mark.parametrize("rows", [1, 20])
def test_the_surfaces_cost_the_same_at_one_and_at_twenty_rows(
    django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    town = make_town()
    project = make_project(town)
    lotse = make_actor(Role.LOTSE, town=town)
    fill(project, rows, lotse)

    for page in ProjectPage:
        with django_assert_num_queries(2):
            project_panels(lotse, project.pk, page)


@pytest.mark.parametrize("rows", [1, 20])
def test_the_pages_cost_the_same_at_one_and_at_twenty_rows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    town = make_town(host="testserver")
    project = make_project(town)
    lotse = make_actor(Role.LOTSE, town=town)
    assert lotse.person is not None
    fill(project, rows, lotse)
    client.force_login(lotse.person, backend=BACKEND)
    client.get("/")  # the first page after signing in notes the beginning of the session

    for path, queries in (
        (f"/werkstatt/projekte/{project.public_id}/gruppe/", 14),
        ("/werkstatt/heute/aufgaben/", 8),
        (f"/projekte/{project.public_id}/mitmachen/", 8),
    ):
        with django_assert_num_queries(queries, info=path):
            client.get(path)


@pytest.mark.parametrize("rows", [1, 20])
def test_the_leads_page_costs_the_same_at_one_and_at_twenty_rows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    town = make_town(host="testserver")
    project = make_project(town)
    fill(project, rows, make_actor(Role.LOTSE, town=town))
    token = make_token(make_member(project, contact="l@example.invalid", leads=True))

    with django_assert_num_queries(11):
        client.get(f"/gruppe/{token}/")


def test_a_town_without_the_module_works_and_shows_no_trace_of_it(client: Client) -> None:
    town = make_town(host="testserver")
    project = make_project(town)
    member = make_member(project)
    token = make_token(member)
    make_task(project, is_public=True, owner=member)
    make_task(project, is_public=True)
    make_request(project, contact="0531 12345")
    lotse = make_actor(Role.LOTSE, town=town)
    assert lotse.person is not None
    switch_module(town=town, module="coordination", is_on=False)
    client.force_login(lotse.person, backend=BACKEND)
    there = [
        "/",
        "/werkstatt/heute/",
        f"/projekte/{project.public_id}/",
        f"/werkstatt/projekte/{project.public_id}/",
    ]
    gone = [
        f"/gruppe/{token}/",
        f"/projekte/{project.public_id}/mitmachen/",
        f"/werkstatt/projekte/{project.public_id}/gruppe/",
        "/werkstatt/heute/aufgaben/",
    ]

    pages = [client.get(path) for path in there]

    assert [page.status_code for page in pages] == [200] * len(there)
    for page in pages:
        content = page.content.decode()
        for trace in ("mitmachen/", "Wer macht mit", "Aufgabe", "/gruppe/", "möchte mitmachen"):
            assert trace not in content, (page.request["PATH_INFO"], trace)
    assert [client.get(path).status_code for path in gone] == [404] * len(gone)
    assert Member.objects.count() == 2
