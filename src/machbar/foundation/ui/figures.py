"""The house, the verdict marks and the money bar as SVG: from plain values to mark-up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from machbar.foundation.ui.drawing import hatching
from machbar.foundation.ui.formats import NBSP, euros

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
    """A part of a money bar: its look (spent, sure, maybe or open) and whole cents."""

    look: str
    cents: int


def house_label(states: Mapping[str, str]) -> str:
    """The house in words: all five slots with their state."""
    return ", ".join(
        f"{SLOT_NAMES[slot]} {STATE_NAMES[states.get(slot, 'open')]}" for slot in SLOTS
    )


def house_words(states: Mapping[str, str]) -> str:
    """The sentence that always stands beside the figure: "1 von 5 steht · 3 in Aussicht · 1 fehlt".

    Its parts are held together by no-break spaces, so a narrow card breaks only between them.
    """
    values = [states.get(slot, "open") for slot in SLOTS]
    proven, candidates, missing = (values.count(state) for state in ("proven", "candidate", "open"))
    if proven == len(SLOTS):
        return _("all five stand: feasible")
    parts = [ngettext("%(n)d of 5 stands", "%(n)d of 5 stand", proven) % {"n": proven}]
    if candidates:
        parts.append(_("%(n)d in sight") % {"n": candidates})
    if missing:
        parts.append(ngettext("%(n)d is missing", "%(n)d are missing", missing) % {"n": missing})
    return " · ".join(part.replace(" ", NBSP) for part in parts)


_SIZES: dict[str, str] = {
    "24": "house",
    "44": "house house--44",
    "large": "house house--l",
    "named": "house house--l house--named",
}


def house_svg(states: Mapping[str, str], *, size: str = "44") -> SafeString:
    """The house of a project; ``size`` is 24, 44, large or named (with the names of the slots)."""
    is_named = size == "named"
    return format_html(
        '<svg class="{}" viewBox="{}" role="img" aria-label="{}">{}{}</svg>',
        _SIZES[size],
        "-12 0 80 48.5" if is_named else "0 0 48 48",
        house_label(states),
        house_paths(states),
        _names() if is_named else "",
    )


def house_paths(states: Mapping[str, str]) -> SafeString:
    """The five parts of the house as paths on its grid of 48 units."""
    return format_html_join(
        "", "{}", ((_slot_paths(slot, states.get(slot, "open")),) for slot in SLOTS)
    )


def slot_svg(slot: str, state: str) -> SafeString:
    """One part of the house, the others as ghosts; decorative, for the words stand beside it."""
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


_TICK = (
    '<circle cx="14" cy="14" r="13" fill="var(--ok)"/>'
    '<path d="M7.5 14.5l4.5 4.5 8.5-9.5" fill="none" stroke="#fff" stroke-width="3.2"/>'
)
_QUESTION = (
    '<path d="M14 1 27 14 14 27 1 14Z" fill="var(--lamp-soft)" stroke="var(--ask)" '
    'stroke-width="2"/><path d="M10.6 11.2c0-4.6 7-4.4 7 0 0 2.6-3.4 2.6-3.4 5.2" fill="none" '
    'stroke="var(--ask)" stroke-width="2.6"/>'
    '<circle cx="14.2" cy="20.3" r="1.7" fill="var(--ask)"/>'
)
_CROSS = (
    '<path d="M2 2h24v24H2z" fill="#fff" stroke="var(--no)" stroke-width="2.4"/>'
    '<path d="M8 8l12 12M20 8 8 20" stroke="var(--no)" stroke-width="3.2"/>'
)
_VERDICTS: dict[str, tuple[str, Promise, str]] = {
    "yes": ("ja", gettext_lazy("fits"), _TICK),
    "unknown": ("frage", gettext_lazy("an answer is missing"), _QUESTION),
    "no": ("nein", gettext_lazy("does not fit"), _CROSS),
}


def verdict_mark(verdict: str, words: str = "") -> SafeString:
    """A verdict (yes, unknown or no) as shape and word: disc and tick, diamond and ?, square and ×.

    ``words`` say more than "fits": "stimmt: Kosten und Geld sind gleich".
    """
    look, word, shape = _VERDICTS[verdict]
    return format_html(
        '<span class="verdict verdict--{}"><svg viewBox="0 0 28 28" aria-hidden="true">{}</svg>'
        "<span>{}</span></span>",
        look,
        mark_safe(shape),  # noqa: S308 - our own constant
        words or word,
    )


def verdict_shape(verdict: str) -> SafeString:
    """Only the shape of a verdict, 28 units wide and high; the words are the caller's."""
    return mark_safe(_VERDICTS[verdict][2])  # noqa: S308 - our own constant


def verdict_word(verdict: str) -> str:
    """Only the word of a verdict: "passt", "fehlt Angabe", "passt nicht"."""
    return str(_VERDICTS[verdict][1])


LOOK_NAMES: dict[str, Promise] = {
    "spent": gettext_lazy("spent"),
    "sure": gettext_lazy("promised"),
    "maybe": gettext_lazy("applied for"),
    "open": gettext_lazy("open"),
}


def bar_words(segment: Segment) -> str:
    """A part of the bar in words: `zugesagt 1.720 €`."""
    return f"{LOOK_NAMES[segment.look]} {euros(segment.cents)}"


def bar_svg(segments: Sequence[Segment]) -> SafeString:
    """The money of one project as one bar; lengths are exact to a hundredth of a percent."""
    if any(segment.cents < 0 for segment in segments):
        raise ValueError("A part of a money bar is never negative.")
    label = ", ".join(bar_words(segment) for segment in segments)
    defs, hatched = hatching(label)
    fills = {"spent": "var(--ink)", "sure": "var(--accent)", "maybe": hatched, "open": "#fff"}
    ends = list(accumulate(segment.cents for segment in segments))
    total = ends[-1] if ends and ends[-1] else 1
    parts = [
        (_percent(end - segment.cents, total), _percent(segment.cents, total), fills[segment.look])
        for segment, end in zip(segments, ends, strict=True)
    ]
    edges = [
        (_percent(end, total), "var(--ink)" if segment.look == "maybe" else "#fff")
        for segment, end in zip(segments, ends, strict=True)
        if 0 < end < total
    ]
    return format_html(
        '<svg class="bar" role="img" aria-label="{}">{}{}{}</svg>',
        label,
        defs,
        format_html_join("", '<rect x="{}" width="{}" height="100%" fill="{}"/>', parts),
        format_html_join("", '<rect x="{}" width="2" height="100%" fill="{}"/>', edges),
    )


def _percent(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.2f}%"
