"""Letters for window envelopes as one PDF: DIN 5008 form B, tagged, marked PDF/UA-1, each with a QR code.

Texts are whatever people typed: nothing in them is markup. The address lies in the window (85 × 45 mm, 20 mm from the
left, 45 mm from the top), fold and punch marks stand at 105, 210 and 148.5 mm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from machbar.foundation.documents.characters import lost_characters, paragraphs, printable
from machbar.foundation.documents.paper import Letterhead
from machbar.foundation.documents.pdf import (
    HERE,
    Printed,
    letterhead_values,
    lines_of,
    shown,
    write_template,
)
from machbar.foundation.documents.qr import qr_svg
from machbar.foundation.towns.models import Town
from machbar.reasoning.postal import address_lines


@dataclass(frozen=True, kw_only=True)
class PostalLetter:
    """One letter: `sender` is the small line above the address, `details` stand beside it, `address` is a web address.

    `paragraphs` may hold several each, parted by empty lines.
    """

    house: str
    town: str
    sender: str
    recipient: tuple[str, ...]
    dated: date
    subject: str
    opening: str
    paragraphs: tuple[str, ...]
    closing: str
    signature: str
    address: str
    address_note: str
    details: tuple[tuple[str, str], ...] = ()
    accent: str = "#0f5257"
    fictional_note: str = ""

    def __post_init__(self) -> None:
        if not self.recipient:
            raise ValueError("A letter needs a recipient.")


def house_letter(
    town: Town,
    *,
    to: tuple[str, str],
    on: date,
    subject: str,
    paragraphs: tuple[str, ...],
    address: str,
    address_note: str,
    opening: str = "",
    number: str = "",
    is_fictional: bool = False,
) -> PostalLetter:
    """A letter of the house: its head and greetings, and the address without saying the name twice.

    ``to``: the name ("" where nobody left one) and the postal address as it was typed; ``address``: a web address.
    """
    name, contact = to
    lines = address_lines(contact)
    details = (
        (pgettext("head of a letter", "Number"), number),
        (pgettext("head of a letter", "Phone"), town.contact_phone),
        (pgettext("head of a letter", "Mail"), town.contact_email),
        (pgettext("head of a letter", "Open"), town.opening_hours),
    )
    greeting = _("Good day, %(name)s,") % {"name": name} if name else _("Good day,")
    return PostalLetter(
        house=town.house_name,
        town=town.name,
        accent=town.accent,
        sender=", ".join(part for part in (f"{town.house_name} {town.name}", town.address) if part),
        recipient=(name, *lines) if name and lines[:1] != (name,) else lines,
        details=tuple((label, text) for label, text in details if text),
        dated=on,
        subject=subject,
        opening=opening or greeting,
        paragraphs=paragraphs,
        closing=_("Kind regards"),
        signature=_("Your team of %(house)s") % {"house": town.house_name},
        address=address,
        address_note=address_note,
        fictional_note=_("invented") if is_fictional else "",
    )


def write_letters(letters: Sequence[PostalLetter], *, language: str = "de") -> Printed:
    """All letters in one PDF, each on a page of its own. Raises `PaperError` where the fonts were not built."""
    if not letters:
        raise ValueError("There is no letter to write.")
    with translation.override(language):
        values = {
            "language": language,
            "title": letters[0].subject if len(letters) == 1 else _("Letters"),
            "author": shown(letters[0].house),
            "letters": [_values(letter) for letter in letters],
        }
    lost = lost_characters(text for letter in letters for text in _texts_of(letter))
    content = write_template(HERE / "letter.typ", values, dated=letters[0].dated)
    return Printed(content=content, lost=lost)


def _values(letter: PostalLetter) -> dict[str, object]:
    letterhead = Letterhead(house=letter.house, town=letter.town, accent=letter.accent)
    return {
        **letterhead_values(letterhead),
        "sender": shown(letter.sender),
        "recipient": [shown(line) for line in letter.recipient],
        "details": [
            {"label": shown(label), "text": shown(text)}
            for label, text in (*letter.details, (_("Date"), _day(letter.dated)))
        ],
        "subject": shown(letter.subject),
        "paragraphs": [
            lines_of("\n".join(lines))
            for text in (letter.opening, *letter.paragraphs)
            for lines in paragraphs(text)
        ],
        "closing": shown(letter.closing),
        "signature": shown(letter.signature),
        "address": printable(letter.address).text,
        "address-note": shown(letter.address_note),
        "qr": qr_svg(letter.address),
        "qr-words": _("QR code of the address beside it"),
        "fictional-note": shown(letter.fictional_note),
        "page-word": _("Page"),
    }


def _day(day: date) -> str:
    return date_format(day, "j. F Y")


def _texts_of(letter: PostalLetter) -> tuple[str, ...]:
    details = [text for pair in letter.details for text in pair]
    return (
        *(letter.house, letter.town, letter.sender, *letter.recipient, *details),
        *(letter.subject, letter.opening, *letter.paragraphs, letter.closing, letter.signature),
    )
