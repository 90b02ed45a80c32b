"""The tags with which pages draw their parts: house, verdict, money, dates, form fields, drawings, QR code."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

import segno
from django import forms, template
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from machbar.foundation.ui import figures, formats

register = template.Library()
IMAGES = Path(__file__).resolve().parents[1] / "static" / "machbar" / "img"

register.filter("verdict", figures.verdict_mark)
register.filter("long_date", formats.long_date)
register.filter("moment", formats.moment)
register.filter("house_words", figures.house_words)


@register.simple_tag
def house(states: Mapping[str, str], size: str = "44") -> SafeString:
    """The house figure of a project; always beside `house_words`."""
    return figures.house_svg(states, size=str(size))


@register.simple_tag
def slot_figure(slot: str, state: str) -> SafeString:
    """One part of the house."""
    return figures.slot_svg(slot, state)


@register.filter
def cents(amount: int) -> str:
    """An amount in a sentence: `40.000 €`, with cents only where there are some."""
    return formats.euros(amount)


@register.filter
def cents_exact(amount: int) -> str:
    """An amount in a table: `40.000,00 €`."""
    return formats.euros(amount, exact=True)


@register.filter
def ago(moment: date | datetime) -> str:
    """How long ago: `gestern`, `vor 5 Tagen`."""
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    return formats.days_ago(day, timezone.localdate())


@register.simple_tag(takes_context=True)
def fiktiv(context: template.Context, text: str = "fiktiv") -> SafeString:
    """The mark of invented values; in real towns nobody ever sees it."""
    if not context.get("is_demo") or not text:
        return SafeString("")
    return format_html('<span class="fiktiv">{}</span>', text)


@register.simple_tag
def drawing(name: str, css: str = "drawing") -> SafeString:
    """One of our drawings, inline, with the town's door colour."""
    return format_html('<span class="{}">{}</span>', css, mark_safe(_drawing(name)))  # noqa: S308 - our own file


@cache
def _drawing(name: str) -> str:
    return (IMAGES / f"{name}.svg").read_text(encoding="utf-8").replace("#0f5257", "var(--accent)")


@register.simple_tag
def qr(address: str) -> SafeString:
    """A QR code of an address as inline SVG."""
    code = segno.make(address, error="m")
    rows = [
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(code.matrix)
        for x, dark in enumerate(row)
        if dark
    ]
    size = len(code.matrix) + 8
    return format_html(
        '<svg class="qr" viewBox="-4 -4 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M-4-4h{0}v{0}h-{0}z"/><path d="{2}"/></svg>',
        size,
        _("QR code to this page"),
        "".join(rows),
    )


_KINDS: tuple[tuple[type[forms.Widget], str, str], ...] = (
    (forms.CheckboxInput, "check", "kern-form-check__checkbox"),
    (forms.RadioSelect, "radio", "kern-form-check__radio"),
    (forms.SelectMultiple, "select", "kern-form-input__select kern-form-input__input"),
    (forms.Select, "select", "kern-form-input__select kern-form-input__input"),
    (forms.Widget, "text", "kern-form-input__input"),
)


@register.inclusion_tag("machbar/_field.html")
def field(bound: BoundField) -> dict[str, object]:
    """A form field the KERN way: label, help, error between help and input, everything tied together."""
    widget = bound.field.widget
    kind, css = next((kind, css) for base, kind, css in _KINDS if isinstance(widget, base))
    described = [f"{bound.auto_id}-hilfe"] if bound.help_text and kind != "check" else []
    if bound.errors:
        css = f"{css} kern-form-input__input--error" if kind in {"text", "select"} else css
        described.append(f"{bound.auto_id}-fehler")
        widget.attrs["aria-invalid"] = "true"
    widget.attrs["class"] = css
    if described and kind != "radio":
        widget.attrs["aria-describedby"] = " ".join(described)
    return {"field": bound, "kind": kind}


@register.simple_tag
def house_named() -> SafeString:
    """The finished house with the names of its five parts."""
    return figures.house_svg(dict.fromkeys(figures.SLOTS, "proven"), size="named")
