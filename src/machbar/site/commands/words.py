"""The words of the command line, without Django: help, usage and what argparse itself says, in the house's language.

They stand in the catalogue of this package like all other texts. Commands that start Django use its translations.
"""

import argparse
import gettext as standard
from pathlib import Path
from urllib.parse import urlsplit

LANGUAGE = "de"
LAST_PORT = 65535
_LOCALE = Path(__file__).resolve().parents[1] / "locale"
_CATALOGUE = standard.translation("django", _LOCALE, languages=[LANGUAGE], fallback=True)


def gettext(text: str) -> str:
    """A text of ours in the language of the house."""
    return _CATALOGUE.gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    """The same for a counted text."""
    return _CATALOGUE.ngettext(one, many, number)


def whole_number(text: str) -> int:
    """A type of argparse: digits."""
    try:
        return int(text)
    except ValueError as error:
        message = gettext("please write a whole number, not %(text)r") % {"text": text}
        raise argparse.ArgumentTypeError(message) from error


def port_number(text: str) -> int:
    """A type of argparse: where a server may listen."""
    number = whole_number(text)
    if not 1 <= number <= LAST_PORT:
        message = gettext("please write a number from 1 to %(last)d, not %(text)r")
        raise argparse.ArgumentTypeError(message % {"last": LAST_PORT, "text": text})
    return number


def at_least_one(text: str) -> int:
    """A type of argparse: a number of things that are wanted."""
    number = whole_number(text)
    if number < 1:
        raise argparse.ArgumentTypeError(gettext("%(text)s is less than 1") % {"text": text})
    return number


def public_url(text: str) -> str:
    """A type of argparse: scheme and host, perhaps a port."""
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or parts.path.strip("/")
        or parts.query
    ):
        raise argparse.ArgumentTypeError(
            gettext("please write the whole address without a path, such as %(example)s")
            % {"example": "https://machbar.example.de"}
        )
    return text.rstrip("/")


def teach_argparse() -> None:
    """Let argparse, which asks the catalogue of the operating system, ask ours."""
    vars(argparse).update(_=gettext, ngettext=ngettext)


def of_argparse() -> tuple[str, ...]:
    """What argparse says, so that the catalogue holds it; its own source marks no text for us."""
    return (
        gettext("usage: "),
        gettext("positional arguments"),
        gettext("options"),
        gettext("show this help message and exit"),
        gettext("%(prog)s: error: %(message)s\n"),
        gettext("argument %(argument_name)s: %(message)s"),
        gettext("the following arguments are required: %s"),
        gettext("unrecognized arguments: %s"),
        gettext("invalid choice: %(value)r (choose from %(choices)s)"),
        gettext("invalid %(type)s value: %(value)r"),
        gettext("ambiguous option: %(option)s could match %(matches)s"),
        gettext("ignored explicit argument %r"),
        gettext("not allowed with argument %s"),
        gettext("one of the arguments %s is required"),
        gettext("expected one argument"),
        gettext("expected at most one argument"),
        gettext("expected at least one argument"),
        ngettext("expected %s argument", "expected %s arguments", 2),
    )
