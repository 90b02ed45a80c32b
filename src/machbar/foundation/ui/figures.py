"""The brand figure and other drawings as SVG: pure functions from values to mark-up (face/README.md, sections 4-6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

SLOTS = ("users", "carrier", "builder", "financing", "place")

_WHOLE: dict[str, str] = {
    "users": "M27 39V32a5 5 0 0 1 10 0v7Z",
    "carrier": "M11 27h12v12H11z",
    "builder": "M24 13.4 37.2 23H10.8Z",
    "financing": "M24 1.5 45.5 17.1 41.3 20.6 24 8 6.7 20.6 2.5 17.1Z",
    "place": "M3 43h42v4H3z",
}
_HALF: dict[str, str] = {
    "users": "M32 27a5 5 0 0 0-5 5v7h5z",
    "carrier": "M11 27h6v12h-6z",
    "builder": "M24 13.4V23H10.8Z",
    "financing": "M24 1.5V8L6.7 20.6 2.5 17.1Z",
    "place": "M3 43h21v4H3z",
}
_CLASS = {"open": "s0", "candidate": "s1", "proven": "s2"}

SLOT_NAMES: dict[str, Promise] = {
    "users": gettext_lazy("Users"),
    "carrier": gettext_lazy("Carrier"),
    "builder": gettext_lazy("Builder"),
    "financing": gettext_lazy("Financing"),
    "place": gettext_lazy("Place"),
}
STATE_NAMES: dict[str, Promise] = {
    "open": gettext_lazy("is missing"),
    "candidate": gettext_lazy("is in sight"),
    "proven": gettext_lazy("stands"),
}


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A part of a money bar: its look (spent, sure, maybe or open) and its amount in cents."""

    look: str
    cents: int


def house_label(states: Mapping[str, str]) -> str:
    """The house in words: all five slots with their state."""
    return ", ".join(
        f"{SLOT_NAMES[slot]} {STATE_NAMES[states.get(slot, 'open')]}" for slot in SLOTS
    )


def house_words(states: Mapping[str, str]) -> str:
    """The sentence that always stands beside the figure: "1 von 5 steht · 3 in Aussicht · 1 fehlt"."""
    values = [states.get(slot, "open") for slot in SLOTS]
    proven, candidates, missing = (values.count(state) for state in ("proven", "candidate", "open"))
    if proven == len(SLOTS):
        return _("all five stand: feasible")
    parts = [ngettext("%(n)d of 5 stands", "%(n)d of 5 stand", proven) % {"n": proven}]
    if candidates:
        parts.append(_("%(n)d in sight") % {"n": candidates})
    if missing:
        parts.append(ngettext("%(n)d is missing", "%(n)d are missing", missing) % {"n": missing})
    return " · ".join(parts)


def house_svg(states: Mapping[str, str], *, size: str = "44") -> SafeString:
    """The house of a project; ``size`` is 24, 44, large or named (with the names of the slots)."""
    paths = format_html_join(
        "", "{}", ((_slot_paths(slot, states.get(slot, "open")),) for slot in SLOTS)
    )
    classes = {"24": "house", "44": "house house--44", "large": "house house--l"}.get(
        size, "house house--l house--named"
    )
    box = "-12 0 80 48.5" if size == "named" else "0 0 48 48"
    return format_html(
        '<svg class="{}" viewBox="{}" role="img" aria-label="{}">{}{}</svg>',
        classes,
        box,
        house_label(states),
        paths,
        _names() if size == "named" else "",
    )


def slot_svg(slot: str, state: str) -> SafeString:
    """One part of the house; the others stand behind it as ghosts. Decorative: the words stand beside it."""
    ghosts = format_html_join(
        "", '<path class="ghost" d="{}"/>', ((_WHOLE[other],) for other in SLOTS if other != slot)
    )
    return format_html(
        '<svg class="house house--40" viewBox="0 0 48 48" aria-hidden="true">{}{}</svg>',
        ghosts,
        _slot_paths(slot, state),
    )


def _slot_paths(slot: str, state: str) -> SafeString:
    whole = format_html('<path class="{}" d="{}"/>', _CLASS[state], _WHOLE[slot])
    half = format_html('<path class="hf" d="{}"/>', _HALF[slot]) if state == "candidate" else ""
    return format_html("{}{}", whole, half)


def _names() -> SafeString:
    places = (
        (40, 35, "start", "users"),
        (8, 35, "end", "carrier"),
        (40, 25, "start", "builder"),
        (38, 8, "start", "financing"),
        (47.5, 46.6, "start", "place"),
    )
    return format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="{}">{}</text>',
        ((x, y, anchor, SLOT_NAMES[slot]) for x, y, anchor, slot in places),
    )


_VERDICTS: dict[str, tuple[str, Promise, str]] = {
    "yes": (
        "ja",
        gettext_lazy("fits"),
        (
            '<circle cx="14" cy="14" r="13" fill="var(--ok)"/>'
            '<path d="M7.5 14.5l4.5 4.5 8.5-9.5" fill="none" stroke="#fff" stroke-width="3.2"/>'
        ),
    ),
    "unknown": (
        "frage",
        gettext_lazy("an answer is missing"),
        (
            '<path d="M14 1 27 14 14 27 1 14Z" fill="#fff3d1" stroke="var(--ask)" stroke-width="2"/>'
            '<path d="M10.6 11.2c0-4.6 7-4.4 7 0 0 2.6-3.4 2.6-3.4 5.2" fill="none" stroke="var(--ask)" '
            'stroke-width="2.6"/><circle cx="14.2" cy="20.3" r="1.7" fill="var(--ask)"/>'
        ),
    ),
    "no": (
        "nein",
        gettext_lazy("does not fit"),
        (
            '<path d="M2 2h24v24H2z" fill="#fff" stroke="var(--no)" stroke-width="2.4"/>'
            '<path d="M8 8l12 12M20 8 8 20" stroke="var(--no)" stroke-width="3.2"/>'
        ),
    ),
}


def verdict_mark(verdict: str) -> SafeString:
    """A verdict as shape and word: disc with tick, diamond with question mark, square with cross."""
    look, word, shape = _VERDICTS[verdict]
    return format_html(
        '<span class="verdict verdict--{}"><svg viewBox="0 0 28 28" aria-hidden="true">{}</svg>'
        "<span>{}</span></span>",
        look,
        mark_safe(shape),  # noqa: S308 - our own constant
        word,
    )


def bar_svg(segments: Sequence[Segment], label: str) -> SafeString:
    """The money of one project as one bar; the words stand under it."""
    total = sum(segment.cents for segment in segments) or 1
    fills = {"spent": "var(--ink)", "sure": "var(--accent)", "maybe": "url(#hatch)", "open": "#fff"}
    rects, at = [], 0
    for segment in segments:
        rects.append((_permille(at, total), _permille(segment.cents, total), fills[segment.look]))
        at += segment.cents
    return format_html(
        '<div class="bar"><svg viewBox="0 0 1000 30" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<defs><pattern id="hatch" width="16" height="16" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path d="M0 0h16v16H0z" fill="#fff"/>'
        '<path d="M0 0h6v16H0z" fill="var(--accent)"/></pattern></defs>{}</svg></div>',
        label,
        format_html_join("", '<rect x="{}" y="0" width="{}" height="30" fill="{}"/>', rects),
    )


def _permille(part: int, whole: int) -> str:
    return f"{part * 1000 / whole:.1f}"
