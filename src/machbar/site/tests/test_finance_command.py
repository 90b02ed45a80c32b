"""`machbar finance`: answers in the order of the input, or one sentence, status 2 and nothing on standard output."""

import json
from pathlib import Path

import highspy
import pytest

from machbar.site.cli import main

CASES = (
    Path(__file__).parents[2] / "modules/funding/core/financing/tests/optimizer_cases.json"
).resolve()
GOOD = {
    "id": "good",
    "items": [{"id": "A", "cost": 100}],
    "own_cash_available": 100,
    "programmes": [{"id": "P", "eligible": ["A"], "rate": 0.5}],
}


def finance(tmp_path: Path, content: bytes | object, *options: str) -> int:
    path = tmp_path / "cases.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return main(["finance", str(path), *options])


def test_a_list_of_cases_is_answered_in_its_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["finance", str(CASES)]) == 0

    written = capsys.readouterr()
    asked = [case["id"] for case in json.loads(CASES.read_text(encoding="utf-8"))]
    answers = json.loads(written.out)
    assert [answer["id"] for answer in answers] == asked
    assert {answer["status"] for answer in answers} == {"optimal"}
    assert written.err == ""


def test_a_single_case_is_answered_as_a_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert finance(tmp_path, GOOD) == 0

    (answer,) = json.loads(capsys.readouterr().out)
    assert answer == {
        "id": "good",
        "status": "optimal",
        "own_cash": 50.0,
        "programmes": ["P"],
        "admin": 1,
        "donations_used": 0.0,
        "grants": {"P": 50.0},
        "flows": [{"programme": "P", "item": "A", "amount": 50.0}],
        "own_flows": [{"item": "A", "amount": 50.0}],
        "donation_flows": [],
        "binding": ["rate:P"],
        "alternatives": [{"programmes": [], "own_cash": 100.0, "admin": 0}],
    }


def changed(**fields: object) -> list[object]:
    return [GOOD, {**GOOD, "id": "bad", **fields}]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        pytest.param(changed(colour="red"), ("bad", "colour"), id="unknown field"),
        pytest.param(changed(donations=-1), ("bad", "donations"), id="negative amount"),
        pytest.param(changed(project_conflicts=[["P", "X"]]), ("bad", "X"), id="unknown id"),
        pytest.param(
            changed(programmes=[{"id": "P", "eligible": [], "rate": 1.5}]),
            ("bad", "programmes[0].rate", "1.5"),
            id="rate above 1",
        ),
        pytest.param(changed(id="good"), ("good", "id"), id="the same id twice"),
        pytest.param(changed(items=None), ("bad", "items"), id="missing field"),
        pytest.param(
            b'{"id": "bad", "items": [{"id": "A", "cost": NaN}]}', ("NaN",), id="not a number"
        ),
        pytest.param(b'[\n{"id": "bad",\n]', ("3",), id="malformed"),
        pytest.param('{"id": "Straße"}'.encode("latin-1"), ("1",), id="another encoding"),
        pytest.param(b'{"id": "' + b"x" * 5_000_000 + b'"}', ("1",), id="an endless line"),
        pytest.param(b"", (), id="empty"),
        pytest.param(b"[7]", (), id="no object"),
        pytest.param(b"[" * 100_000, (), id="too deep"),
        pytest.param(b'{"id": "\\ud800", "items": []}', ("UTF-8",), id="half a sign"),
        pytest.param(
            [{**GOOD, "id": "a\nb\x1b[31m", "items": None}], ("a�b�", "items"), id="signs"
        ),
        pytest.param([{**GOOD, "id": "x" * 5000, "items": None}], ("…, Feld",), id="endless id"),
        pytest.param(changed(id=""), ("„id“",), id="empty id"),
    ],
)
def test_wrong_input_is_one_sentence_and_nothing_is_written(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes | object,
    named: tuple[str, ...],
) -> None:
    assert finance(tmp_path, content) == 2

    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.count("\n") == 1
    assert "cases.json" in written.err
    assert [name for name in named if name not in written.err] == []


@pytest.mark.parametrize("name", ["nowhere.json", ""])
def test_what_is_no_file_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["finance", str(tmp_path / name)]) == 2

    written = capsys.readouterr()
    assert (written.out, written.err.count("\n")) == ("", 1)


def test_a_limit_on_nodes_must_be_a_positive_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        finance(tmp_path, GOOD, "--most-nodes", "0")

    assert ended.value.code == 2
    assert "--most-nodes" in capsys.readouterr().err


def test_a_terminal_shows_a_bar(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    assert finance(tmp_path, GOOD, "--most-nodes", "1000") == 0

    assert capsys.readouterr().err.endswith(f"[{'#' * 30}] 1/1\n")


def test_where_the_solver_fails_one_sentence_says_so_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("highspy.Highs.passModel", lambda *_model: highspy.HighsStatus.kError)

    assert finance(tmp_path, GOOD) == 1

    written = capsys.readouterr()
    assert (written.out, written.err.count("\n")) == ("", 1)
    assert "good: Für diesen Fall konnte kein Plan geprüft werden" in written.err
