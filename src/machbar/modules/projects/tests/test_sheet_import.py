"""Reading in a sheet: both texts are shown, only ticked fields change, and what has no place is named."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.models import Term
from machbar.modules.projects.importing import Change, proposals
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import change_sheet, create_project
from machbar.modules.projects.vocabularies import add_vocabularies
from machbar.site.sign_in import BACKEND

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
PASTED = """Projektname: Offene Werkstatt
Ziele:
Neue Ziele

Umsetzung:
später
Ausgangslage:
Ein Keller
Hauptkategorie: Mobilität
Themengebiete: Bildung, Mobilität
Projektstart: 01.03.2027
"""


def make_project(by: Actor) -> Project:
    """A project with goals, in a town with its lists."""
    add_vocabularies(town=by.town)
    project = create_project(by=by, at=NOW, title="Offene Werkstatt")
    change_sheet(project=project, by=by, at=NOW, seen_version=1, values={"goals": "Alte Ziele"})
    return project


def sign_in(client: Client, actor: Actor) -> None:
    assert actor.person is not None
    client.force_login(actor.person, backend=BACKEND)


def _post(client: Client, project: Project, step: str = "", **typed: object) -> "Answer":
    address = f"/werkstatt/projekte/{project.public_id}/blatt/einlesen/{step}"
    return client.post(address, typed)


def _changes(project: Project, texts: dict[str, str]) -> dict[str, tuple[Change, str, str]]:
    return {
        each.name: (each.change, each.new, each.problem)
        for each in proposals(project, project.town, texts)
    }


def test_the_preview_shows_both_texts_and_changes_nothing(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    sign_in(client, lotse)

    page = _post(client, project, text=PASTED)

    content = page.content.decode()
    assert page.status_code == 200
    assert "Alte Ziele" in content
    assert "Neue Ziele" in content
    assert "Schon gleich:" in content
    assert "Zeile 5: „Umsetzung:“ ist kein Feld des Blatts." in content
    assert 'value="situation" checked' in content
    assert 'value="goals">' in content
    assert Project.objects.get().goals == "Alte Ziele"


def test_only_ticked_fields_are_taken(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    sign_in(client, lotse)

    answer = _post(
        client,
        project,
        "uebernehmen/",
        text=PASTED,
        seen_version="2",
        take=["situation", "main_category", "topics", "starts_on"],
    )

    project.refresh_from_db()
    assert answer.status_code == 302
    assert (project.situation, project.goals) == ("Ein Keller", "Alte Ziele")
    assert project.starts_on == date(2027, 3, 1)
    assert project.main_category is not None
    assert project.main_category.label == "Mobilität"
    assert [term.label for term in project.topics.all()] == ["Mobilität", "Bildung"]
    assert lotse.town.audit_entries.last().event == "project.sheet_changed"  # type: ignore[union-attr]


def test_fields_that_are_not_ticked_keep_their_topics_and_dates(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    term = lotse.town.terms.get(vocabulary="topic", code="bildung")
    change_sheet(
        project=project,
        by=lotse,
        at=NOW,
        seen_version=2,
        values={"ends_on": date(2028, 1, 1)},
        topics=[term],
    )
    sign_in(client, lotse)

    _post(client, project, "uebernehmen/", text=PASTED, seen_version="3", take=["goals"])

    project.refresh_from_db()
    assert project.goals == "Neue Ziele\n\nUmsetzung:\nspäter"
    assert list(project.topics.all()) == [term]
    assert (project.starts_on, project.ends_on) == (None, date(2028, 1, 1))


def test_somebody_elses_change_in_between_is_not_overwritten(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    sign_in(client, lotse)
    change_sheet(project=project, by=lotse, at=NOW, seen_version=2, values={"goals": "Ihre Ziele"})

    page = _post(client, project, "uebernehmen/", text=PASTED, seen_version="2", take=["goals"])

    content = page.content.decode()
    assert page.status_code == 422
    assert "Inzwischen hat jemand anderes dieses Projekt geändert." in content
    assert "Ihre Ziele" in content
    assert 'name="seen_version" value="3"' in content
    assert 'value="goals" checked' in content
    assert Project.objects.get().goals == "Ihre Ziele"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": PASTED, "seen_version": "2"}, "Bitte kreuzen Sie mindestens ein Feld an."),
        (
            {
                "text": "Projektstart: 2.1.2027\nProjektende: 1.1.2027",
                "seen_version": "2",
                "take": ["ends_on", "starts_on"],
            },
            "Das Ende liegt vor dem Anfang.",
        ),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(
    client: Client, typed: dict[str, object], sentence: str
) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    sign_in(client, lotse)

    page = _post(client, project, "uebernehmen/", **typed)

    content = page.content.decode()
    assert page.status_code == 422
    assert sentence in content
    assert str(typed["text"]).split("\n")[0] in content
    assert Project.objects.get().version == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Bitte fügen Sie einen Text ein."),
        ("nur ein Satz", "In diesem Text steht kein Feld des Blatts."),
        ("nur ein Satz", "Zeile 1: „nur ein Satz“ steht vor der ersten Überschrift"),
        ('{"fields": [', "Zeile 1 ist als JSON nicht lesbar"),
        ("== Wetter ==\nschön", "Zeile 1: Ein Feld „Wetter“ hat das Blatt nicht."),
    ],
)
def test_a_text_without_fields_says_so_and_stays(client: Client, text: str, sentence: str) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    sign_in(client, lotse)

    page = _post(client, project, text=text)

    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_each_value_is_checked_as_if_it_were_typed() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)

    found = _changes(
        project,
        {
            "title": "x" * 201,
            "main_category": "Mobilität\nBildung",
            "topics": "Bildung; Wetter",
            "regional_office": "braunschweig",
            "starts_on": "im März",
            "ends_on": "2027-03-01",
            "website": "nirgends",
            "contact_email": "keine Adresse",
            "goals": "Alte Ziele",
            "acronym": "OW",
        },
    )

    problems = {
        name: problem
        for name, (change, _new, problem) in found.items()
        if change is Change.UNREADABLE
    }
    assert set(problems) == {
        "title",
        "main_category",
        "topics",
        "starts_on",
        "website",
        "contact_email",
    }
    assert problems["main_category"] == "Hier ist nur einer davon möglich."
    assert problems["topics"] == "Steht nicht in der Liste dieser Stadt: Wetter."
    assert problems["starts_on"] == "Bitte geben Sie einen Tag an, zum Beispiel 01.03.2027."
    assert found["regional_office"] == (Change.FILLS, "Braunschweig", "")
    assert found["ends_on"] == (Change.FILLS, "01.03.2027", "")
    assert found["goals"] == (Change.SAME, "Alte Ziele", "")
    assert found["acronym"] == (Change.FILLS, "OW", "")


def test_a_start_after_the_present_end_is_named_at_the_start() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    change_sheet(
        project=project, by=lotse, at=NOW, seen_version=2, values={"ends_on": date(2026, 1, 1)}
    )

    found = _changes(project, {"starts_on": "01.01.2027"})

    assert found["starts_on"] == (
        Change.UNREADABLE,
        "01.01.2027",
        "Das Ende liegt vor dem Anfang.",
    )


def test_what_cannot_be_read_cannot_be_taken_either(client: Client) -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    category = lotse.town.terms.get(vocabulary="main-category", code="bildung")
    change_sheet(
        project=project, by=lotse, at=NOW, seen_version=2, values={"main_category": category}
    )
    sign_in(client, lotse)

    page = _post(
        client,
        project,
        "uebernehmen/",
        text="Hauptkategorie: Wetter",
        seen_version="3",
        take=["main_category"],
    )

    project.refresh_from_db()
    assert page.status_code == 422
    assert project.main_category == category


def test_a_retired_term_that_the_project_carries_is_still_understood() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    category = lotse.town.terms.get(vocabulary="main-category", code="bildung")
    change_sheet(
        project=project, by=lotse, at=NOW, seen_version=2, values={"main_category": category}
    )
    Term.objects.filter(vocabulary="main-category").update(is_active=False)

    found = _changes(project, {"main_category": "Bildung", "goals": "Neu"})

    assert found["main_category"][0] is Change.SAME
    assert found["goals"][0] is Change.DIFFERS


def test_the_preview_costs_few_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lotse = make_actor(Role.LOTSE, town=make_town(host="testserver"))
    project = make_project(lotse)
    sign_in(client, lotse)
    client.get("/")  # the first page after signing in notes the beginning of the session

    with django_assert_num_queries(19):
        _post(client, project, text=PASTED)
