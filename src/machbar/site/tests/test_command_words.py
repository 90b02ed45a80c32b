"""The command line speaks German: help, usage, and what argparse itself says."""

import re

import pytest

from machbar.foundation.privacy.services import Replayed
from machbar.site.cli import COMMANDS, main
from machbar.site.commands import restore
from machbar.site.commands.words import of_argparse

Said = pytest.CaptureFixture[str]
ENGLISH = re.compile(
    r"\b(the|and|usage|options|error|required|invalid|choose|expected|argument|with|what|show)\b"
)


def said_by(capsys: Said, *arguments: str) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    said = capsys.readouterr()
    return ended.value.code, said.out, said.err


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_help_is_german(capsys: Said, command: str) -> None:
    status, out, err = said_by(capsys, *([command] if command else []), "--help")

    assert (status, err) == (0, "")
    assert out.startswith("Aufruf: machbar")
    assert ENGLISH.findall(re.sub(r"\S*--\S+|\S*_\S*|„[^“]*“", "", out)) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["match"], "es fehlt: --projects"),
        (["serve", "--port", "acht"], "--port: bitte schreiben Sie eine ganze Zahl, nicht 'acht'"),
        (["serve", "--port"], "--port: braucht einen Wert"),
        (["serve", "--farbe"], "unbekannte Angaben: --farbe"),
        (["verify", "--mend=ja"], "--mend: nimmt keinen Wert an: 'ja'"),
        (["programmes", "lesen"], "deed: 'lesen' gibt es nicht (möglich sind: "),
        (["match", "--p", "x"], "--p ist nicht eindeutig (gemeint sein könnten: "),
        (["match", "--projects", "x", "--limit", "0"], "--limit: 0 ist kleiner als 1"),
        (
            ["match", "--projects", "x", "--today", "heute"],
            "den Tag wie 2026-11-26, nicht wie 'heute'",
        ),
        (["finance", "x", "--most-nodes", "-1"], "--most-nodes: "),
        (["serve", "--port", "99999"], "--port: bitte eine Zahl von 1 bis 65535 schreiben"),
        (["serve", "--workers", "0"], "--workers: 0 ist kleiner als 1"),
    ],
)
def test_every_mistake_is_named_in_german_with_status_2(
    capsys: Said, arguments: list[str], sentence: str
) -> None:
    status, out, err = said_by(capsys, *arguments)

    assert (status, out) == (2, "")
    assert sentence in err
    assert "Fehler: " in err


def test_the_bare_command_lists_what_there_is(capsys: Said) -> None:
    status, said = main([]), capsys.readouterr()

    assert (status, said.err) == (2, "")
    assert all(f"\n    {name}" in said.out for name in COMMANDS)


def test_argparse_has_a_german_word_for_each_of_its_own() -> None:
    assert [text for text in of_argparse() if ENGLISH.search(text)] == []


@pytest.mark.parametrize(
    ("requests", "rows", "sentence"),
    [
        (1, 1, "1 Löschung wurde wiederholt, in 1 Datensatz."),
        (1, 10, "1 Löschung wurde wiederholt, in 10 Datensätzen."),
        (2, 1, "2 Löschungen wurden wiederholt, in 1 Datensatz."),
        (2, 0, "2 Löschungen wurden wiederholt, in 0 Datensätzen."),
    ],
)
def test_both_numbers_of_repeated_erasures_have_their_plural(
    requests: int, rows: int, sentence: str
) -> None:
    assert restore.said_again(Replayed(requests=requests, rows=rows)) == sentence
