"""Own cash against effort as SVG: one point for each way to finance, the planned one marked. Its table stands beside it."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from machbar.foundation.ui.formats import euros

LEFT, RIGHT, TOP, BOTTOM = 150, 660, 30, 260
HEIGHT = 330


def trade_off_svg(points: Sequence[tuple[int, int, bool]], available: int) -> SafeString:
    """Points are effort, own cash in cents, and whether that way is the planned one; the line is the money at hand."""
    most = max([available, *(cash for _effort, cash, _is in points)], default=0) or 1
    widest = max((effort for effort, _cash, _is in points), default=0) or 1
    marks = [
        (
            LEFT + (RIGHT - LEFT) * effort // widest,
            BOTTOM - (BOTTOM - TOP) * cash // most,
            is_planned,
        )
        for effort, cash, is_planned in points
    ]
    own = BOTTOM - (BOTTOM - TOP) * available // most
    return format_html(
        '<svg viewBox="0 0 700 {}" role="img" aria-label="{}">{}{}{}{}</svg>',
        HEIGHT,
        _(
            "Own money against effort: each point is one way to finance. The table beside it has the figures."
        ),
        _axes(most, widest),
        _line(own, available),
        format_html_join(
            "",
            '<circle cx="{}" cy="{}" r="9" fill="{}" stroke="var(--ink)" stroke-width="3"/>',
            (
                (x, y, "var(--lamp)" if is_planned else "var(--accent)")
                for x, y, is_planned in marks
            ),
        ),
        _name_of_planned(marks),
    )


def _axes(most: int, widest: int) -> SafeString:
    return format_html(
        '<path d="M{0} {2}V{3}H{1}" fill="none" stroke="var(--ink)" stroke-width="2"/>'
        '<text x="{4}" y="{5}" text-anchor="end" font-size="17">{6}</text>'
        '<text x="{4}" y="{3}" text-anchor="end" font-size="17">0 €</text>'
        '<text x="{0}" y="{7}" text-anchor="middle" font-size="17">0</text>'
        '<text x="{1}" y="{7}" text-anchor="middle" font-size="17">{8}</text>'
        '<text x="{9}" y="{10}" text-anchor="middle" font-size="17">{11}</text>'
        '<text x="{0}" y="18" text-anchor="start" font-size="17">{12}</text>',
        LEFT, RIGHT, TOP, BOTTOM, LEFT - 12, TOP + 14, euros(most), BOTTOM + 26, widest,
        (LEFT + RIGHT) // 2, BOTTOM + 54, _("effort in points"), _("own money needed"),
    )  # fmt: skip


def _line(own: int, available: int) -> SafeString:
    return format_html(
        '<path d="M{} {}H{}" stroke="var(--ink-2)" stroke-width="2" stroke-dasharray="8 6"/>'
        '<text x="{}" y="{}" text-anchor="end" font-size="17">{}</text>',
        LEFT,
        own,
        RIGHT,
        RIGHT,
        own - 8 if own > TOP + 24 else own + 22,
        _("at hand: %(amount)s") % {"amount": euros(available)},
    )


def _name_of_planned(marks: Sequence[tuple[int, int, bool]]) -> SafeString:
    planned = [(x, y) for x, y, is_planned in marks if is_planned][:1]
    return format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="{}" font-size="17" font-weight="700">{}</text>',
        (
            (
                x - 16 if x > (LEFT + RIGHT) // 2 else x + 16,
                y - 12,
                "end" if x > (LEFT + RIGHT) // 2 else "start",
                _("least own money"),
            )
            for x, y in planned
        ),
    )
