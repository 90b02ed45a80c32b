"""The self-check: every light in its colours, the command with its status, the page."""

import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.keeping.memory import Failure
from machbar.foundation.media.address import bucket_address
from machbar.foundation.media.tests.bucket_server import BucketServer
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.towns.kept import keep, kept, path_in
from machbar.foundation.towns.models import LegalNotice
from machbar.site.cli import main
from machbar.site.heartbeat import beat, last_beat, path
from machbar.site.sign_in import BACKEND
from machbar.site.start_checks import file_obstacles
from machbar.site.state import server, town
from machbar.site.state.backups import SOURCES, never
from machbar.site.state.lights import Colour, Light, worst
from machbar.site.state.pictures import pictures

pytestmark = pytest.mark.django_db
NOW = timezone.now()
SAID = {
    "body": "Stadt",
    "represented_by": "Amt",
    "postal_address": "Markt 1",
    "privacy_contact": "niemand",
    "authority": "Aufsicht",
    "barriers": "Karten",
    "enforcement": "Stelle",
}


@pytest.fixture(autouse=True)
def _well_run(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    settings.HTTPS, settings.SECURE_HSTS_SECONDS = True, 1000
    settings.PUBLIC_URL = "https://machbar.example.org"
    settings.ALLOWED_HOSTS = ["machbar.example.org", "testserver", ".example.org"]
    settings.SECURE_SSL_REDIRECT = False
    wired = dict(vars(SOURCES))
    for name in wired:
        setattr(SOURCES, name, never)
    yield
    for name, source in wired.items():
        setattr(SOURCES, name, source)


def ago(**how_long: int) -> datetime:
    return NOW - timedelta(**how_long)


def test_a_server_that_is_run_well_is_green(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "secret").touch(0o600)

    assert [light.name for light in server.server_lights() if light.colour] == []


@pytest.mark.parametrize(
    ("changed", "name", "colour"),
    [
        ({"DEBUG": True}, "debug", Colour.RED),
        ({"ALLOWED_HOSTS": ["*"]}, "hosts", Colour.RED),
        ({"ALLOWED_HOSTS": ["localhost"]}, "hosts", Colour.RED),
        ({"ALLOWED_HOSTS": [".example.org"]}, "hosts", Colour.GREEN),
        ({"PUBLIC_URL": "http://localhost:8000"}, "hosts", Colour.YELLOW),
        ({"HTTPS": False}, "https", Colour.RED),
        ({"HTTPS": False, "PUBLIC_URL": "http://localhost"}, "https", Colour.YELLOW),
        ({"SECRET_KEY": "kurz"}, "secret", Colour.RED),
        ({"DATA": Path("/dev/null/nirgends")}, "folders", Colour.RED),
    ],
)
def test_each_light_of_the_machine_turns(
    settings: Settings, changed: dict[str, object], name: str, colour: Colour
) -> None:
    for setting, value in changed.items():
        setattr(settings, setting, value)

    [light] = [each for each in server.server_lights() if each.name == name]

    assert light.colour == colour
    assert bool(light.cure) == bool(colour)


def test_a_key_that_others_can_read_is_red(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "secret").touch(0o644)
    (tmp_path / "keys" / "secret").chmod(0o644)

    assert server.secret().cure == f"chmod 600 {tmp_path / 'keys' / 'secret'}"


@pytest.mark.parametrize(
    ("folder", "file", "colour"),
    [(0o755, 0o644, Colour.YELLOW), (0o755, 0o640, Colour.GREEN), (0o750, 0o644, Colour.GREEN)],
)
def test_words_of_people_that_others_can_read_are_yellow(
    tmp_path: Path, folder: int, file: int, colour: Colour
) -> None:
    database = tmp_path / "machbar.sqlite3"
    database.touch()
    database.chmod(file)
    tmp_path.chmod(folder)

    light = server.folders()

    assert (light.colour, bool(light.cure)) == (colour, colour is Colour.YELLOW)


@pytest.mark.parametrize(
    ("free", "colour"), [(3_000, Colour.GREEN), (1_000, Colour.YELLOW), (100, Colour.RED)]
)
def test_a_disk_fills(monkeypatch: pytest.MonkeyPatch, free: int, colour: Colour) -> None:
    class Usage:
        total, free = 10_000_000_000, 0

    Usage.free = free * 1_000_000
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage)

    assert server.disk().colour == colour


