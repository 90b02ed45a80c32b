"""The passphrase of backups: what the server knows, else asked on the terminal without showing it."""

import getpass
import sys
from pathlib import Path

from machbar.foundation.keeping.passphrases import SHORTEST
from machbar.site.commands.words import gettext


def for_writing(*, must: bool) -> str | None:
    """The passphrase of a new backup, empty where none is wanted; None (and a sentence) where it cannot be used.

    It is the one that the nightly backups have, from the environment or the page; ``must``: else ask for it, twice.
    """
    from machbar.foundation.keeping.choices import chosen

    known = chosen().passphrase
    if known or not must:
        return known
    typed = _ask(gettext("Passphrase: "))
    if typed is None:
        return None
    if len(typed) < SHORTEST:
        return _refused(gettext("The passphrase needs at least 10 characters."))
    if _ask(gettext("Once more: ")) != typed:
        return _refused(gettext("The two passphrases differ."))
    return typed


def for_reading(file: Path) -> str | None:
    """The passphrase that opens this backup, empty where it lies open; None (and a sentence) where nobody can be asked.

    A passphrase of the environment is taken as it is; the one of the page only where it fits, for the file may be of
    another server. Raises `NotReadable`.
    """
    from django.conf import settings

    from machbar.foundation.keeping import container
    from machbar.foundation.keeping.choices import chosen

    if not container.is_sealed(file):
        return ""
    given, known = str(settings.BACKUP_PASSPHRASE), chosen().passphrase
    if given or container.opens(file, known):
        return given or known
    return _ask(gettext("Passphrase: "))


def _ask(question: str) -> str | None:
    """What is typed on the terminal."""
    if not sys.stdin.isatty():
        return _refused(
            gettext("There is no terminal to ask. Please set MACHBAR_BACKUP_PASSPHRASE.")
        )
    return getpass.getpass(question)


def _refused(sentence: str) -> str | None:
    """Say why, and have no passphrase."""
    print(sentence, file=sys.stderr)
    return None
