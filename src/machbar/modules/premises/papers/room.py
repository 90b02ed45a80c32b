"""The sheet of a room (A4) and its poster for the window (A3), as tagged PDF with a QR code of the page.

They are made from what is public and nothing else: text and metadata hold what the page shows.
"""

from datetime import date
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from machbar.foundation.documents.characters import paragraphs
from machbar.foundation.documents.paper import Letterhead
from machbar.foundation.documents.pdf import letterhead_values, lines_of, shown, write_template
from machbar.foundation.documents.qr import qr_svg
from machbar.foundation.media import store
from machbar.foundation.media.models import Picture
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.models import Town
from machbar.modules.premises.labels.public import fact_rows, room_line, room_name
from machbar.modules.premises.selectors.public import Room

TEMPLATE = Path(__file__).with_name("room.typ")
PICTURE = "picture.jpg"
ON_THE_SHEET = 1


class Sheet(StrEnum):
    """The papers that are offered."""

    EXPOSE = "a4"
    POSTER = "a3"


def room_pdf(room: Room, sheet: Sheet, *, town: Town, path: str, dated: date) -> bytes:
    """The paper; ``path`` is the room's page. Raises `PaperError`."""
    picture, content = _picture(room)
    with override("de"):
        values = {**_values(room, town, absolute_url(town, path)), "size": sheet.value}
        if picture is not None:
            values["picture"] = {
                "file": PICTURE,
                "alternative": shown(picture.alt_text),
                "credit": shown(_("Picture: %(credit)s") % {"credit": picture.credit}),
            }
    files = {PICTURE: content} if picture is not None else {}
    return write_template(TEMPLATE, values, dated=dated, files=files)


def _values(room: Room, town: Town, address: str) -> dict[str, object]:
    unit = room.unit
    contact = (town.address, town.opening_hours, town.contact_phone, town.contact_email)
    return {
        **letterhead_values(Letterhead(house=town.house_name, town=town.name, accent=town.accent)),
        "language": "de",
        "title": shown(room_name(unit)),
        "line": shown(room_line(unit)),
        "facts": [{"label": row.label, "text": shown(row.text)} for row in fact_rows(unit)],
        "description": [lines_of("\n".join(lines)) for lines in paragraphs(unit.card.description)],
        "call": _("Looking for users"),
        "question": _("Does that suit you?"),
        "ask": shown(
            _("Come to us, ring or write. The %(house)s brings you and the owner together.")
            % {"house": town.house_name}
        ),
        "contact": [shown(part) for part in contact if part],
        "address": address,
        "qr": qr_svg(address),
        "qr-words": _("QR code of the page of this room"),
        "fictional-note": _("invented") if room.is_fictional and town.is_demo else "",
        "picture": None,
    }


def _picture(room: Room) -> tuple[Picture | None, bytes]:
    """The first public picture with its largest JPEG copy; it was drawn anew and carries no metadata."""
    for picture in room.pictures[:ON_THE_SHEET]:
        for file in picture.files.all():
            content = store.read(file.sha256) if file.content_type == "image/jpeg" else None
            if content is not None:
                return picture, content
    return None, b""
