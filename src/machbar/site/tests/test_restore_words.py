"""What `machbar restore` says of the moment of a backup, in the form of the page *Sicherungen*."""

import pytest

from machbar.site.commands.restore import _when


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("2026-11-27T11:16:05+00:00", "Freitag, 27. November 2026, 12:16 Uhr"),
        ("2026-07-01T22:30:00+00:00", "Donnerstag, 2. Juli 2026, 00:30 Uhr"),
        ("irgendwann im Winter", "irgendwann im Wi"),
        ("9999-12-31T23:59:59+00:00", "9999-12-31T23:59"),
    ],
)
def test_the_moment_is_said_in_local_words_and_anything_else_stays(made: str, said: str) -> None:
    assert _when(made) == said
