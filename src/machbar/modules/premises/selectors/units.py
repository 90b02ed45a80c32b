"""Reading the register: the list with what stands empty first, one card with all of it, houses, what waits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, F, IntegerField, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.selectors import who_and_when
from machbar.modules.premises.core import (
    BuildingLawHint,
    UnitState,
    building_law_hint,
    latest_start_for_hint,
    months_empty,
)
from machbar.modules.premises.models import House, Owner, Unit, UnitPicture
from machbar.modules.premises.rules import can_see_owners, can_work_on_premises

RANKS = {
    UnitState.EMPTY: 0,
    UnitState.MEDIATION: 0,
    UnitState.ANNOUNCED: 1,
    UnitState.INTERIM: 2,
}
IN_USE_RANK = 3


@dataclass(frozen=True, kw_only=True)
class Vacancy:
    """How long a unit stands empty: whole months (None where nobody knows since when), and the hint where due."""

    months: int | None
    hint: BuildingLawHint | None = None


def units_visible_to(actor: Actor) -> QuerySet[Unit]:
    """The town's units with their addresses, for who keeps the register; none for anybody else."""
    units = Unit.objects.filter(town=actor.town).select_related("house")
    return units if can_work_on_premises(actor) else units.none()


def register(
    actor: Actor, *, state: str = "", kind: str = "", street: str = "", is_empty: bool = False
) -> QuerySet[Unit]:
    """The list: empty ones first, the longest first, then those that will be, then by address."""
    units = units_visible_to(actor)
    if state:
        units = units.filter(state=state)
    if kind:
        units = units.filter(kind=kind)
    if street:
        units = units.filter(house__street=street)
    if is_empty:
        units = units.filter(state__in=[UnitState.EMPTY, UnitState.MEDIATION, UnitState.ANNOUNCED])
    rank = Case(
        *(When(state=code, then=Value(place)) for code, place in RANKS.items()),
        default=Value(IN_USE_RANK),
        output_field=IntegerField(),
    )
    return units.annotate(rank=rank).order_by(
        "rank",
        F("empty_since").asc(nulls_last=True),
        F("empty_from").asc(nulls_last=True),
        F("house__street").asc(nulls_last=True),
        "house__sort_key",
        "id",
    )


def with_card(units: QuerySet[Unit], actor: Actor) -> QuerySet[Unit]:
    """Everything that the card shows; the owner only for who may see owners."""
    pictures = UnitPicture.objects.select_related("picture").prefetch_related("picture__files")
    cards = units.prefetch_related("spells", Prefetch("pictures", pictures))
    return cards.select_related("house", "owner") if can_see_owners(actor) else cards


def owners_visible_to(actor: Actor) -> QuerySet[Owner]:
    """The town's owners, for the guide alone."""
    owners = Owner.objects.filter(town=actor.town)
    return owners if can_see_owners(actor) else owners.none()


def vacancy_of(unit: Unit, today: date) -> Vacancy | None:
    """How long the unit stands empty; None where it does not."""
    if unit.state not in {UnitState.EMPTY, UnitState.MEDIATION}:
        return None
    if unit.empty_since is None:
        return Vacancy(months=None)
    return Vacancy(
        months=months_empty(unit.empty_since, today),
        hint=building_law_hint(unit.empty_since, today),
    )


def state_counts(actor: Actor) -> Mapping[str, int]:
    """How many units there are in each state (one query)."""
    counts = units_visible_to(actor).order_by().values_list("state").annotate(n=Count("pk"))
    return dict(counts)


def due_for_hint(actor: Actor, today: date) -> QuerySet[Unit]:
    """Units so long empty that building law should be asked, which nobody has dealt with; the longest first."""
    return (
        units_visible_to(actor)
        .filter(
            state__in=[UnitState.EMPTY, UnitState.MEDIATION],
            empty_since__lte=latest_start_for_hint(today),
        )
        .filter(Q(hint_seen_for=None) | ~Q(hint_seen_for=F("empty_since")))
        .order_by("empty_since", "id")
    )


def announced_until(actor: Actor, today: date) -> QuerySet[Unit]:
    """Units whose announced emptiness has come; the earliest first."""
    return (
        units_visible_to(actor)
        .filter(state=UnitState.ANNOUNCED, empty_from__lte=today)
        .order_by("empty_from", "id")
    )


def to_look_at(actor: Actor, today: date) -> QuerySet[Unit]:
    """Both in one: what the start page asks to look at."""
    return (due_for_hint(actor, today) | announced_until(actor, today)).order_by(
        Coalesce("empty_from", "empty_since"), "id"
    )


def last_unit_change(unit: Unit, events: Iterable[str]) -> tuple[str, datetime | None]:
    """Who of the team did one of these last, by name, and when."""
    return last_change_of(unit, unit.public_id, events)


def last_change_of(
    thing: Unit | House, public_id: str, events: Iterable[str]
) -> tuple[str, datetime | None]:
    """The same for anything of the register."""
    entries = thing.town.audit_entries.filter(
        object_kind=thing._meta.label_lower, object_id=public_id, event__in=list(events)
    )
    return who_and_when(entries.order_by("-sequence").first())
