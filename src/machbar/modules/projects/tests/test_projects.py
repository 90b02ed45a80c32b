"""Projects: slots with evidence, the sheet without lost changes, public and not."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.services import switch_module
from machbar.modules.projects.exceptions import ChangedMeanwhile, EvidenceMissing
from machbar.modules.projects.models import Project, Slot
from machbar.modules.projects.selectors import lacking, projects_visible_to, standings
from machbar.modules.projects.services import (
    change_sheet,
    create_project,
    publish_project,
    set_slot,
    withdraw_project,
)
from machbar.modules.projects.views.public import ahead
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


def make_project(by: Actor, title: str = "Offene Werkstatt", *, is_public: bool = False) -> Project:
    project = create_project(by=by, at=NOW, title=title)
    if is_public:
        publish_project(project=project, by=by, at=NOW)
        project.refresh_from_db()
    return project


def sign_in(client: Client, actor: Actor) -> None:
    assert actor.person is not None
    client.force_login(actor.person, backend=BACKEND)


def test_a_slot_beyond_missing_needs_a_sentence_in_service_and_database() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)

    with pytest.raises(EvidenceMissing):
        set_slot(project=project, kind="users", state="proven", note=" ", by=lotse, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Slot.objects.filter(project=project, kind="users").update(state="proven")

    assert standings(project.slots.all())["users"] == "open"


def test_a_slot_is_set_and_leaves_a_trace() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)

    set_slot(
        project=project, kind="users", state="proven", note="50 Räder warten.", by=lotse, at=NOW
    )

    assert standings(project.slots.all()) == {
        "users": "proven",
        "carrier": "open",
        "builder": "open",
        "financing": "open",
        "place": "open",
    }
    assert lotse.town.audit_entries.last().event == "project.slot_changed"  # type: ignore[union-attr]
    assert list(lacking(projects_visible_to(lotse), "users")) == []
    assert list(lacking(projects_visible_to(lotse), "place")) == [project]


def test_who_saves_over_a_newer_sheet_is_stopped_and_nothing_is_lost() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    change_sheet(project=project, by=lotse, at=NOW, seen_version=1, values={"goals": "Erste"})

    with pytest.raises(ChangedMeanwhile):
        change_sheet(project=project, by=lotse, at=NOW, seen_version=1, values={"goals": "Zweite"})

    assert Project.objects.get().goals == "Erste"


def test_the_page_shows_both_texts_when_two_people_edit(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    sign_in(client, lotse)
    change_sheet(
        project=project, by=lotse, at=NOW, seen_version=1, values={"goals": "Ihre Fassung"}
    )

    page = client.post(
        f"/werkstatt/projekte/{project.public_id}/blatt/",
        {"title": project.title, "goals": "Meine Fassung", "seen_version": "1"},
    )

    content = page.content.decode()
    assert page.status_code == 422
    assert "Ihre Fassung" in content
    assert "Meine Fassung" in content
    assert Project.objects.get().goals == "Ihre Fassung"


def test_the_end_before_the_start_is_named_at_its_field(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    sign_in(client, lotse)

    page = client.post(
        f"/werkstatt/projekte/{project.public_id}/blatt/",
        {"title": "T", "starts_on": "2027-02-01", "ends_on": "2027-01-01", "seen_version": "1"},
    )

    assert page.status_code == 422
    assert "Das Ende liegt vor dem Anfang." in page.content.decode()


def test_only_public_projects_exist_for_guests(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    hidden, shown = make_project(lotse, "Verborgen"), make_project(lotse, "Gezeigt", is_public=True)

    assert client.get(f"/projekte/{hidden.public_id}/").status_code == 404
    assert client.get(f"/projekte/{shown.public_id}/").status_code == 200
    assert "Verborgen" not in client.get("/projekte/").content.decode()

    withdraw_project(project=shown, by=lotse)
    assert client.get(f"/projekte/{shown.public_id}/").status_code == 404


def test_the_town_hall_reads_but_changes_nothing_and_sees_no_contact(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    change_sheet(
        project=project,
        by=lotse,
        at=NOW,
        seen_version=1,
        values={"contact_email": "geheim@example.org"},
    )
    sign_in(client, make_actor(Role.ADMINISTRATION, town=lotse.town))
    address = f"/werkstatt/projekte/{project.public_id}/"

    assert "geheim@example.org" not in client.get(address).content.decode()
    assert client.post(f"{address}feld/users/", {"state": "proven", "note": "x"}).status_code == 403
    assert client.get(f"{address}blatt/").status_code == 403


def test_a_slot_form_with_an_error_keeps_what_was_typed(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    sign_in(client, lotse)

    page = client.post(
        f"/werkstatt/projekte/{project.public_id}/feld/carrier/",
        {"state": "candidate", "note": "", "evidence_url": "kein link"},
    )

    content = page.content.decode()
    assert page.status_code == 422
    assert "Das ist keine vollständige Webadresse." in content
    assert 'value="kein link"' in content


@pytest.mark.parametrize("rows", [1, 20])
def test_lists_cost_the_same_at_one_and_at_twenty_rows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    lotse = make_actor(Role.LOTSE, town=make_town(host="testserver"))
    for at in range(rows):
        make_project(lotse, f"Projekt {at}", is_public=True)

    with django_assert_num_queries(5):
        client.get("/projekte/")
    sign_in(client, lotse)
    client.get("/")  # the first page after signing in notes the beginning of the session
    with django_assert_num_queries(8):
        client.get("/werkstatt/projekte/")


def test_without_ideas_the_town_shows_no_trace_of_them(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    make_project(lotse, is_public=True)
    switch_module(town=lotse.town, module="ideas", is_on=False)
    sign_in(client, lotse)

    pages = [
        client.get(path)
        for path in ("/", "/projekte/", "/werkstatt/heute/", "/werkstatt/projekte/")
    ]

    assert all(page.status_code == 200 for page in pages)
    assert all("/ideen/" not in page.content.decode() for page in pages)
    assert client.get("/ideen/").status_code == 404
    assert client.get("/tresen/").status_code == 404


def test_the_way_of_a_project_shows_what_lies_ahead_and_when_it_is_planned() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse, is_public=True)
    Project.objects.filter(pk=project.pk).update(
        stage="feasible", starts_on=date(2027, 2, 1), ends_on=date(2027, 6, 30)
    )

    page = Client().get(f"/projekte/{project.public_id}/").content.decode()
    project.refresh_from_db()

    assert ahead(project) == [
        ("in Umsetzung", "geplant: 1. Februar 2027"),
        ("fertig", "geplant: 30. Juni 2027"),
    ]
    assert "geplant: 1. Februar 2027" in page


@pytest.mark.parametrize("stage", ["done", "closed", "resting", "failed"])
def test_nothing_lies_ahead_of_a_project_that_is_done_or_stands_aside(stage: str) -> None:
    assert ahead(Project(stage=stage)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.LOTSE, Role.TREASURER])
def test_an_empty_list_asks_only_those_to_begin_who_may(role: Role, client: Client) -> None:
    by = make_actor(role)
    assert by.person is not None
    client.force_login(by.person, backend=BACKEND)

    page = client.get("/werkstatt/projekte/").content.decode()

    assert "Noch kein Projekt." in page
    assert ("legen Sie hier eines an" in page) == (role == Role.LOTSE)
