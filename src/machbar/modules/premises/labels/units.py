"""What a unit is called: on the team's pages, on the way of a mediation, and to its owner."""

from machbar.modules.premises.models import Unit


def title_of(unit: Unit) -> str:
    """`Laden, Westernstraße 5`, and what the team calls it where there is no address."""
    return f"{unit.get_kind_display()}, {unit.house or unit.label}"


def unit_title(unit: Unit) -> str:
    """A unit as the team names it: what it is, and where or how it is called."""
    where = unit.label or (str(unit.house) if unit.house is not None else "")
    kind = str(unit.get_kind_display())
    return f"{kind}, {where}" if where else kind


def place_of(unit: Unit) -> str:
    """How we name a unit to its owner: `Laden, Westernstraße 5`."""
    kind = unit.get_kind_display()
    return f"{kind}, {unit.house}" if unit.house else f"{kind} ({unit.label})"
