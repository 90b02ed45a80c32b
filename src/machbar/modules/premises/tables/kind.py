"""Units as a kind of table: what single cells cannot show, what is there already, and every card as a line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.services import forget
from machbar.foundation.tables.core import Entry, Trouble
from machbar.foundation.tables.kinds import Double, Shown, TableKind
from machbar.foundation.towns.models import Town
from machbar.foundation.ui.fields import AMOUNT_PROBLEMS
from machbar.modules.premises.core import (
    NotAnAddress,
    NotInACell,
    floor_of,
    hour_of,
    number_of_house,
    street_key,
    street_of,
)
from machbar.modules.premises.findable.units import FINDABLE
from machbar.modules.premises.labels.streets import street_sentence
from machbar.modules.premises.models import Unit
from machbar.modules.premises.models.unit import MOST_AREA
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.units import units_visible_to
from machbar.modules.premises.services.taking_in import MONEY, plain_values, take_units
from machbar.modules.premises.tables.columns import columns
from machbar.reasoning.amounts import NotAnAmount, cents_of

CHUNK = 300
MOST_RENT = 10_000_000  # 100.000 euros a month
MOST_STEPS = 200
MONEY_LABELS = {"rent_cents": "Miete im Monat", "running_cents": "Nebenkosten im Monat"}
Mark = tuple[str, str, str, str]


def check(_by: Actor, _at: datetime, entries: Sequence[Entry]) -> Iterator[Trouble]:
    """Lines that name no place."""
    for entry in entries:
        yield from _about_place(entry)


def check_cells(entry: Entry) -> Iterator[Trouble]:
    """Cells that say nothing that can be true."""
    for looking in (_about_address, _about_money, _about_numbers, _about_hours, _about_days):
        yield from looking(entry)


def _about_place(entry: Entry) -> Iterator[Trouble]:
    street, number = entry.text("street"), entry.text("house_number")
    if not street and number:
        yield _trouble(entry, "Straße", _("Please name the street of this house number."))
    elif not street and not entry.text("label"):
        sentence = _("Please give an address, or say what the team calls it.")
        yield _trouble(entry, "Bezeichnung", sentence)


def _about_address(entry: Entry) -> Iterator[Trouble]:
    places: tuple[tuple[str, str, Callable[[str], str]], ...] = (
        ("Straße", entry.text("street"), street_of),
        ("Hausnummer", entry.text("house_number"), number_of_house),
    )
    for column, text, read in places:
        try:
            if text:
                read(text)
        except NotAnAddress as error:
            yield _trouble(entry, column, street_sentence(error.problem), text)


def _about_money(entry: Entry) -> Iterator[Trouble]:
    for key in MONEY:
        text = entry.text(key)
        try:
            is_too_large = bool(text) and cents_of(text) > MOST_RENT
        except NotAnAmount as error:
            yield _trouble(entry, MONEY_LABELS[key], str(AMOUNT_PROBLEMS[error.problem]), text)
        else:
            if is_too_large:
                yield _trouble(entry, MONEY_LABELS[key], _("This amount is too large."), text)


def _about_numbers(entry: Entry) -> Iterator[Trouble]:
    area = entry.values.get("area")
    if isinstance(area, int) and not 1 <= area <= MOST_AREA:
        sentence = _("Please give between 1 and 100.000 square metres.")
        yield _trouble(entry, "Fläche in m²", sentence, str(area))
    for key, column in (("steps", "Stufen am Eingang"), ("step_height", "Stufenhöhe in cm")):
        value = entry.values.get(key)
        if isinstance(value, int) and value > MOST_STEPS:
            yield _trouble(entry, column, _("Please give at most 200."), str(value))


def _about_hours(entry: Entry) -> Iterator[Trouble]:
    try:
        floor = floor_of(entry.text("floor"))
        if floor is not None and not -5 <= floor <= 50:
            raise NotInACell
    except NotInACell:
        sentence = _("Please write EG, 1. OG, Keller, or a number.")
        yield _trouble(entry, "Geschoss", sentence, entry.text("floor"))
    try:
        hour_of(entry.text("quiet_from"))
    except NotInACell:
        sentence = _("Please write an hour like 20 Uhr or 20:00.")
        yield _trouble(entry, "Ruhe ab", sentence, entry.text("quiet_from"))


def _about_days(entry: Entry) -> Iterator[Trouble]:
    begins, ends = entry.values.get("available_from"), entry.values.get("available_until")
    if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
        yield _trouble(entry, "Frei bis", _("The end lies before the start."), f"{ends:%d.%m.%Y}")


def doubles(by: Actor, entries: Sequence[Entry]) -> Iterator[Double]:
    """Lines with kind, address and name of a card that is there, or of an earlier line (one query)."""
    there = {
        _mark_of(unit): unit for unit in Unit.objects.filter(town=by.town).select_related("house")
    }
    first: dict[Mark, int] = {}
    for entry in entries:
        mark = _mark(entry)
        if mark in there:
            unit = there[mark]
            url = reverse("premises:unit", args=[unit.public_id])
            yield Double(line=entry.line, label=_name(unit), url=url)
        elif mark in first:
            yield Double(line=entry.line, label=_label(entry), other_line=first[mark])
        first.setdefault(mark, entry.line)


def rows(by: Actor) -> Iterator[Mapping[str, object]]:
    """Every card that the actor may see, by number."""
    for unit in units_visible_to(by).order_by("id").iterator(chunk_size=CHUNK):
        yield _row(unit)


def show(town: Town, ids: Sequence[int]) -> Mapping[int, Shown]:
    """Units as a page names them (one query)."""
    units = Unit.objects.filter(town=town, pk__in=ids).select_related("house")
    return {
        unit.pk: Shown(label=_name(unit), url=reverse("premises:unit", args=[unit.public_id]))
        for unit in units
    }


def _row(unit: Unit) -> Mapping[str, object]:
    values: dict[str, object] = {name: getattr(unit, name) for name in plain_values()}
    values |= {
        "number": unit.number,
        "street": unit.house.street if unit.house else "",
        "house_number": unit.house.number if unit.house else "",
        "floor": unit.floor,
        "quiet_from": f"{unit.quiet_from:%H:%M} Uhr" if unit.quiet_from else "",
    }
    for key in MONEY:
        cents = getattr(unit, key)
        values[key] = None if cents is None else Decimal(cents) / 100
    return values


def _mark(entry: Entry) -> Mark:
    try:
        number = number_of_house(entry.text("house_number"))
    except NotAnAddress:
        number = entry.text("house_number")
    return (
        entry.text("kind"),
        street_key(entry.text("street")),
        number,
        entry.text("label").casefold(),
    )


def _mark_of(unit: Unit) -> Mark:
    street, number = (unit.house.street, unit.house.number) if unit.house else ("", "")
    return unit.kind, street_key(street), number, unit.label.casefold()


def _name(unit: Unit) -> str:
    return f"{unit.get_kind_display()}, {unit.house or unit.label}"


def _label(entry: Entry) -> str:
    address = f"{entry.text('street')} {entry.text('house_number')}".strip()
    return address or entry.text("label")


def _trouble(entry: Entry, column: str, sentence: str, text: str = "") -> Trouble:
    return Trouble(line=entry.line, column=column, sentence=sentence, text=text)


def _forget(ids: Sequence[int]) -> None:
    forget(FINDABLE, ids)


UNITS = TableKind(
    key="raeume",
    label=gettext_lazy("Rooms"),
    note=gettext_lazy(
        "Nothing becomes public by it. New addresses come on the street list; owners are in no table."
    ),
    model=Unit,
    may_import=can_work_on_premises,
    may_export=can_work_on_premises,
    columns=columns,
    check=check,
    check_cells=check_cells,
    doubles=doubles,
    take=take_units,
    rows=rows,
    show=show,
    forget=_forget,
)
