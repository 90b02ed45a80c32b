"""The passphrase of backups: from the environment, else asked on the terminal without showing it."""

import getpass
import sys

from machbar.foundation.keeping.passphrases import SHORTEST
from machbar.site.commands.words import gettext


def asked(*, must: bool, twice: bool = False) -> str | None:
    """The passphrase, empty where none is wanted; None (and a sentence) where it cannot be used.

    ``must``: ask where the environment has none. ``twice``: a new one, typed twice and long enough.
    """
    from django.conf import settings

    given = str(settings.BACKUP_PASSPHRASE)
    typed = not given and must
    if typed:
        if not sys.stdin.isatty():
            return _refused(
                gettext("There is no terminal to ask. Please set MACHBAR_BACKUP_PASSPHRASE.")
            )
        given = getpass.getpass(gettext("Passphrase: "))
    if twice and (given or must) and len(given) < SHORTEST:
        return _refused(gettext("The passphrase needs at least 10 characters."))
    if typed and twice and getpass.getpass(gettext("Once more: ")) != given:
        return _refused(gettext("The two passphrases differ."))
    return given


def _refused(sentence: str) -> str | None:
    """Say why, and have no passphrase."""
    print(sentence, file=sys.stderr)
    return None
