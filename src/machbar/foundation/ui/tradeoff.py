"""Ways to finance a project side by side: own cash against effort, in words and two drawings."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from machbar.foundation.ui.drawing import hatching, shortened
from machbar.foundation.ui.formats import euros


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to finance a project: own cash in whole cents, effort in points."""

    name: str
    own_cash: int
    effort: int
    is_suggested: bool = False


@dataclass(frozen=True, kw_only=True)
class _Layout:
    """Where the parts of a row stand, in units of the drawing."""

    width: int
    row: int
    top: int
    font: int
    name_room: int
    cash_x: int
    cash_room: int
    effort_x: int
    effort_room: int
    effort_below: int
    bars_below: int
    thickness: int


_WIDE = _Layout(
    width=1100, row=64, top=44, font=18, name_room=30, cash_x=330, cash_room=360, effort_x=850,
    effort_room=190, effort_below=0, bars_below=0, thickness=30,
)  # fmt: skip
_SMALL = _Layout(
    width=320, row=134, top=4, font=17, name_room=32, cash_x=1, cash_room=165, effort_x=1,
    effort_room=165, effort_below=30, bars_below=26, thickness=22,
)  # fmt: skip


def tradeoff_sentence(ways: Sequence[Way]) -> str:
    """What there is to decide: the cheapest way against the suggested or else the easiest one."""
    cheapest = min(ways, key=lambda way: (way.own_cash, way.effort))
    easiest = min(ways, key=lambda way: (way.effort, way.own_cash))
    rival = next((way for way in ways if way.is_suggested and way != cheapest), easiest)
    if rival.effort >= cheapest.effort:
        return _(
            "“%(name)s” needs the least own money: %(cash)s, with %(effort)d points of effort."
        ) % {"name": cheapest.name, "cash": euros(cheapest.own_cash), "effort": cheapest.effort}
    return _(
        "“%(cheapest)s” needs the least own money: %(cash)s. “%(rival)s” saves %(points)d points "
        "of effort and costs %(more)s more."
    ) % {
        "cheapest": cheapest.name,
        "cash": euros(cheapest.own_cash),
        "rival": rival.name,
        "points": cheapest.effort - rival.effort,
        "more": euros(rival.own_cash - cheapest.own_cash),
    }


def tradeoff_label(ways: Sequence[Way]) -> str:
    """The drawing in words, way by way."""
    return "; ".join(
        _("%(name)s: %(cash)s own money, effort %(effort)d")
        % {"name": way.name, "cash": euros(way.own_cash), "effort": way.effort}
        for way in ways
    )


def tradeoff_svg(ways: Sequence[Way], *, wide: bool) -> SafeString:
    """The drawing for wide or for small screens; lengths are exact, zero is always drawn."""
    layout = _WIDE if wide else _SMALL
    label = tradeoff_label(ways)
    defs, hatched = hatching(f"{wide} {label}")
    rows = format_html_join(
        "", "{}", ((_row(way, ways, layout, number, hatched),) for number, way in enumerate(ways))
    )
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg>',
        "only-wide" if wide else "only-small",
        layout.width,
        layout.top + layout.row * len(ways),
        label,
        defs,
        _heads(layout) if wide else "",
        rows,
        _zero_lines(layout, len(ways)),
    )


def _row(way: Way, ways: Sequence[Way], layout: _Layout, number: int, hatched: str) -> SafeString:
    top = layout.top + layout.row * number
    most_cash = max(1, *(other.own_cash for other in ways))
    most_effort = max(1, *(other.effort for other in ways))
    cash = _length(way.own_cash, most_cash, layout.cash_room)
    effort = _length(way.effort, most_effort, layout.effort_room)
    bar = top + 8 + layout.bars_below
    return format_html(
        "{}{}{}{}{}",
        _name(way, layout, top),
        _bar(layout.cash_x, bar, cash, layout.thickness, hatched),
        _amount(way, layout, layout.cash_x + cash, bar),
        _bar(layout.effort_x, bar + layout.effort_below, effort, layout.thickness, "var(--ink)"),
        _points(way, layout, layout.effort_x + effort, bar + layout.effort_below),
    )


def _name(way: Way, layout: _Layout, top: int) -> SafeString:
    baseline = top + (20 if way.is_suggested or layout.bars_below else 30)
    hint_at = top + (layout.row - 24 if layout.bars_below else 44)
    hint = (
        format_html(
            '<text x="0" y="{}" font-size="{}">{}</text>',
            hint_at,
            layout.font - 1,
            _("our suggestion"),
        )
        if way.is_suggested
        else ""
    )
    return format_html(
        '<text x="0" y="{}" font-size="{}" font-weight="700">{}</text>{}',
        baseline,
        layout.font,
        shortened(way.name, layout.name_room),
        hint,
    )


def _bar(x: int, y: int, length: float, thickness: int, fill: str) -> SafeString:
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" '
        'stroke="var(--ink)" stroke-width="{}"/>',
        x,
        y,
        length,
        thickness,
        fill,
        1.5 if length else 0,
    )


def _amount(way: Way, layout: _Layout, x: float, y: int) -> SafeString:
    """The amount beside its bar; the lamp marks the suggested way."""
    middle = y + layout.thickness / 2
    lamp = (
        format_html(
            '<circle cx="{}" cy="{}" r="9" fill="var(--lamp)" '
            'stroke="var(--ink)" stroke-width="3"/>',
            x,
            middle,
        )
        if way.is_suggested
        else ""
    )
    text = format_html(
        '<text x="{}" y="{}" font-size="{}">{}</text>',
        x + (18 if way.is_suggested else 10),
        middle + 6,
        layout.font,
        euros(way.own_cash),
    )
    return format_html("{}{}", lamp, text)


def _points(way: Way, layout: _Layout, x: float, y: int) -> SafeString:
    words = _("effort %(n)d") % {"n": way.effort} if layout.effort_below else str(way.effort)
    return format_html(
        '<text x="{}" y="{}" font-size="{}">{}</text>',
        x + 10,
        y + layout.thickness / 2 + 6,
        layout.font,
        words,
    )


def _heads(layout: _Layout) -> SafeString:
    return format_html_join(
        "",
        '<text x="{}" y="22" font-size="18" font-weight="700">{}</text>',
        (
            (0, _("Way")),
            (layout.cash_x, _("own money")),
            (layout.effort_x, _("effort in points")),
        ),
    )


def _zero_lines(layout: _Layout, rows: int) -> SafeString:
    """The zero line of each scale, row by row, a little longer than the bars that begin at it."""
    starts = [layout.top + layout.row * row + 8 + layout.bars_below for row in range(rows)]
    return format_html_join(
        "",
        '<path d="M{} {}V{}" stroke="var(--ink)" stroke-width="2.5"/>',
        (
            (x, start - 5, start + layout.effort_below + layout.thickness + 5)
            for x in sorted({layout.cash_x, layout.effort_x})
            for start in starts
        ),
    )


def _length(part: int, most: int, room: int) -> float:
    return round(part * room / most, 1)
