"""Receipts on paper: one a page for the slip printer (80 mm) and A6, or six on an A4 sheet to be cut."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from machbar.foundation.documents.paper import Letterhead
from machbar.foundation.documents.pdf import letterhead_values, shown, write_template
from machbar.foundation.documents.qr import qr_svg
from machbar.foundation.towns.models import Town
from machbar.foundation.ui.formats import moment
from machbar.modules.ideas.services import Slip

TEMPLATE = Path(__file__).with_name("slips.typ")


class Layout(StrEnum):
    """The paper in the printer."""

    ROLL = "80mm"
    A6 = "a6"
    SHEET = "a4"


def slips_pdf(town: Town, slips: Sequence[Slip], layout: Layout, *, dated: date) -> bytes:
    """The receipts in the order given. Raises `PaperError`."""
    with override("de"):
        numbers = ", ".join(slip.idea.number for slip in slips[:3])
        title = ngettext("Receipt %(numbers)s", "Receipts %(numbers)s", len(slips))
        more = " …" if len(slips) > len(slips[:3]) else ""
        values = {
            **letterhead_values(
                Letterhead(house=town.house_name, town=town.name, accent=town.accent)
            ),
            "language": "de",
            "title": title % {"numbers": numbers + more},
            "layout": layout.value,
            "address": shown(town.address or town.name),
            "thanks": _("Thank you! Your idea has arrived."),
            "scan": _("Here you see how your idea is doing:"),
            "qr-words": _("QR code to the page of this idea"),
            "keep": _("Please do not throw this away. We don't either."),
            "promise": _("A person reads it and answers within %(days)s days.")
            % {"days": town.answer_days},
            "fictional-word": _("fictional"),
            "slips": [_slip(slip) for slip in slips],
        }
    return write_template(TEMPLATE, values, dated=dated)


def _slip(slip: Slip) -> dict[str, object]:
    return {
        "title": shown(slip.idea.title),
        "number": slip.idea.number,
        "moment": moment(timezone.localtime(slip.idea.handed_in_at)),
        "address": slip.address,
        "qr": qr_svg(slip.address),
        "fictional": slip.idea.is_fictional,
    }
