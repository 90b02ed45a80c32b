"""Milestones as the pages show them: in words, in a table, and as two drawings."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from machbar.foundation.ui.drawing import shortened
from machbar.modules.coordination.core import Axis, Course, axis_over, standing_of
from machbar.modules.coordination.forms import MilestoneDeedForm
from machbar.modules.coordination.labels import moved_words, standing_words
from machbar.modules.coordination.models import Milestone


@dataclass(frozen=True, kw_only=True)
class MilestoneRow:
    """One milestone with its standing in words; `form`, `action` and `is_refused` where somebody may change it."""

    milestone: Milestone
    words: str
    moved: str
    is_late: bool
    form: MilestoneDeedForm | None = None
    action: str = ""
    is_refused: bool = False


@dataclass(frozen=True, kw_only=True)
class _Layout:
    """Where the parts of a row stand, in units of the drawing."""

    width: int
    row: int
    top: int
    font: int
    title_room: int
    axis_x: int
    axis_room: int
    mark_below: int
    most_ticks: int


_WIDE = _Layout(
    width=720, row=46, top=44, font=17, title_room=27, axis_x=270, axis_room=430, mark_below=22,
    most_ticks=6,
)  # fmt: skip
_SMALL = _Layout(
    width=320, row=64, top=44, font=16, title_room=34, axis_x=12, axis_room=296, mark_below=40,
    most_ticks=3,
)  # fmt: skip


def milestone_rows(
    milestones: Iterable[Milestone],
    today: date,
    *,
    bound: Mapping[str, MilestoneDeedForm] | None = None,
    address: Callable[[str], str] | None = None,
) -> list[MilestoneRow]:
    """Milestones in words; with an ``address`` for each public id also with their forms."""
    return [_row_of(each, today, bound or {}, address) for each in milestones]


def plan_sentence(rows: Sequence[MilestoneRow]) -> str:
    """What stands in one sentence above the drawing."""
    done = sum(row.milestone.is_done for row in rows)
    late = sum(row.is_late for row in rows)
    sentence = ngettext(
        "%(done)d of %(n)d milestone is reached.",
        "%(done)d of %(n)d milestones are reached.",
        len(rows),
    ) % {"done": done, "n": len(rows)}
    if late:
        more = ngettext("%(n)d is overdue.", "%(n)d are overdue.", late) % {"n": late}
        sentence = f"{sentence} {more}"
    return sentence


def plan_svg(rows: Sequence[MilestoneRow], today: date, *, wide: bool) -> SafeString:
    """The drawing: a hollow mark where it was planned first, a filled one where it was reached, and the line of today.

    An open milestone that was moved has a dashed mark where it is planned now.
    """
    layout = _WIDE if wide else _SMALL
    axis = axis_over([today, *_days(rows)], most_ticks=layout.most_ticks)
    height = layout.top + layout.row * len(rows) + 4
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>',
        "only-wide" if wide else "only-small",
        layout.width,
        height,
        "; ".join(f"{row.milestone.title}: {row.words}" for row in rows),
        _scale(axis, layout, height),
        _today(axis, layout, height, today),
        format_html_join(
            "", "{}", ((_row(row, axis, layout, number),) for number, row in enumerate(rows))
        ),
    )


def _row_of(
    milestone: Milestone,
    today: date,
    bound: Mapping[str, MilestoneDeedForm],
    address: Callable[[str], str] | None,
) -> MilestoneRow:
    standing = standing_of(
        first_planned_on=milestone.first_planned_on,
        planned_on=milestone.planned_on,
        done_on=milestone.done_on,
        today=today,
    )
    form = bound.get(milestone.public_id)
    if form is None and address is not None:
        form = MilestoneDeedForm(
            today=today,
            auto_id=f"id_{milestone.public_id}_%s",
            initial={"planned_on": milestone.planned_on, "done_on": today},
        )
    return MilestoneRow(
        milestone=milestone,
        words=standing_words(standing),
        moved=moved_words(standing),
        is_late=standing.course is Course.OVERDUE,
        form=form,
        action=address(milestone.public_id) if address is not None else "",
        is_refused=milestone.public_id in bound,
    )


def _days(rows: Sequence[MilestoneRow]) -> list[date]:
    found = [row.milestone.first_planned_on for row in rows]
    found += [row.milestone.planned_on for row in rows]
    return [*found, *(row.milestone.done_on for row in rows if row.milestone.done_on)]


def _x(axis: Axis, layout: _Layout, day: date) -> float:
    return round(layout.axis_x + axis.at(day) * layout.axis_room, 1)


def _scale(axis: Axis, layout: _Layout, height: int) -> SafeString:
    """A fine line and a name for each month that is named."""
    return format_html_join(
        "",
        '<path d="M{0} 26V{1}" stroke="var(--line)" stroke-width="1.5"/>'
        '<text x="{0}" y="18" font-size="{2}">{3}</text>',
        (
            (_x(axis, layout, tick), height, layout.font - 1, date_format(tick, "M y"))
            for tick in axis.ticks
        ),
    )


def _today(axis: Axis, layout: _Layout, height: int, today: date) -> SafeString:
    """The one point that matters: the line of today."""
    return format_html(
        '<path d="M{0} 28V{1}" stroke="var(--ink)" stroke-width="6"/>'
        '<path d="M{0} 28V{1}" stroke="var(--lamp)" stroke-width="3.5"/>',
        _x(axis, layout, today),
        height,
    )


def _row(row: MilestoneRow, axis: Axis, layout: _Layout, number: int) -> SafeString:
    top = layout.top + layout.row * number
    y = top + layout.mark_below
    milestone = row.milestone
    first = _x(axis, layout, milestone.first_planned_on)
    last = _x(axis, layout, milestone.done_on or milestone.planned_on)
    return format_html(
        '<text x="0" y="{}" font-size="{}" font-weight="700">{}</text>'
        '<path d="M{} {}H{}" stroke="var(--ink)" stroke-width="2.5"/>{}{}',
        top + (28 if layout is _WIDE else 20),
        layout.font,
        shortened(milestone.title, layout.title_room),
        first,
        y,
        last,
        _diamond(first, y, ""),
        _disc(last, y) if milestone.is_done else _moved(row, last, y),
    )


def _moved(row: MilestoneRow, x: float, y: int) -> SafeString:
    return _diamond(x, y, "4 3") if row.moved else SafeString("")


def _diamond(x: float, y: int, dashes: str) -> SafeString:
    return format_html(
        '<path d="M{} {}l9 9-9 9-9-9z" fill="var(--paper)" stroke="var(--ink)" stroke-width="2.5"'
        ' stroke-dasharray="{}"/>',
        x,
        y - 9,
        dashes or "none",
    )


def _disc(x: float, y: int) -> SafeString:
    return format_html(
        '<circle cx="{}" cy="{}" r="6.5" fill="var(--accent)" stroke="var(--ink)"'
        ' stroke-width="1.5"/>',
        x,
        y,
    )


def plan_key() -> str:
    """What the marks mean, in words below the drawing."""
    return _("hollow = planned, dashed = put off, filled = reached; the line is today")
