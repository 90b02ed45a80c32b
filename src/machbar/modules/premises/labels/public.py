"""How a public unit reads: its name, its facts in rows, one line for lists. Everything comes from a `PublicUnit`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from machbar.foundation.ui.formats import NBSP, euros
from machbar.modules.premises.core import Card, PublicUnit
from machbar.modules.premises.models import Unit


@dataclass(frozen=True, kw_only=True)
class FactRow:
    """A name and what it is."""

    label: str
    text: str


def kind_name(unit: PublicUnit) -> str:
    """What it is."""
    return str(Unit.Kind(unit.kind.value).label)


def room_name(unit: PublicUnit) -> str:
    """What everybody calls it: its kind, and its street where that is let out."""
    if not unit.address:
        return kind_name(unit)
    return _("%(kind)s, %(address)s") % {"kind": kind_name(unit), "address": unit.address}


def room_line(unit: PublicUnit) -> str:
    """The most important facts in one line: area, floor, entrance."""
    card = unit.card
    parts = [area_words(card), floor_words(card), steps_words(card)]
    return ", ".join(part for part in parts if part)


def room_more(unit: PublicUnit) -> str:
    """What lists say besides: what there is, rent, from when until when, or else what it was before."""
    card = unit.card
    parts = (_equipment(card, wanted=True), _a_month(card.rent_cents), _term(card))
    said = "; ".join(part for part in parts if part)
    if said or not card.use_before:
        return said
    return _("before: %(use)s") % {"use": card.use_before}


def fact_rows(unit: PublicUnit) -> list[FactRow]:
    """All that is let out, but for street, description and pictures, in the order of the card."""
    return [FactRow(label=label, text=text) for label, text in _facts(unit.card) if text]


def area_words(card: Card) -> str:
    """`74 m²`."""
    return f"{card.area}{NBSP}m²" if card.area is not None else ""


def floor_words(card: Card) -> str:
    """`Erdgeschoss`, `2. Stock`, `Keller`."""
    if card.floor is None:
        return ""
    if card.floor == 0:
        return _("ground floor")
    if card.floor < 0:
        return _("cellar")
    return _("floor %(n)d") % {"n": card.floor}


def steps_words(card: Card) -> str:
    """`ohne Stufe`, `1 Stufe`."""
    if card.steps is None:
        return ""
    if card.steps == 0:
        return _("no step at the entrance")
    return ngettext("%(n)d step", "%(n)d steps", card.steps) % {"n": card.steps}


# --- the rows --------------------------------------------------------------------------------------
def _facts(card: Card) -> Iterator[tuple[str, str]]:
    yield _("Area"), area_words(card)
    yield _("Floor"), _joined(floor_words(card), _yes(card.has_lift, _("lift")))
    yield _("Entrance"), _entrance(card)
    yield _("There is"), _equipment(card, wanted=True)
    yield _("There is no"), _equipment(card, wanted=False)
    yield _("Use today"), card.use_now
    yield _("Use before"), card.use_before
    yield _("Condition"), str(Unit.Condition(card.condition).label) if card.condition else ""
    yield _("Monument"), _yes(card.is_listed_building, _("protected monument"))
    yield _("Empty"), _empty(card)
    yield _("Rent wish"), _a_month(card.rent_cents)
    yield _("Running costs"), _a_month(card.running_cents)
    yield _("Deposit"), _yes_no(card.wants_deposit)
    yield _("Available"), _term(card)
    yield _("Interim use"), _yes_no(card.allows_interim_use)
    yield _("Owner"), card.owner


def _entrance(card: Card) -> str:
    height = _("%(n)d cm high") % {"n": card.step_height} if card.steps and card.step_height else ""
    ramp = _yes(card.can_have_ramp, _("a ramp is possible")) if card.steps else ""
    return _joined(steps_words(card), height, ramp)


def _equipment(card: Card, *, wanted: bool) -> str:
    names = {
        _("water"): card.has_water,
        _("toilet"): card.has_toilet,
        _("power"): card.has_power,
        _("heating"): card.has_heating,
        _("fast internet"): card.has_internet,
        _("room to store things"): card.has_storage,
    }
    return _joined(*(name for name, has in names.items() if has is wanted))


def _empty(card: Card) -> str:
    if card.empty_since is not None:
        return _("since %(day)s") % {"day": _day(card.empty_since)}
    if card.empty_from is not None:
        return _("from %(day)s") % {"day": _day(card.empty_from)}
    return ""


def _term(card: Card) -> str:
    first, last = card.available_from, card.available_until
    words = {"first": _day(first), "last": _day(last)}
    if first is not None and last is not None:
        return _("from %(first)s until %(last)s") % words
    if first is not None:
        return _("from %(first)s") % words
    return _("until %(last)s") % words if last is not None else ""


def _a_month(cents: int | None) -> str:
    return "" if cents is None else _("%(amount)s a month") % {"amount": euros(cents)}


def _day(day: date | None) -> str:
    return day.strftime("%d.%m.%Y") if day else ""


def _yes(flag: bool | None, word: str) -> str:
    return word if flag else ""


def _yes_no(flag: bool | None) -> str:
    if flag is None:
        return ""
    return pgettext("a fact", "yes") if flag else pgettext("a fact", "no")


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
