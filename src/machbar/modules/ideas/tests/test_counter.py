"""The counter (F02): a paired device or the team, one idea after the other."""

import pytest
from django.test import Client

from machbar.foundation.access.middleware import DEVICE_COOKIE
from machbar.foundation.people.models import Role
from machbar.foundation.testing import DEVICE_TOKEN, make_actor, make_device, make_town
from machbar.modules.ideas.models import Idea
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


def test_the_paired_tablet_takes_down_an_idea_and_is_empty_again(client: Client) -> None:
    town = make_town(number_prefix="K")
    make_device(town=town)
    client.cookies[DEVICE_COOKIE] = DEVICE_TOKEN

    page = client.post(
        "/tresen/",
        {"text": "Fahrradwerkstatt sucht Raum", "channel": "counter", "initials": "AB"},
        follow=True,
    )

    idea = Idea.objects.get()
    content = page.content.decode()
    assert (idea.channel, idea.initials) == ("counter", "AB")
    assert "K-2026-0001 ist gespeichert" in content.replace(idea.number, "K-2026-0001")
    assert "/beleg/" in content
    assert 'value="AB"' in content
    assert "Fahrradwerkstatt sucht Raum</textarea>" not in content


def test_a_stranger_is_asked_to_pair_and_the_town_hall_is_refused(client: Client) -> None:
    town = make_town()

    assert client.get("/tresen/")["Location"] == "/tresen/koppeln/"

    clerk = make_actor(Role.ADMINISTRATION, town=town)
    assert clerk.person is not None
    client.force_login(clerk.person, backend=BACKEND)
    assert client.get("/tresen/").status_code == 403
    assert client.post("/tresen/", {"text": "x", "channel": "counter"}).status_code == 403
    assert Idea.objects.count() == 0


def test_the_counter_never_shows_contact_data(client: Client) -> None:
    town = make_town()
    make_device(town=town)
    client.cookies[DEVICE_COOKIE] = DEVICE_TOKEN

    client.post("/tresen/", {"text": "Suppe", "channel": "counter", "contact": "05353 99999"})

    assert "05353 99999" not in client.get("/tresen/").content.decode()
