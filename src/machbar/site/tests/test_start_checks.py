"""Before anything works with the database: the folder, the drive, and that the demo stays the demo."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from machbar.foundation.testing import make_town
from machbar.site import cli
from machbar.site.commands import keys
from machbar.site.start_checks import (
    demo_obstacles,
    folder_obstacles,
    network_obstacles,
    real_towns_in_the_demo,
)

MOUNTS = [
    (Path("/"), "ext4"),
    (Path("/srv"), "nfs4"),
    (Path("/srv/local"), "ext4"),
]


def machbar(
    folder: Path, *arguments: str, **environment: str
) -> "subprocess.CompletedProcess[str]":
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "machbar", *arguments],
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("MACHBAR")},
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "DJANGO_SETTINGS_MODULE": "machbar.site.settings",
            "MACHBAR_DATA": str(folder),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_folder_of_ours_is_made_and_left_empty(tmp_path: Path) -> None:
    assert list(folder_obstacles(tmp_path / "new" / "data")) == []
    assert list((tmp_path / "new" / "data").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    [sentence] = folder_obstacles(tmp_path / "file" / "data")

    assert str(tmp_path / "file" / "data") in sentence
    assert "MACHBAR_DATA" in sentence


@pytest.mark.parametrize(
    ("folder", "is_refused"),
    [("/srv/data", True), ("/srv/local/data", False), ("/var/data", False), ("/srv", True)],
)
def test_sqlite_on_a_network_drive_is_refused(folder: str, is_refused: bool) -> None:
    assert bool(list(network_obstacles(Path(folder), MOUNTS))) is is_refused


def test_where_the_system_names_no_drives_nothing_is_refused() -> None:
    assert list(network_obstacles(Path("/srv/data"), [])) == []


@pytest.mark.parametrize(
    ("hosts", "is_open", "has_https", "is_refused"),
    [
        (["localhost", "127.0.0.1", "[::1]"], False, False, False),
        (["machbar.example.org"], False, False, True),
        (["localhost"], False, True, True),
        (["*"], False, False, True),
        (["machbar.example.org"], True, True, False),
    ],
)
def test_the_demo_is_reached_by_strangers_only_where_that_is_meant(
    hosts: list[str], is_open: bool, has_https: bool, is_refused: bool
) -> None:
    found = list(demo_obstacles(hosts, is_open=is_open, has_https=has_https))

    assert bool(found) is is_refused


@pytest.mark.django_db
def test_a_real_town_never_runs_in_the_demo(settings: Settings) -> None:
    make_town(is_demo=True)
    settings.DEMO = True
    only_demo = list(real_towns_in_the_demo())
    make_town(name="Echtstadt")

    [sentence] = real_towns_in_the_demo()
    settings.DEMO = False

    assert (only_demo, list(real_towns_in_the_demo())) == ([], [])
    assert sentence.startswith("Echtstadt ist eine echte Stadt")


def test_a_command_says_one_sentence_and_ends_with_two(tmp_path: Path) -> None:
    public = machbar(tmp_path, "migrate", MACHBAR_DEMO="yes", MACHBAR_HOSTS="machbar.example.org")
    wrong = machbar(tmp_path, "migrate", MACHBAR_HTTPS="perhaps")
    behind = machbar(tmp_path, "verify")

    assert (public.returncode, public.stdout) == (2, "")
    assert "MACHBAR_DEMO_OPEN" in public.stderr
    assert (wrong.returncode, wrong.stderr) == (
        2,
        "MACHBAR_HTTPS muss yes oder no sein, nicht 'perhaps'.\n",
    )
    assert (behind.returncode, behind.stderr) == (
        2,
        "Die Datenbank ist nicht auf dem Stand dieser Version. Bitte aufrufen: machbar migrate\n",
    )


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("MACHBAR_DATABASE_URL", "postgresql://a:b@db:54x/town", "MACHBAR_DATABASE_URL muss wie "),
        ("MACHBAR_DATABASE_URL", "postgresql://a:x/y@db/town", "MACHBAR_DATABASE_URL muss wie "),
        ("MACHBAR_PUBLIC_URL", "https://[x", "MACHBAR_PUBLIC_URL: bitte schreiben Sie die ganze"),
        (
            "MACHBAR_PUBLIC_URL",
            "machbar.example.de",
            "MACHBAR_PUBLIC_URL: bitte schreiben Sie die ganze",
        ),
        ("MACHBAR_BACKUP_PASSPHRASE", "kurz", "MACHBAR_BACKUP_PASSPHRASE braucht mindestens 10 "),
        ("MACHBAR_MEDIA_URL", "bucket", "MACHBAR_MEDIA_URL muss wie "),
    ],
)
def test_a_variable_that_cannot_be_right_is_named_in_german(
    tmp_path: Path, name: str, value: str, sentence: str
) -> None:
    ended = machbar(tmp_path, "migrate", **{name: value})

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(sentence)
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize("words", [["check"], ["team", "a@b.de"], ["backup"], ["verify"]])
def test_where_nothing_is_installed_nothing_is_made(tmp_path: Path, words: list[str]) -> None:
    ended = machbar(tmp_path / "nowhere", *words)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"In {tmp_path / 'nowhere'} ist keine Installation.")
    assert not (tmp_path / "nowhere").exists()


def test_who_names_a_database_is_in_the_right_place(tmp_path: Path) -> None:
    url = "postgresql://a:b@127.0.0.1:1/town"

    ended = machbar(tmp_path / "data", "team", "a@b.de", MACHBAR_DATABASE_URL=url)

    assert ended.returncode == 2
    assert "PostgreSQL antwortet nicht." in ended.stderr
    assert "keine Installation" not in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("words", [["team", "a@b.de"], ["verify"], ["migrate"], ["backup"]])
def test_a_damaged_database_is_said_in_words(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "machbar.sqlite3").write_bytes(b"no database at all " * 100)

    ended = machbar(tmp_path, *words)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.splitlines()[0] == (
        f"Die Datenbank {tmp_path / 'machbar.sqlite3'} ist beschädigt."
    )
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("/srv/data/keys/secret", " dürfen wir nicht lesen oder schreiben. Geben Sie das ganze"),
        ("/srv/else/list.csv", " darf dieser Benutzer nicht lesen oder schreiben. Bitte wählen"),
    ],
)
def test_files_of_somebody_else_are_said_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: str, sentence: str
) -> None:
    def refused(_arguments: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", file)

    monkeypatch.setattr(keys, "run", refused)
    monkeypatch.setenv("MACHBAR_DATA", "/srv/data")

    assert cli.main(["keys"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"{file}{sentence}")


def test_what_a_command_writes_is_for_nobody_else_on_this_machine(tmp_path: Path) -> None:
    data = tmp_path / "data"

    assert machbar(data, "migrate").returncode == 0

    written = [path for path in data.rglob("*") if path.stat().st_mode & 0o077]
    assert (data / "machbar.sqlite3").exists()
    assert (data.stat().st_mode & 0o077, written) == (0, [])


def test_check_says_that_a_database_is_damaged_and_never_breaks(tmp_path: Path) -> None:
    (tmp_path / "machbar.sqlite3").write_bytes(b"no database at all " * 100)

    found = machbar(tmp_path, "check", "--json")

    assert (found.returncode, found.stderr) == (2, "")
    assert '"name": "database", "light": "red"' in found.stdout


def test_setup_makes_a_town_once_and_verify_holds(tmp_path: Path) -> None:
    answers = ["--name", "Lutterstadt am Elm", "--short-name", "Lutterstadt"]
    answers += ["--state", "Niedersachsen"]
    answers += ["--admin-email", "a@team.invalid", "--admin-name", "Admin"]

    missing = machbar(tmp_path, "setup", *answers[:4])
    first, again = machbar(tmp_path, "setup", *answers), machbar(tmp_path, "setup", *answers)
    verified = machbar(tmp_path, "verify")

    assert missing.returncode == 2
    assert missing.stderr.splitlines() == [
        "Die Tabellen werden auf diese Version gebracht; das dauert einen Augenblick.",
        "Bitte geben Sie --state, --admin-email, --admin-name an.",
    ]
    assert first.stderr == ""
    assert first.stdout.startswith("Lutterstadt am Elm ist eingerichtet.\nKatalog: ")
    assert again.stdout.startswith("Lutterstadt am Elm ist auf dem angegebenen Stand.\nBisher ")
    assert verified.returncode == 0
    assert verified.stdout.startswith("lutterstadt: 2 Einträge im Protokoll, die Kette hält, Kopf ")
