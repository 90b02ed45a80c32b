"""The public status line: one current line, those before stay, everybody reads it (W1, step 7)."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.modules.ideas.services import make_project as become_project
from machbar.modules.ideas.tests.builders import make_receipt
from machbar.modules.projects.exceptions import StatusMissing
from machbar.modules.projects.models import Project, StatusLine
from machbar.modules.projects.selectors import current_status, with_status
from machbar.modules.projects.services import (
    create_project,
    end_status,
    publish_project,
    say_status,
)
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
LINE = "Besichtigung am Samstag"


def make_project(actor: Actor) -> Project:
    return create_project(by=actor, at=NOW, title="Fahrradwerkstatt")


def signed_in(client: Client, actor: Actor) -> Client:
    assert actor.person is not None
    client.force_login(actor.person, backend=BACKEND)
    return client


def test_one_line_is_current_and_those_before_stay() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)

    for text in (LINE, f"  {LINE} ", "Der Vertrag ist da"):
        say_status(project=project, by=lotse, at=NOW, text=text)

    found = with_status(Project.objects.filter(pk=project.pk)).get()
    assert str(found.current_status) == "Der Vertrag ist da"
    assert [line.text for line in StatusLine.objects.order_by("pk")] == [LINE, "Der Vertrag ist da"]
    assert {key: line.text for key, line in current_status([project.pk]).items()} == {
        project.pk: "Der Vertrag ist da"
    }
    said = AuditEntry.objects.filter(event="project.status_said")
    assert said.count() == 2


def test_an_empty_line_is_refused_and_a_line_is_taken_away_once() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    with pytest.raises(StatusMissing):
        say_status(project=project, by=lotse, at=NOW, text="  ")
    say_status(project=project, by=lotse, at=NOW, text=LINE)

    for _click in range(2):
        end_status(project=project, by=lotse, at=NOW)

    found = with_status(Project.objects.filter(pk=project.pk)).get()
    assert found.current_status is None
    assert AuditEntry.objects.filter(event="project.status_ended").count() == 1


def test_the_database_keeps_one_current_line_with_words() -> None:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse)
    say_status(project=project, by=lotse, at=NOW, text=LINE)

    for text, ended_at in (("Noch eine", None), ("", NOW)):
        with pytest.raises(IntegrityError), transaction.atomic():
            StatusLine.objects.create(project=project, text=text, said_at=NOW, ended_at=ended_at)


@pytest.mark.parametrize("is_public", [True, False])
def test_page_and_receipt_show_it_without_a_login(client: Client, is_public: bool) -> None:
    town = make_town(host="testserver")
    lotse = make_actor(Role.LOTSE, town=town)
    receipt = make_receipt(town)
    project = become_project(idea=receipt.idea, by=lotse, at=NOW, title="Werkstatt-Titel")
    if is_public:
        publish_project(project=project, by=lotse, at=NOW)
    staff = signed_in(Client(), lotse)

    answer = staff.post(f"/werkstatt/projekte/{project.public_id}/stand/", {"text": LINE})

    slip = client.get(f"/beleg/{receipt.token}/").content.decode()
    page = client.get(f"/projekte/{project.public_id}/")
    assert answer.status_code == 302
    assert (LINE in slip, f"/projekte/{project.public_id}/" in slip) == (True, is_public)
    assert (page.status_code, LINE in page.content.decode()) == (
        (200, True) if is_public else (404, False)
    )


def test_a_wrong_line_stands_in_its_place_and_only_who_works_on_projects_says_one(
    client: Client,
) -> None:
    town = make_town(host="testserver")
    lotse = make_actor(Role.LOTSE, town=town)
    project = make_project(lotse)
    path = f"/werkstatt/projekte/{project.public_id}/stand/"

    long = signed_in(client, lotse).post(path, {"text": "x" * 161})
    content = long.content.decode()
    editor = signed_in(Client(), make_actor(Role.EDITOR, town=town)).post(path, {"text": LINE})

    assert (long.status_code, editor.status_code) == (422, 403)
    assert ("höchstens 160 Zeichen" in content, "x" * 161 in content) == (True, True)
    signed_in(client, lotse).post(path, {"text": LINE})
    signed_in(client, lotse).post(path, {"deed": "end"})
    assert not StatusLine.objects.filter(ended_at=None).exists()
