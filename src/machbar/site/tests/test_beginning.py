"""What the team finds on *Heute* while nothing has happened yet, and what the server is told without any file."""

import stat
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.post.backends import HouseBackend, entered_server, mail_sender
from machbar.foundation.post.services import deliver, send_letter
from machbar.foundation.surfaces.registry import all_modules
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.kept import keep, kept, path_in
from machbar.foundation.towns.models import LegalNotice
from machbar.modules.ideas.services import hand_in_idea
from machbar.site import environment
from machbar.site.beginning import beginnings
from machbar.site.commands import serve
from machbar.site.profile.saying import missing
from machbar.site.sign_in import BACKEND
from machbar.site.wizard.entrance import lay_out

FIRST = "Hier fängt alles erst an."


def today(actor: Actor) -> str:
    client = Client()
    assert actor.person is not None
    client.force_login(actor.person, backend=BACKEND)
    return client.get(reverse("day_page")).content.decode()


@pytest.mark.django_db
def test_in_an_empty_town_today_says_what_comes_first() -> None:
    admin, lotse = make_actor(Role.ADMIN), None
    lotse = make_actor(Role.LOTSE, town=admin.town)

    for_admin, for_lotse = today(admin), today(lotse)

    assert FIRST in for_admin
    assert "Ein Tablet am Tresen" in for_admin
    assert FIRST in for_lotse
    assert "Die erste Idee" in for_lotse
    assert "Ein Tablet am Tresen" not in for_lotse


@pytest.mark.django_db
def test_with_the_first_idea_the_beginning_is_over() -> None:
    lotse = make_actor(Role.LOTSE)
    before = len(beginnings(lotse, all_modules()))
    hand_in_idea(by=lotse, at=timezone.now(), text="Ein Brunnen", form_key="eins")

    assert before == 4
    assert list(beginnings(lotse, all_modules())) == []
    assert FIRST not in today(lotse)


@pytest.mark.django_db
def test_who_runs_it_is_said_by_the_legal_notice_as_well() -> None:
    town = make_town()
    before = [each.field for each in missing(town)]
    LegalNotice.objects.create(town=town, body="Stadt Lutterstadt")

    assert "imprint" in before
    assert "imprint" not in [each.field for each in missing(town)]


def test_what_was_entered_is_kept_whole_and_for_us_only(tmp_path: Path) -> None:
    keep(tmp_path, mail_host="smtp.example.org", mail_password="geheim")
    keep(tmp_path, public_url="https://machbar.example.org", mail_password="")

    assert kept(tmp_path) == {
        "mail_host": "smtp.example.org",
        "public_url": "https://machbar.example.org",
    }
    assert stat.S_IMODE(path_in(tmp_path).stat().st_mode) == 0o600
    assert [each.name for each in path_in(tmp_path).parent.iterdir()] == ["server.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', '{"strange": "x"}'])
def test_a_file_that_cannot_be_read_says_nothing(tmp_path: Path, text: str) -> None:
    path_in(tmp_path).parent.mkdir()
    path_in(tmp_path).write_text(text, encoding="utf-8")

    assert kept(tmp_path) == {}


def test_mail_leaves_through_the_server_that_was_entered_without_a_restart(
    tmp_path: Path, settings: Settings
) -> None:
    settings.DATA = tmp_path
    before = HouseBackend().host
    keep(
        tmp_path, mail_host="smtp.example.org", mail_port="587", mail_tls="yes", mail_from="m@a.de"
    )
    after = HouseBackend(timeout=3)

    assert before == settings.EMAIL_HOST
    assert (after.host, after.port, after.use_tls, after.timeout) == (
        "smtp.example.org",
        587,
        True,
        3,
    )
    assert mail_sender() == "m@a.de"


def test_a_variable_wins_over_what_was_entered(tmp_path: Path, settings: Settings) -> None:
    settings.DATA, settings.MAIL_IS_SET = tmp_path, True
    keep(tmp_path, mail_host="smtp.example.org", mail_from="m@a.de")

    assert (entered_server(), mail_sender()) == ({}, settings.MAIL_FROM)


@pytest.mark.django_db
def test_letters_carry_the_sender_that_was_entered(tmp_path: Path, settings: Settings) -> None:
    settings.DATA = tmp_path
    keep(tmp_path, mail_from="m@example.org")
    letter = send_letter(town=make_town(), to="a@example.org", subject="x", body="y", key="z")

    deliver(letter)

    assert mail.outbox[0].from_email == "MachBar Lutterstadt <m@example.org>"


@pytest.mark.parametrize(
    ("public", "hosts"),
    [
        ("http://localhost:8000", "localhost,127.0.0.1,[::1]"),
        ("https://machbar.example.org", "localhost,127.0.0.1,[::1],machbar.example.org"),
    ],
)
def test_the_server_answers_under_its_public_address(public: str, hosts: str) -> None:
    assert environment.hosts_for(public) == hosts


def test_serve_names_the_secret_address_below_the_public_name(tmp_path: Path) -> None:
    nothing = serve._first_entry(tmp_path, "http://127.0.0.1:8000")
    token = lay_out(tmp_path)
    keep(tmp_path, public_url="https://machbar.example.org")

    said = serve._first_entry(tmp_path, "http://127.0.0.1:8000").splitlines()

    assert nothing == ""
    assert said[2:] == [f"https://machbar.example.org/einrichten/{token}/"]


def test_without_a_public_name_the_secret_address_is_of_this_machine(tmp_path: Path) -> None:
    token = lay_out(tmp_path)

    said = serve._first_entry(tmp_path, "http://127.0.0.1:8000").splitlines()

    assert said[2:] == [f"http://127.0.0.1:8000/einrichten/{token}/"]


class OnlyBehindAProxy(BaseHTTPRequestHandler):
    """Sends whoever comes without HTTPS elsewhere, as the house does with HTTPS switched on; keeps the name it was
    asked under."""

    asked_as = ""

    def do_GET(self) -> None:
        """As `SecurityMiddleware` answers."""
        OnlyBehindAProxy.asked_as = self.headers["Host"]
        is_proxy = self.headers.get("X-Forwarded-Proto") == "https"
        self.send_response(200 if is_proxy else 301)
        if not is_proxy:
            self.send_header("Location", "https://127.0.0.1:1/healthz")
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Nothing."""


@pytest.mark.parametrize(
    ("hosts", "name"),
    [
        ("", "localhost"),
        ("machbar.example.org,nord.example.org", "machbar.example.org"),
        (".example.org", "example.org"),
        ("*", "localhost"),
    ],
)
def test_serve_asks_the_pages_under_a_name_of_theirs(
    hosts: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MACHBAR_HOSTS", hosts)
    server = HTTPServer(("127.0.0.1", 0), OnlyBehindAProxy)
    Thread(target=server.handle_request, daemon=True).start()
    web = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)

    serve._wait_for("127.0.0.1", server.server_port, web, lambda: False)

    web.communicate(b"\n")
    server.server_close()
    assert OnlyBehindAProxy.asked_as == name


def test_serve_sees_that_the_pages_answer_behind_https_as_well() -> None:
    server = HTTPServer(("127.0.0.1", 0), OnlyBehindAProxy)
    Thread(target=server.handle_request, daemon=True).start()
    web = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    began = time.monotonic()

    is_up = serve._wait_for("127.0.0.1", server.server_port, web, lambda: False)

    web.communicate(b"\n")
    server.server_close()
    assert is_up
    assert time.monotonic() - began < 10
