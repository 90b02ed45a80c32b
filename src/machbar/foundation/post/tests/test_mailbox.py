"""The demo's mailbox: it shows what would have left, to the team of a demo town only."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.post.services import deliver_due, send_letter
from machbar.foundation.testing import make_person, make_town

pytestmark = pytest.mark.django_db


def test_the_team_reads_the_mails_with_their_links_and_nothing_leaves(
    client: Client, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "machbar.foundation.post.backends.MailboxBackend"
    town = make_town(is_demo=True)
    client.force_login(make_person(Role.EDITOR, town=town))
    send_letter(
        town=town,
        to="a@example.invalid",
        subject="Ihr Beleg",
        body="Hier: http://localhost:8000/beleg/abc/ <b>",
        key="k",
    )

    assert (deliver_due(), mail.outbox) == (1, [])
    page = client.get(reverse("post:mailbox")).content.decode()

    assert "Ihr Beleg" in page
    assert 'href="http://localhost:8000/beleg/abc/"' in page
    assert "&lt;b&gt;" in page
    assert Letter.objects.get().state == Letter.State.SENT


def test_it_does_not_exist_outside_the_demo(client: Client) -> None:
    client.force_login(make_person(Role.ADMIN, town=make_town()))

    assert client.get(reverse("post:mailbox")).status_code == 404


def test_another_towns_mails_are_not_shown(client: Client) -> None:
    ours = make_town(host="eins.example.org", is_demo=True)
    theirs = make_town(host="zwei.example.org", is_demo=True)
    client.force_login(make_person(Role.ADMIN, town=ours))
    send_letter(town=theirs, to="a@example.invalid", subject="Fremd", body="B", key="k")

    page = client.get(reverse("post:mailbox"), headers={"host": "eins.example.org"})

    assert page.status_code == 200
    assert "Fremd" not in page.content.decode()
