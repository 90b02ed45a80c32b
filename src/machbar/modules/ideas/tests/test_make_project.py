"""From an idea to a project (F06)."""

import pytest
from django.test import Client

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services import join_project, make_project
from machbar.modules.ideas.tests.builders import MORNING, make_idea, make_receipt
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import publish_project
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


def test_one_click_makes_a_project_with_five_open_slots_and_a_second_none() -> None:
    idea = make_idea(make_town())
    lotse = make_actor(Role.LOTSE, town=idea.town)

    projects = [
        make_project(idea=idea, by=lotse, at=MORNING, title="Offene Fahrradwerkstatt")
        for _click in range(2)
    ]

    assert projects[0] == projects[1]
    assert list(projects[0].slots.values_list("kind", "state")) == [
        ("users", "open"),
        ("carrier", "open"),
        ("builder", "open"),
        ("financing", "open"),
        ("place", "open"),
    ]
    assert Idea.objects.get().status == Idea.Status.PROJECT


def test_several_ideas_join_one_project_and_keep_their_givers() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    first, second = make_idea(town), make_idea(town, text="Reparaturtreff")
    project = make_project(idea=first, by=lotse, at=MORNING, title="Werkstatt")

    join_project(idea=second, project=project, by=lotse, at=MORNING)

    assert set(project.ideas.all()) == {first, second}
    assert Project.objects.count() == 1


def test_the_receipt_leads_to_the_project_once_it_is_public(client: Client) -> None:
    receipt = make_receipt(make_town())
    lotse = make_actor(Role.LOTSE, town=receipt.idea.town)
    project = make_project(idea=receipt.idea, by=lotse, at=MORNING, title="Offene Werkstatt")
    address = f"/projekte/{project.public_id}/"

    before = client.get(f"/beleg/{receipt.token}/").content.decode()
    publish_project(project=project, by=lotse, at=MORNING)
    after = client.get(f"/beleg/{receipt.token}/").content.decode()

    assert address not in before
    assert address in after


def test_the_page_leads_from_the_idea_to_the_new_workspace(client: Client) -> None:
    idea = make_idea(make_town())
    lotse = make_actor(Role.LOTSE, town=idea.town)
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)

    page = client.post(
        f"/werkstatt/gespraeche/{idea.public_id}/projekt/",
        {"title": "Offene Werkstatt"},
        follow=True,
    )

    assert page.status_code == 200
    assert page.redirect_chain[-1][0] == f"/werkstatt/projekte/{Project.objects.get().public_id}/"
