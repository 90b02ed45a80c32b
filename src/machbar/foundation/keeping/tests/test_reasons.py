"""What the operating system says in English, the house says in German."""

import errno
import os

import pytest

from machbar.foundation.keeping.reasons import REASONS, reason_of


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOENT, "diesen Ordner oder diese Datei gibt es nicht"),
        (errno.EACCES, "der Benutzer, unter dem MachBar läuft, darf das dort nicht"),
        (errno.ENOSPC, "der Datenträger ist voll"),
        (errno.EROFS, "der Datenträger lässt sich nur lesen"),
        (errno.EISDIR, "das ist ein Ordner und keine Datei"),
        (errno.ENOTEMPTY, "das Betriebssystem meldet ENOTEMPTY"),
    ],
)
def test_a_reason_is_said_in_german(number: int, words: str) -> None:
    assert reason_of(OSError(number, os.strerror(number))) == words


def test_no_reason_of_the_list_is_left_in_english() -> None:
    assert not [
        number for number in REASONS if os.strerror(number) in reason_of(OSError(number, ""))
    ]


def test_an_error_of_our_own_keeps_its_words() -> None:
    assert reason_of(OSError("Der Speicher antwortet nicht.")) == "Der Speicher antwortet nicht"
    assert reason_of(OSError()) == "OSError"
