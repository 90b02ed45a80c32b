"""How a unit reads: its name, its card in lines, its vacancy in a sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from machbar.foundation.ui.formats import euros, partial_date
from machbar.modules.premises.core import UnitKind
from machbar.modules.premises.labels.units import title_of
from machbar.modules.premises.models import Unit, UseSpell
from machbar.modules.premises.selectors.units import Vacancy, vacancy_of

NBSP = "\u00a0"
NO_LIMIT = "23:59"
EQUIPMENT = (
    "has_water",
    "has_toilet",
    "has_power",
    "has_heating",
    "has_internet",
    "has_storage",
)
MADE_OF_ROOMS = frozenset(
    {
        UnitKind.SHOP,
        UnitKind.OFFICE,
        UnitKind.WORKSHOP,
        UnitKind.HALL,
        UnitKind.STORAGE,
        UnitKind.SHED,
        UnitKind.FLAT,
    }
)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One line of the card; ``value`` is empty where nobody knows."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class UnitRow:
    """A unit as a line of the list."""

    unit: Unit
    title: str
    facts: str
    vacancy: Vacancy | None
    vacancy_words: str


def unit_rows(units: Iterable[Unit], today: date) -> list[UnitRow]:
    """Units as lines of the list."""
    return [
        UnitRow(
            unit=unit,
            title=title_of(unit),
            facts=", ".join(_size(unit)),
            vacancy=(vacancy := vacancy_of(unit, today)),
            vacancy_words=vacancy_words(unit, vacancy),
        )
        for unit in units
    ]


def vacancy_words(unit: Unit, vacancy: Vacancy | None) -> str:
    """`leer seit 19 Monaten`, `leer ab 1. März 2027`; nothing for what is in use."""
    if unit.state == Unit.State.ANNOUNCED:
        if unit.empty_from is None:
            return _("will be empty, nobody knows when")
        return _("empty from %(day)s") % {"day": partial_date(unit.empty_from.isoformat())}
    if vacancy is None:
        return ""
    if vacancy.months is None:
        return _("empty, nobody knows since when")
    if vacancy.months == 0:
        return _("empty for less than a month")
    words = ngettext("empty for %(n)d month", "empty for %(n)d months", vacancy.months)
    return words % {"n": vacancy.months}


def card_facts(unit: Unit) -> list[Fact]:
    """The lines of the card that say something, in the order in which people ask."""
    found = [
        Fact(label=_("Size"), value=", ".join(_size(unit))),
        Fact(label=_("Entrance"), value=_entrance(unit)),
        *_equipment(unit),
        Fact(label=_("Condition"), value=unit.get_condition_display()),
        Fact(label=_("Monument"), value=_monument(unit)),
        Fact(label=_("Use today"), value=unit.use_now),
        Fact(label=_("Use before"), value=unit.use_before),
        Fact(label=_("Rent"), value=", ".join(_rent(unit))),
        Fact(label=_("Free"), value=", ".join(_term(unit))),
        Fact(label=_("Noise"), value=_noise(unit)),
    ]
    return [fact for fact in found if fact.value]


def spells_in_order(unit: Unit) -> list[UseSpell]:
    """The pages of the Herbarium, the oldest first; where nobody knows the beginning, the end tells."""
    return sorted(
        unit.spells.all(),
        key=lambda each: (each.since or each.until, each.until or "9999", each.pk),
    )


def unknown_facts(unit: Unit) -> list[str]:
    """What nobody knows yet and searches ask for, as labels."""
    asked = ["area"]
    if unit.kind in MADE_OF_ROOMS:
        asked += ["floor", "steps", *EQUIPMENT]
    asked += ["rent_cents", "available_from", "allows_interim_use"]
    return [_label(name) for name in asked if getattr(unit, name) is None]


def _label(name: str) -> str:
    return str(Unit._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _size(unit: Unit) -> Iterator[str]:
    if unit.area is not None:
        yield f"{unit.area:,}{NBSP}m²".replace(",", ".")
    if unit.floor is not None:
        yield _floor(unit.floor)
    if unit.floor and unit.has_lift is not None:
        yield _("with lift") if unit.has_lift else _("without lift")


def _floor(floor: int) -> str:
    if floor == 0:
        return _("ground floor")
    if floor < 0:
        return _("cellar")
    return _("floor %(n)d") % {"n": floor}


def _entrance(unit: Unit) -> str:
    if unit.steps is None:
        return ""
    if unit.steps == 0:
        return _("without steps")
    parts = [ngettext("one step", "%(n)d steps", unit.steps) % {"n": unit.steps}]
    if unit.step_height:
        parts.append(f"{unit.step_height}{NBSP}cm")
    if unit.can_have_ramp is not None:
        parts.append(_("a ramp is possible") if unit.can_have_ramp else _("no ramp possible"))
    return ", ".join(parts)


def _equipment(unit: Unit) -> Iterator[Fact]:
    there = [_label(name) for name in EQUIPMENT if getattr(unit, name)]
    lacking = [_label(name) for name in EQUIPMENT if getattr(unit, name) is False]
    yield Fact(label=_("There is"), value=", ".join(there))
    yield Fact(label=_("Not there"), value=", ".join(lacking))


def _monument(unit: Unit) -> str:
    if unit.is_listed_building is None:
        return ""
    return _("protected") if unit.is_listed_building else _("not protected")


def _rent(unit: Unit) -> Iterator[str]:
    if unit.rent_cents is not None:
        yield _("%(amount)s a month") % {"amount": euros(unit.rent_cents)}
    if unit.running_cents is not None:
        yield _("running costs %(amount)s") % {"amount": euros(unit.running_cents)}
    if unit.wants_deposit is not None:
        yield _("with deposit") if unit.wants_deposit else _("without deposit")


def _term(unit: Unit) -> Iterator[str]:
    if unit.available_from is not None:
        yield _("from %(day)s") % {"day": partial_date(unit.available_from.isoformat())}
    if unit.available_until is not None:
        yield _("until %(day)s") % {"day": partial_date(unit.available_until.isoformat())}
    if unit.allows_interim_use is not None:
        yield _("interim use is fine") if unit.allows_interim_use else _("no interim use")


def _noise(unit: Unit) -> str:
    if unit.quiet_from is None:
        return ""
    at = unit.quiet_from.strftime("%H:%M")
    return _("no limit") if at == NO_LIMIT else _("quiet from %(time)s") % {"time": at}
