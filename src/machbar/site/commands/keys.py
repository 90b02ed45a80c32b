"""`machbar keys`: which keys and secrets this server has, and a new signing key without signing anybody out."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from machbar.foundation.towns.kept import kept
from machbar.site import environment
from machbar.site.commands.words import gettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Looking, renewing, or forgetting the key before."""
    deed = parser.add_mutually_exclusive_group()
    deed.add_argument(
        "--renew",
        action="store_true",
        help=gettext("make a new signing key; what the old one signed stays good for 181 days"),
    )
    deed.add_argument(
        "--forget",
        action="store_true",
        help=gettext("let the old signing key count no more, for instance when it became known"),
    )


def run(arguments: argparse.Namespace) -> int:
    """0, or 2 where the key is not ours to change or an older one still counts."""
    folder = environment.folder("MACHBAR_DATA", Path("data")) / "keys"
    if (arguments.renew or arguments.forget) and _is_given():
        return _refuse(
            gettext(
                "The key comes from MACHBAR_SECRET_KEY. Put it into MACHBAR_SECRET_KEY_OLD, set a new one, and "
                "start again."
            )
        )
    if arguments.forget:
        (folder / environment.OLD_KEY_FILE).unlink(missing_ok=True)
    if arguments.renew:
        try:
            environment.renew_secret(folder.parent)
        except FileExistsError:
            return _refuse(
                gettext(
                    "The key before still counts, and only one is kept. Let it end, or give up what it signed: "
                    "machbar keys --forget"
                )
            )
    _show(folder)
    if arguments.renew or arguments.forget:
        print(gettext("This counts from the next start of the server on. Please start it again."))
    return 0


def _is_given() -> bool:
    return bool(environment.text("MACHBAR_SECRET_KEY", ""))


def _show(folder: Path) -> None:
    if _is_given():
        print(gettext("signing key: from MACHBAR_SECRET_KEY"))
    for name, words in (
        ("secret", gettext("signing key: %(path)s, made on %(day)s")),
        (environment.OLD_KEY_FILE, gettext("signing key before: %(path)s, put aside on %(day)s")),
    ):
        path = folder / name
        if path.exists():
            day = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            print(words % {"path": path, "day": f"{day:%d.%m.%Y}"})
    entered = kept(folder.parent).get("backup_passphrase", "")
    passphrase = environment.text("MACHBAR_BACKUP_PASSPHRASE", entered)
    print(
        gettext("passphrase of backups: set")
        if passphrase
        else gettext("passphrase of backups: not set")
    )


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
