"""From "Mach ich mit" into the group of the project that the idea became: one click, nothing typed again."""

import re

import pytest
from django.test import Client

from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.towns.services import switch_module
from machbar.modules.coordination.models import Member
from machbar.modules.ideas.services import make_project, offer_help
from machbar.modules.ideas.tests.builders import MORNING, make_idea
from machbar.modules.projects.models import Project

pytestmark = pytest.mark.django_db
BUTTON = "In die Gruppe einladen, per E-Mail"
FORM = re.compile(
    r'action="(/werkstatt/projekte/[^"]+/gruppe/einladen/)".*?'
    r'name="name" value="([^"]*)".*?name="address" value="([^"]*)"',
    re.DOTALL,
)


def project_with_offer(contact: str) -> Project:
    """A project of an idea to which somebody has said that they join in."""
    town = make_town()
    idea = make_idea(town=town, is_public=True)
    offer_help(
        idea=idea,
        by=make_actor(town=town),
        at=MORNING,
        form_key="1",
        name="Nachbarin",
        contact=contact,
        text="Ich habe einen Anhänger.",
    )
    return make_project(
        idea=idea, by=make_actor(Role.LOTSE, town=town), at=MORNING, title="Werkstatt"
    )


def workspace(project: Project) -> tuple[Client, str]:
    client = Client()
    client.force_login(make_person(Role.LOTSE, town=project.town))
    page = client.get(f"/werkstatt/projekte/{project.public_id}/").content.decode()
    return client, page


def test_one_click_invites_who_offered_help() -> None:
    client, page = workspace(project_with_offer("nachbarin@example.invalid"))
    found = FORM.search(page)
    assert found is not None
    address, name, contact = found.groups()

    for _click in range(2):
        client.post(address, {"name": name, "address": contact})

    member = Member.objects.get()
    assert (member.state, member.name, member.contact) == (
        "invited",
        "Nachbarin",
        "nachbarin@example.invalid",
    )
    assert Letter.objects.filter(subject="Machen Sie mit? Werkstatt").count() == 1


def test_who_left_a_phone_number_cannot_be_invited_by_mail() -> None:
    _client, page = workspace(project_with_offer("05353 910"))

    assert "Nachbarin" in page
    assert BUTTON not in page


def test_without_groups_there_is_no_such_button() -> None:
    project = project_with_offer("nachbarin@example.invalid")
    switch_module(town=project.town, module="coordination", is_on=False)

    _client, page = workspace(project)

    assert "Nachbarin" in page
    assert BUTTON not in page
