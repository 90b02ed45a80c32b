"""The tags with which pages draw their parts: house, verdict, money, dates, fields, drawings."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from itertools import groupby
from pathlib import Path

import segno
from django import template
from django.forms import BaseForm, widgets
from django.forms.boundfield import BoundField, BoundWidget
from django.template.defaultfilters import linebreaksbr
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from machbar.foundation.ui import commands, conflicts, figures, formats, triangle
from machbar.foundation.ui.linked_data import LinkedData, linked_data_script
from machbar.reasoning.contact import digits_of_phone

register = template.Library()
IMAGES = Path(__file__).resolve().parents[1] / "static" / "machbar" / "img"

register.filter("verdict", figures.verdict_mark)
register.filter("long_date", formats.long_date)
register.filter("moment", formats.moment)
register.filter("partial_date", formats.partial_date)
register.filter("euro_signs", formats.euro_signs)
register.filter("kept_together", formats.kept_together)
register.filter("house_words", figures.house_words)
register.filter("in_words", formats.in_words)
register.filter("with_commands", commands.with_commands)


# --- the house -----------------------------------------------------------------------------------
@register.simple_tag
def house(states: Mapping[str, str], size: str = "44") -> SafeString:
    """The house figure of a project (24, 44, "large", "named"); always beside `house_words`."""
    return figures.house_svg(states, size=str(size))


@register.simple_tag
def house_named() -> SafeString:
    """The finished house with the names of its five parts."""
    return figures.house_svg(dict.fromkeys(figures.SLOTS, "proven"), size="named")


@register.simple_tag
def slot_figure(slot: str, state: str) -> SafeString:
    """One part of the house, the others as ghosts; the words stand beside it."""
    return figures.slot_svg(slot, state)


# --- people --------------------------------------------------------------------------------------
@register.filter
def reached_by(contact: str) -> SafeString:
    """A mail address or a phone number as a link that writes or calls, anything else line by line."""
    if digits := digits_of_phone(contact):
        return format_html('<a href="tel:{}">{}</a>', digits, contact)
    if "@" in contact and len(contact.split()) == 1:
        return format_html('<a href="mailto:{}">{}</a>', contact, contact)
    return linebreaksbr(contact, autoescape=True)


# --- money and time ------------------------------------------------------------------------------
@register.filter
def cents(amount: int | None) -> str:
    """An amount in a sentence: `40.000 €`, cents only where there are some; nothing for nothing."""
    return "" if amount is None else formats.euros(amount)


@register.filter
def cents_exact(amount: int | None) -> str:
    """An amount in a table: `40.000,00 €`; nothing for nothing."""
    return "" if amount is None else formats.euros(amount, exact=True)


@register.filter
def share(hundredths: int) -> str:
    """A share in hundredths of a percent: `83 %`, `66,67 %`."""
    return formats.percent(hundredths)


@register.filter
def short_date(moment: date | datetime) -> str:
    """A day in words; the year stands there when it is another one."""
    return formats.short_date(_day(moment), timezone.localdate())


@register.filter
def ago(moment: date | datetime) -> str:
    """How long ago: `gestern`, `vor 5 Tagen`; for what is to come `morgen`, `in 9 Tagen`."""
    return formats.days_ago(_day(moment), timezone.localdate())


@register.filter
def age(moment: date | datetime) -> str:
    """How long something waits: `gestern`, `6 Tage`."""
    return formats.days_waiting(_day(moment), timezone.localdate())


def _day(moment: date | datetime) -> date:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


@register.inclusion_tag("machbar/_bar.html")
def bar(*, spent: int = 0, sure: int = 0, maybe: int = 0, uncovered: int = 0) -> dict[str, object]:
    """The money of one project in whole cents as a bar with legend; the page adds the table."""
    amounts = {"spent": spent, "sure": sure, "maybe": maybe, "open": uncovered}
    segments = [
        figures.Segment(look=look, cents=amount) for look, amount in amounts.items() if amount
    ]
    return {
        "svg": figures.bar_svg(segments),
        "legend": [(segment.look, figures.bar_words(segment)) for segment in segments],
    }


@register.inclusion_tag("machbar/_triangle.html")
def mediation_triangle(figure: triangle.Triangle) -> dict[str, object]:
    """Project, room and funding: the drawing, and on small screens the same as a list."""
    return {
        "figure": figure,
        "svg": triangle.triangle_svg(figure),
        "mark": triangle.top_mark(figure),
    }


# --- marks and drawings --------------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def fiktiv(context: template.Context, text: str = "fiktiv") -> SafeString:
    """The mark of invented values; in real towns nobody ever sees it."""
    if not context.get("is_demo") or not text:
        return SafeString("")
    return format_html('<span class="fiktiv">{}</span>', text)


@register.simple_tag
def drawing(name: str, css: str = "drawing") -> SafeString:
    """One of our drawings, inline, in the town's door colour; decorative for screen readers."""
    return format_html('<span class="{}" aria-hidden="true">{}</span>', css, _drawing(name))


