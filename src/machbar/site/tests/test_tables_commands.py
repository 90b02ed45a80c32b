"""`machbar import` and `machbar export`: errors name file, line and column; what goes out comes in again."""

import json
from pathlib import Path

import pytest

from machbar.foundation.tables.models import Batch
from machbar.foundation.testing import make_town
from machbar.modules.ideas.models import Idea
from machbar.site import light
from machbar.site.cli import main

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _started(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test database is there already; a command would look for the one of the settings."""
    monkeypatch.setattr(light, "start", lambda: None)
    make_town(key="stadt")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ideen.csv"
    path.write_bytes("Idee;Ort;Farbe\nBänke;Markt;rot\n".encode("cp1252"))
    return path


def test_a_table_is_looked_at_taken_in_once_and_given_out(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "ideen", str(file), "--dry-run"]) == 0
    assert not Idea.objects.exists()
    assert main(["import", "ideen", str(file)]) == 0
    assert main(["import", "ideen", str(file)]) == 2
    out, err = capsys.readouterr()
    assert "Nicht übernommene Spalten: Farbe" in out
    assert "1 eingelesen, 0 als bekannt ausgelassen." in out
    assert "genau diese Datei wurde schon eingelesen" in err
    assert (Idea.objects.count(), Batch.objects.count()) == (1, 1)

    target = file.with_name("aus.csv")
    assert main(["export", "ideen", str(target)]) == 0
    assert target.read_bytes().startswith("\ufeffNummer;Titel;Idee".encode())


def test_wrong_lines_are_named_on_standard_error(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("Idee;Eingegangen am\nBänke;gestern\n", encoding="utf-8")

    assert main(["import", "ideen", str(file), "--json"]) == 2

    out, err = capsys.readouterr()
    assert err == (
        f"{file}: Zeile 2, Spalte „Eingegangen am“: Das ist kein Tag. Wir verstehen 01.03.2027 "
        "und 1.3.27, auch mit einer Uhrzeit wie 14:30. Dort steht „gestern“.\n"
    )
    (error,) = json.loads(out)["errors"]
    assert (error["line"], error["column"], error["text"], error["problem"]) == (
        2,
        "Eingegangen am",
        "gestern",
        "not_a_day",
    )


def test_unknown_kinds_and_files_are_said(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "kram", str(file)]) == 2
    assert main(["import", "ideen", str(tmp_path / "fehlt.csv")]) == 2
    assert main(["export", "ideen", str(tmp_path / "kein" / "ort.csv")]) == 2
    file.write_bytes(b"%PDF \x00")
    assert main(["import", "ideen", str(file)]) == 2

    err = capsys.readouterr().err
    assert "KIND: es gibt diese Arten: projekte, ideen, raeume, kontakte." in err
    assert "fehlt.csv" in err
    assert "ort.csv konnte nicht geschrieben werden: diesen Ordner oder diese Datei" in err
    assert "Die Datei: Das ist keine Tabelle." in err
