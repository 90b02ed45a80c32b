"""How much stands empty: by street and round as bars, as a table, and as a file."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.documents.downloads import download, file_name
from machbar.foundation.tables.core import Style, write_csv
from machbar.foundation.ui.formats import NBSP, percent
from machbar.modules.premises.core.figures import (
    Change,
    Counts,
    Look,
    Round,
    compare,
    compare_total,
)
from machbar.modules.premises.forms.walks import BUTTONS
from machbar.modules.premises.selectors.walks import rounds_of

CSV = "text/csv; charset=utf-8"
WHOLE = 10_000
SHOWN = 12
MANY = 200
"""From so many houses on one house is less than half a percent, and a decimal says something."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One street in one round, in words; ``width`` is the bar's in thousandths of the whole.

    ``looked_at`` says how many of its houses were looked at: beside every number, so that nobody takes a part for all.
    """

    street: str
    counts: Counts
    cells: list[tuple[Promise, int]]
    rate: str
    width: int
    looked_at: str
    change: str = ""


@never_cache
@require_safe
@staff_only
def figures(request: ActorRequest) -> HttpResponse:
    """The latest rounds, each compared with the one before it."""
    rounds = rounds_of(request.town)
    pairs = zip(rounds, [*rounds[1:], None], strict=False)  # without a round there is no pair
    context = {
        "rounds": [(each.on, _lines(each, before)) for each, before in pairs][:SHOWN],
        "names": [words for _look, words in BUTTONS],
    }
    return render(request, "premises/figures.html", context)


@never_cache
@require_safe
@staff_only
def figures_csv(request: ActorRequest) -> HttpResponse:
    """Every street of every round as a file for a spreadsheet."""
    name = file_name(_("Vacancy"), day=timezone.localdate(), ending="csv")
    headings = [
        _("Day"),
        _("Street"),
        _("Houses"),
        *(str(words) for _look, words in BUTTONS),
        _("not looked at"),
        _("Vacancy rate in percent"),
    ]
    content = b"".join(write_csv(headings, _rows(rounds_of(request.town)), Style.EXCEL))
    return download(content, name=name, kind=CSV)


def _rows(rounds: list[Round]) -> Iterator[list[str | int | Decimal | date]]:
    for each in rounds:
        for street, counts in each.streets.items():
            rate = "" if counts.rate is None else Decimal(counts.rate) / 100
            yield [each.on, street, counts.houses, *_cells(counts), counts.open, rate]


def _lines(each: Round, before: Round | None) -> list[Line]:
    changes = {change.street: change for change in compare(before, each)} if before else {}
    streets = [
        _line(street, counts, changes.get(street)) for street, counts in each.streets.items()
    ]
    return [*streets, _total(each, before)]


def _total(each: Round, before: Round | None) -> Line:
    change = compare_total(before, each) if before else None
    line = _line(pgettext("all streets", "All together"), each.total, change)
    is_other = before is not None and change is None
    words = _("not comparable: other streets were walked")
    return replace(line, change=words) if is_other else line


def _line(street: str, counts: Counts, change: Change | None) -> Line:
    return Line(
        street=street,
        counts=counts,
        cells=[(words, counts.of(Look(look))) for look, words in BUTTONS],
        rate="–"
        if counts.share is None
        else _in_percent(counts.share, of=counts.counted) + f"{NBSP}%",
        width=1000 * (counts.rate or 0) // WHOLE,
        looked_at=_("%(n)d of %(all)d") % {"n": counts.looked_at, "all": counts.houses},
        change=_in_words(change),
    )


def _in_words(change: Change | None) -> str:
    if change is None:
        return ""
    if not change.is_whole:
        return _("not comparable: not every house was looked at")
    if change.by is None:
        return ""
    if not change.by:
        return _("unchanged")
    of = min(change.before.counted, change.now.counted)
    words = _("%(n)s points more") if change.by > 0 else _("%(n)s points less")
    return words % {"n": _in_percent(abs(change.by), of=of)}


def _in_percent(share: Fraction, *, of: int) -> str:
    """Whole percent; of many houses one decimal. Half is rounded up."""
    tenths = (2000 * share.numerator + share.denominator) // (2 * share.denominator)
    if of < MANY:
        tenths = 10 * ((200 * share.numerator + share.denominator) // (2 * share.denominator))
    return percent(10 * tenths).removesuffix(f"{NBSP}%")


def _cells(counts: Counts) -> list[int]:
    return [counts.of(Look(look)) for look, _words in BUTTONS]
