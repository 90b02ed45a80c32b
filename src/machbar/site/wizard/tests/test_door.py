"""The door of a town that is being set up: shut for strangers, and opened once all is said."""

import pytest
from django.test import Client
from django.urls import reverse

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.towns.models import Town
from machbar.site.wizard.tests.sending import DOOR, LAW, sent, signed_in

pytestmark = pytest.mark.django_db


def test_strangers_find_a_door_until_the_town_opens(town: Town) -> None:
    admin, stranger = signed_in(town, Role.ADMIN), Client()

    closed = {
        name: stranger.get(reverse(name)).status_code
        for name in ("home", "ideas:wall", "feed", "sitemap", "kiosk", "ideas:hand_in")
    }
    door = stranger.get("/")
    allowed = [
        stranger.get(reverse(name)).status_code
        for name in ("imprint", "privacy", "accessibility", "robots", "account_login")
    ]

    assert set(closed.values()) == {503}
    assert "Hier wird noch gestrichen." in door.content.decode()
    assert allowed == [200] * 5
    assert "Disallow: /\n" in stranger.get(reverse("robots")).content.decode()
    assert [admin.get("/").status_code, stranger.post("/ideen/neu/", {}).status_code] == [200, 503]


def test_the_door_opens_only_when_all_is_said_and_only_once(town: Town) -> None:
    admin = signed_in(town, Role.ADMIN)
    before = admin.post(reverse("wizard_open"), follow=True).content.decode()
    sent(admin, "tuer", DOOR)
    sent(admin, "recht", LAW)

    opened = [admin.post(reverse("wizard_open"))["Location"] for _click in range(2)]

    assert "Bevor die Tür aufgeht, fehlt noch: Wo ist die Tür?" in before
    assert opened == ["/", "/"]
    assert Client().get("/").status_code == 200
    assert AuditEntry.objects.filter(event="town.opened").count() == 1


def test_a_statement_without_barriers_says_that_there_are_none(town: Town) -> None:
    admin = signed_in(town, Role.ADMIN)
    sent(admin, "tuer", DOOR)
    sent(admin, "recht", {**LAW, "barriers": ""})

    partly = admin.post(reverse("wizard_open"), follow=True).content.decode()
    sent(admin, "recht", {**LAW, "barriers": "", "conformity": "full"})
    fully = admin.post(reverse("wizard_open"))

    assert "Was genau ist noch nicht barrierefrei" in partly
    assert fully["Location"] == "/"