def test_a_clock_that_runs_beside_that_of_the_disk_is_red(monkeypatch: pytest.MonkeyPatch) -> None:
    right = server.clock().colour
    monkeypatch.setattr("time.time", lambda: 0.0)

    assert [right, server.clock().colour] == [Colour.GREEN, Colour.RED]


def test_a_file_of_somebody_else_is_named_with_its_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "machbar.sqlite3").touch()
    monkeypatch.setattr("os.access", lambda _path, _mode: False)

    [sentence] = file_obstacles(tmp_path)

    assert str(tmp_path / "machbar.sqlite3") in sentence
    assert f"chown -R BENUTZER {tmp_path}" in sentence


def test_monitoring_turns_red_where_nothing_can_be_written(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    well = client.get("/healthz").status_code
    monkeypatch.setattr("os.access", lambda _path, _mode: False)

    assert [well, client.get("/healthz").status_code] == [200, 503]


def test_mail_is_yellow_until_somebody_says_how_it_leaves(tmp_path: Path) -> None:
    before = town.mail(NOW, connects=True)
    keep(tmp_path, mail_host="127.0.0.1", mail_port="1", mail_from="a@example.org")

    quick, thorough = town.mail(NOW, connects=False), town.mail(NOW, connects=True)

    assert [before.colour, quick.colour, thorough.colour] == [
        Colour.YELLOW,
        Colour.GREEN,
        Colour.RED,
    ]
    assert quick.sentence == "Letzte Mail: noch nie. Letzter Fehlschlag: noch nie."


def test_a_damaged_file_of_what_was_entered_is_red_and_put_aside(tmp_path: Path) -> None:
    keep(tmp_path, mail_host="smtp.example.org")
    sound = [light.name for light in server.entered()]
    path_in(tmp_path).write_text('{"mail_host": "smtp.exa', encoding="utf-8")

    [light] = server.entered()
    keep(tmp_path, mail_host="neu.example.org")

    assert (sound, light.colour) == ([], Colour.RED)
    assert kept(tmp_path) == {"mail_host": "neu.example.org"}
    assert "smtp.exa" in path_in(tmp_path).with_suffix(".damaged").read_text(encoding="utf-8")


def test_a_mail_server_that_cannot_be_looked_up_is_red(tmp_path: Path) -> None:
    keep(tmp_path, mail_host=".example.de", mail_from="a@example.org")

    light = town.mail(NOW, connects=True)

    assert light.colour == Colour.RED
    assert "Umlaute" in light.sentence


def test_letters_that_wait_for_another_try_turn_mail_yellow(tmp_path: Path) -> None:
    keep(tmp_path, mail_host="127.0.0.1", mail_from="a@example.org")
    Letter.objects.create(
        town=make_town(),
        recipient="a@example.org",
        subject="x",
        body="x",
        key="x",
        written_at=NOW,
        attempts=1,
    )

    assert town.mail(NOW, connects=False).colour == Colour.YELLOW


def test_a_worker_is_seen_late_or_gone() -> None:
    never_seen = town.worker(NOW)
    beat()
    stamp = path().stat().st_mtime

    colours = []
    for minutes in (0, 10, 90):
        os.utime(path(), (stamp - minutes * 60, stamp - minutes * 60))
        colours.append(town.worker(timezone.now()).colour)

    assert never_seen.sentence == "Zuletzt gesehen: noch nie. Es geht keine Mail hinaus."
    assert [never_seen.colour, *colours] == [
        Colour.RED,
        Colour.GREEN,
        Colour.YELLOW,
        Colour.RED,
    ]
    assert last_beat() is not None


@pytest.mark.parametrize(
    ("days", "backup", "trial"),
    [
        (None, Colour.RED, Colour.YELLOW),
        (0, Colour.GREEN, Colour.GREEN),
        (3, Colour.YELLOW, Colour.GREEN),
        (9, Colour.RED, Colour.GREEN),
        (200, Colour.RED, Colour.YELLOW),
    ],
)
def test_backups_grow_old(days: int | None, backup: Colour, trial: Colour) -> None:
    at = None if days is None else ago(days=days)
    SOURCES.last_backup = SOURCES.last_restore_test = lambda: at

    assert town.last_backup(NOW).colour == backup
    assert town.last_restore_test(NOW).colour == trial


def test_a_failed_try_is_red_whatever_succeeded_before() -> None:
    SOURCES.last_backup = SOURCES.last_restore_test = lambda: NOW
    failed = Failure(at=NOW, reason="Der Datenträger ist voll.")
    SOURCES.backup_failure = SOURCES.test_failure = lambda: failed

    for light in (town.last_backup(NOW), town.last_restore_test(NOW)):
        assert light.colour == Colour.RED
        assert "Der Datenträger ist voll." in light.sentence


def test_without_a_seam_wired_no_backup_was_ever_made() -> None:
    assert town.last_backup(NOW).sentence == "noch nie"


@pytest.mark.parametrize(
    ("is_public", "days", "colour"),
    [
        (False, None, Colour.YELLOW),
        (True, None, Colour.RED),
        (True, 10, Colour.GREEN),
        (True, 400, Colour.YELLOW),
    ],
)
def test_what_the_law_asks_for_is_watched(
    is_public: bool, days: int | None, colour: Colour
) -> None:
    place = make_town(address="Markt 3", contact_email="a@example.org", is_public=is_public)
    if days is not None:
        LegalNotice.objects.create(town=place, **SAID, checked_on=ago(days=days).date())

    [light] = town.statements(NOW)

    assert light.colour == colour


def test_the_worst_light_is_that_of_the_whole() -> None:
    lights = [Light(name="x", title="", colour=colour, sentence="") for colour in Colour]

    assert [worst(lights), worst(lights[:2]), worst([])] == [2, 1, 0]
    assert [light.verdict for light in lights] == ["yes", "unknown", "no"]


def test_the_command_ends_with_the_colour_and_speaks_to_machines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    people = main(["check", "--quick"])
    said = capsys.readouterr().out
    machines = main(["check", "--json"])
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert (people, machines) == (2, 2)
    assert "ROT    Letzte Sicherung: noch nie\n       → Auf der Seite „Sicherungen“" in said
    assert [each["light"] for each in found if each["name"] == "integrity"] == ["green"]
    assert {each["name"] for each in found} >= {"debug", "hosts", "mail", "worker", "backup"}


def test_the_page_shows_the_worst_first_to_the_admin_of_the_only_town() -> None:
    admin = make_actor(Role.ADMIN)
    assert admin.person is not None
    client = Client()
    client.force_login(admin.person, backend=BACKEND)
    answer = client.get(reverse("state"))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Etwas braucht Sie jetzt." in page
    assert page.index("Letzte Sicherung") < page.index("Fehlersuche")
    assert client.get(reverse("state"), {"gruendlich": "1"}).status_code == 200


def test_where_a_server_has_several_towns_only_its_operator_sees_it() -> None:
    here = make_town(host="eins.example.org")
    make_town(host="zwei.example.org")
    seen = []
    for is_operator in (False, True):
        client = Client()
        person = make_person(Role.ADMIN, town=here, is_operator=is_operator)
        client.force_login(person, backend=BACKEND)
        answer = client.get(reverse("state"), headers={"host": "eins.example.org"})
        page = answer.content.decode()
        seen.append((answer.status_code, "für die Menschen, die den Server betreuen" in page))

    assert seen == [(403, True), (200, False)]


@pytest.mark.parametrize(
    ("kind", "colour", "words"),
    [
        ("closed", Colour.GREEN, "weist Fremde ab"),
        ("open", Colour.RED, "auch Fotos, die niemand freigegeben hat"),
        ("away", Colour.RED, "antwortet nicht"),
        ("wrong secret", Colour.RED, "antwortet nicht"),
    ],
)
def test_the_store_for_pictures_is_tried_out(
    bucket_server: BucketServer,
    tmp_path: Path,
    settings: Settings,
    kind: str,
    colour: Colour,
    words: str,
) -> None:
    strange = BucketServer(folder=tmp_path / "buckets", is_open=True)
    url = {
        "closed": bucket_server.url("light"),
        "open": strange.url(),
        "away": strange.url(),
        "wrong secret": bucket_server.url("light", secret="wrong"),
    }[kind]
    settings.MEDIA_BUCKET = bucket_address(url)
    if kind == "open":
        strange.start()
    try:
        [light] = pictures(connects=True)
        [quick] = pictures(connects=False)
    finally:
        strange.stop()

    assert (light.colour, words in light.sentence) == (colour, True)
    assert (bool(light.cure), quick.colour) == (colour is Colour.RED, Colour.GREEN)
    assert not list((bucket_server.folder / "machbar" / "light").glob("probe-*"))


def test_a_server_whose_pictures_lie_on_its_disk_has_no_light_for_a_store() -> None:
    assert list(pictures(connects=True)) == []