@cache
def _drawing(name: str) -> SafeString:
    known = {file.stem: file for file in IMAGES.glob("*.svg")}
    if name not in known:
        raise template.TemplateSyntaxError(f"No drawing {name!r}; there are {sorted(known)}.")
    svg = known[name].read_text(encoding="utf-8").replace("#0f5257", "var(--accent)")
    return mark_safe(svg)  # noqa: S308 - our own file


@register.simple_tag
def linked_data(data: LinkedData) -> SafeString:
    """What the page is about, for machines (JSON-LD)."""
    return linked_data_script(data)


@register.simple_tag
def qr(address: str) -> SafeString:
    """A QR code of an address as inline SVG."""
    code = segno.make(address, error="m", micro=False)
    size = len(code.matrix) + 8
    return format_html(
        '<svg class="qr" viewBox="-4 -4 {0} {0}" role="img" aria-label="{1}" '
        'shape-rendering="crispEdges"><path fill="#fff" d="M-4-4h{0}v{0}h-{0}z"/>'
        '<path d="{2}"/></svg>',
        size,
        _("QR code to this page"),
        "".join(_runs(row, y) for y, row in enumerate(code.matrix)),
    )


def _runs(row: Sequence[int], y: int) -> str:
    """The dark runs of one row as path steps."""
    steps, x = [], 0
    for dark, cells in groupby(row, key=bool):
        length = len(list(cells))
        if dark:
            steps.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(steps)


# --- forms ---------------------------------------------------------------------------------------
_KINDS: tuple[tuple[type[widgets.Widget], str, str], ...] = (
    (widgets.CheckboxInput, "check", "kern-form-check__checkbox"),
    (widgets.CheckboxSelectMultiple, "choices", "kern-form-check__checkbox"),
    (widgets.RadioSelect, "choices", "kern-form-check__radio"),
    (widgets.SelectMultiple, "text", "kern-form-input__input"),
    (widgets.Select, "select", "kern-form-input__select kern-form-input__input"),
    (widgets.Widget, "text", "kern-form-input__input"),
)


@register.inclusion_tag("machbar/_field.html")
def field(bound: BoundField) -> dict[str, object]:
    """A form field the KERN way: label, help, error, input, all tied together.

    Django itself sets `aria-describedby` and `aria-invalid`; the partial uses the ids it names.
    """
    kind, css = next(
        (kind, css) for base, kind, css in _KINDS if isinstance(bound.field.widget, base)
    )
    bound.field.widget.attrs.pop("placeholder", None)  # a hint that goes away when it is needed
    look = " ".join(f"{name} {name}--error" for name in css.split()) if bound.errors else css
    return {
        "field": bound,
        "kind": kind,
        "is_optional": not (bound.field.required or kind == "check" or _is_unmarked(bound)),
        "control": "" if kind == "choices" else bound.as_widget(attrs={"class": look}),
        "choices": [_choice(option, look) for option in bound] if kind == "choices" else [],
    }


@register.simple_tag
def seen(form: BaseForm) -> SafeString:
    """The version and the state that a form was opened with (conflicts.py), as hidden fields."""
    version, state = conflicts.seen_values(form)
    return format_html(
        '<input type="hidden" name="{}" value="{}"><input type="hidden" name="{}" value="{}">',
        conflicts.VERSION,
        version,
        conflicts.SEEN,
        state,
    )


def _is_unmarked(bound: BoundField) -> bool:
    """Whether a form only narrows down a list, or it or the field is marked elsewhere: nobody wonders what is due."""
    if getattr(bound.form, "is_filter", False) is True or not getattr(
        bound.form, "is_marked", True
    ):
        return True
    return bound.name in getattr(bound.form, "unmarked", ())


def _choice(option: BoundWidget, css: str) -> dict[str, str]:
    """One radio button or check box of a group, with its label."""
    option.data["attrs"]["class"] = css
    return {"control": option.tag(), "id": option.id_for_label, "label": option.choice_label}
