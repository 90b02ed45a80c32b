"""`machbar programmes`: import, check, suggest."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from machbar.foundation.testing import make_town
from machbar.modules.funding.core.tests.samples import RECORD
from machbar.modules.funding.models import Programme, Suggestions
from machbar.modules.funding.tests.builders import make_project
from machbar.site.cli import main

pytestmark = pytest.mark.django_db
LONG_AGO, THIS_YEAR = "2019", f"{date.today().year}"  # noqa: DTZ011 - a record of this year is fresh


def catalogue(folder: Path, *records: Mapping[str, object]) -> str:
    path = folder / "katalog.jsonl"
    path.write_text("\n".join(json.dumps({**RECORD, **each}) for each in records), encoding="utf-8")
    return str(path)


def test_a_file_is_imported_into_the_town(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town = make_town(key="lutter")

    status = main(["programmes", "import", catalogue(tmp_path, {}), "--town", "lutter"])

    assert status == 0
    assert "1 neu, 0 geändert, 0 unverändert, 0 nicht in der Datei." in capsys.readouterr().out
    assert Programme.objects.get().town == town


def test_a_wrong_line_is_named_and_nothing_comes_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_town()

    status = main(["programmes", "import", catalogue(tmp_path, {}, {"id": "b", "level": "DORF"})])

    assert status == 2
    assert "katalog.jsonl, Zeile 2, Eintrag b, Feld „level“" in capsys.readouterr().err
    assert not Programme.objects.exists()


def test_where_there_are_several_towns_one_must_be_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_town(key="eins")
    make_town(key="zwei")

    assert main(["programmes", "import"]) == 2
    assert main(["programmes", "import", "--town", "drei"]) == 2
    assert "--town" in capsys.readouterr().err


def test_a_check_names_old_records_and_imports_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = {"id": "alt", "as_of": LONG_AGO}

    found = main(["programmes", "check", catalogue(tmp_path, {"as_of": THIS_YEAR}, old)])
    said = capsys.readouterr().out
    fresh = main(["programmes", "check", catalogue(tmp_path, {"as_of": THIS_YEAR})])

    assert (found, fresh) == (1, 0)
    assert "alt: Stand 2019, zu prüfen: https://example.org/probe" in said
    assert "2 Programme, davon 1 älter als zwölf Monate." in said
    assert not Programme.objects.exists()


def test_suggestions_are_found_for_every_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project(make_town())
    main(["programmes", "import", catalogue(tmp_path, {})])

    status = main(["programmes", "suggest"])

    assert status == 0
    assert "1 Projekt hat seine Vorschläge." in capsys.readouterr().out
    assert Suggestions.objects.get().project == project
