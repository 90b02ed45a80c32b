"""The step of the mail server: kept for us only, tried before it is kept, and only for who looks after the server."""

from pathlib import Path

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django import Settings

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_town
from machbar.foundation.towns.kept import keep, kept
from machbar.foundation.towns.models import Town
from machbar.site.wizard.tests.sending import address, signed_in

pytestmark = pytest.mark.django_db


def test_the_mail_server_is_kept_for_us_only_and_its_password_is_never_shown(
    town: Town, tmp_path: Path
) -> None:
    admin = signed_in(town, Role.ADMIN, is_operator=True)
    server = {
        "mail_host": "smtp.example.org",
        "mail_port": "587",
        "mail_tls": "on",
        "mail_user": "machbar",
        "mail_password": "geheim-geheim",
        "mail_from": "machbar@example.org",
    }

    empty = admin.get(address("post")).content.decode()
    saved = admin.post(address("post"), server)
    again = admin.post(address("post"), {**server, "mail_password": "", "mail_port": "25"})
    page = admin.get(address("post")).content.decode()

    assert (saved["Location"], again.status_code) == (address("recht"), 302)
    assert kept(tmp_path)["mail_password"] == "geheim-geheim"
    assert (kept(tmp_path)["mail_port"], kept(tmp_path)["mail_tls"]) == ("25", "yes")
    assert (tmp_path / "keys" / "server.json").stat().st_mode & 0o777 == 0o600
    assert "smtp.example.org" in page
    assert "geheim-geheim" not in page
    assert ["gilt das gespeicherte" in each for each in (empty, page)] == [False, True]


def test_another_server_does_not_get_the_old_password(town: Town, tmp_path: Path) -> None:
    keep(tmp_path, mail_host="alt.example.org", mail_password="geheim", mail_from="a@example.org")
    server = {"mail_host": "neu.example.org", "mail_port": "25", "mail_from": "a@example.org"}

    signed_in(town, Role.ADMIN, is_operator=True).post(address("post"), server)

    assert "mail_password" not in kept(tmp_path)


def test_a_letter_that_does_not_leave_is_said_and_nothing_is_kept(
    town: Town, tmp_path: Path
) -> None:
    nobody = {"mail_host": "127.0.0.1", "mail_port": "1", "mail_from": "a@b.de", "try": "1"}

    answer = signed_in(town, Role.ADMIN, is_operator=True).post(address("post"), nobody)

    assert answer.status_code == 422
    assert "Der Mailserver antwortet nicht." in answer.content.decode()
    assert not kept(tmp_path)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"mail_host": ".example.de"}, "nur den Namen"),
        ({"mail_host": f"{'x' * 64}.de"}, "nur den Namen"),
        ({"mail_user": "müller"}, "keine Umlaute"),
        ({"mail_password": "grün-grün-grün"}, "keine Umlaute"),
    ],
)
def test_what_no_mail_server_understands_is_refused_at_its_field(
    town: Town, tmp_path: Path, wrong: dict[str, str], sentence: str
) -> None:
    server = {"mail_host": "smtp.example.org", "mail_port": "587", "mail_from": "a@example.org"}

    answer = signed_in(town, Role.ADMIN, is_operator=True).post(
        address("post"), {**server, **wrong, "try": "1"}
    )

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not kept(tmp_path)


def test_who_does_not_look_after_the_server_does_not_enter_its_mail(town: Town) -> None:
    admin, here = signed_in(town, Role.ADMIN), {"host": "eins.example.org"}
    Town.objects.update(host=here["host"])
    make_town(host="zwei.example.org")

    page = admin.get(address("post"), headers=here)
    sending = admin.post(address("post"), {"mail_host": "x"}, headers=here)

    assert (page.status_code, sending.status_code) == (200, 403)
    assert "mail_host" not in page.content.decode()


def test_the_step_of_the_mail_is_listed_only_for_who_may_take_it(town: Town) -> None:
    admin, here = signed_in(town, Role.ADMIN), {"host": "eins.example.org"}
    alone = admin.get(reverse("wizard")).content.decode()
    first = admin.get(address("tuer")).content.decode()
    Town.objects.update(host=here["host"])
    make_town(host="zwei.example.org")

    listed = admin.get(reverse("wizard"), headers=here).content.decode()
    door = admin.get(address("tuer"), headers=here).content.decode()

    assert (address("post") in alone, address("post") in listed) == (True, False)
    assert ("Schritt 4 von 6" in first, "Schritt 4 von 5" in door) == (True, True)
    assert f'href="{address("recht")}">Später' in door


@pytest.mark.parametrize(
    ("public_url", "host", "is_said"),
    [
        ("http://localhost:8000", "", True),
        ("http://localhost:8000", "stadt.example.de", False),
        ("https://stadt.example.de", "", False),
    ],
)
def test_links_in_mails_that_lead_nowhere_are_said_where_mail_is_set_up(
    town: Town, settings: Settings, public_url: str, host: str, is_said: bool
) -> None:
    settings.PUBLIC_URL = public_url
    settings.ALLOWED_HOSTS = ["testserver", "stadt.example.de"]
    Town.objects.filter(pk=town.pk).update(host=host)
    admin = signed_in(town, Role.ADMIN, is_operator=True)

    page = admin.get(address("post"), headers={"host": host or "testserver"}).content.decode()

    assert ("Links in E-Mails führen noch nirgendwohin" in page) is is_said
    command = '<code>machbar serve <span class="nowrap">--public-url</span> https://…</code>'
    assert (command in page) is is_said
