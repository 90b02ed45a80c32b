"""Blank forms to be filled in by hand: an A5 sheet, and an A6 postcard with the house's address on its back."""

from datetime import date
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from machbar.foundation.documents.paper import Letterhead
from machbar.foundation.documents.pdf import letterhead_values, shown, write_template
from machbar.foundation.documents.qr import qr_svg
from machbar.foundation.towns.models import Town

TEMPLATE = Path(__file__).with_name("cards.typ")


class Size(StrEnum):
    """The sizes that are offered."""

    A5 = "a5"
    POSTCARD = "a6"


def blank_form_pdf(town: Town, size: Size, *, address: str, dated: date) -> bytes:
    """The blank form; ``address`` is where an idea is handed in on the web. Raises `PaperError`."""
    with override("de"):
        values = {
            **letterhead_values(
                Letterhead(house=town.house_name, town=town.name, accent=town.accent)
            ),
            "language": "de",
            "size": size.value,
            "title": shown(_("What do you wish for %(town)s?") % {"town": town.short_name}),
            "hint": _("One sentence is enough. The way you would tell your neighbours."),
            "where": _("Where would that be?"),
            "contact": _("How do we reach you? (voluntary)"),
            "contact-hint": _("Mail, phone or postal address. Only the team sees this."),
            "day": _("Date"),
            "join": _("I would join in myself."),
            "wall": _("My idea may hang on the wall of ideas, without my name."),
            "consent": _(
                "You need not write your name. What you write down we keep to answer you, and pass it on to nobody. "
                "You may have it erased at any time: one sentence to the team is enough."
            ),
            "promise": _("A person reads it and answers within %(days)s days. Always.")
            % {"days": town.answer_days},
            "back": _give_back(town),
            "web": _("Rather on the web?"),
            "web-address": address,
            "qr": qr_svg(address),
            "qr-words": _("QR code to the form on the web"),
            "stamp": _("Postage, or simply drop it in"),
            "to": [shown(line) for line in _address_lines(town)],
        }
    return write_template(TEMPLATE, values, dated=dated)


def _give_back(town: Town) -> str:
    if not town.address:
        return shown(
            _("Give it back at the counter of the %(house)s.") % {"house": town.house_name}
        )
    return shown(
        _("Give it back in the %(house)s, %(address)s, or put it through the letter slot.")
        % {"house": town.house_name, "address": town.address}
    )


def _address_lines(town: Town) -> list[str]:
    parts = [part.strip() for part in town.address.split(",") if part.strip()]
    named = any(town.name in part for part in parts)
    return [town.house_name, *parts, *([] if named else [town.name])]
