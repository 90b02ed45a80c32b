"""Requests to join as part of the moderation queue."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.modules.coordination.services import ask_to_join
from machbar.modules.projects.services import create_project, publish_project
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
QUEUE = "/werkstatt/gespraeche/durchsehen/"
MORNING = datetime(2026, 9, 24, 8, 0, tzinfo=UTC)


def test_requests_to_join_a_group_stand_in_the_same_line(
    client: Client,
) -> None:
    town = make_town(host="testserver")
    lotse = make_actor(Role.LOTSE, town=town)
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)
    house = Actor(town=town, system=True)
    project = create_project(by=house, at=MORNING, title="Werkstatt")
    publish_project(project=project, by=house, at=MORNING)
    members = [
        ask_to_join(
            project=project,
            by=house,
            at=MORNING + timedelta(minutes=number),
            form_key=name,
            name=f"{name} Muster",
            contact="0531 12345",
        ).member
        for number, name in enumerate(("Anna", "Bernd"))
    ]
    page = client.get(QUEUE).content.decode()
    assert "Anna Muster" in page
    address = "/werkstatt/projekte/{}/gruppe/{}/entscheiden/"
    form = {"zurueck": "durchsehen", "is_yes": "no"}
    no = address.format(project.public_id, members[0].public_id)
    yes = address.format(project.public_id, members[1].public_id)

    refused = client.post(no, {**form, "reason": ""})
    declined = client.post(no, {**form, "reason": "Gerade voll."}, follow=True)
    welcome = client.post(yes, {**form, "is_yes": "yes"}, follow=True)

    assert refused.status_code == 422
    assert "Anna Muster" in refused.content.decode()
    assert "Bernd Muster" in declined.content.decode()
    assert "Alles ist durchgesehen." in welcome.content.decode()
    states = [type(member).objects.get(pk=member.pk).state for member in members]
    assert states == ["declined", "active"]
