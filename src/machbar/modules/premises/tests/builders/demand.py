"""Searches and plain units for tests of demand and matching."""

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.post.models import Letter
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core import UnitKind, UnitState
from machbar.modules.premises.models import Demand, House, Unit
from machbar.modules.premises.services.demand import (
    DemandValues,
    Received,
    hand_in_demand,
    publish_demand,
)

MORNING = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)  # a Thursday, 9:00 in Königslutter
TODAY = date(2026, 11, 26)


def make_demand(
    town: Town, *, by: Actor | None = None, at: datetime = MORNING, key: str = "", **values: object
) -> Demand:
    """A search as its form gives it, taken from a guest; see `DemandValues` for what can be said."""
    return received(town, by=by, at=at, key=key, **values).demand


def received(
    town: Town, *, by: Actor | None = None, at: datetime = MORNING, key: str = "", **values: object
) -> Received:
    """The same with its link."""
    said = {"title": "Werkstatt für Fahrräder", "contact": "rad@example.invalid", **values}
    return hand_in_demand(
        by=by or Actor(town=town),
        at=at,
        form_key=key or secrets.token_hex(16),
        values=DemandValues(**said),  # type: ignore[arg-type]
    )


def make_public_demand(town: Town, **values: object) -> Demand:
    """A search that everybody may read."""
    demand = make_demand(town, wants_public=True, **values)  # type: ignore[arg-type]
    house = Actor(town=town, system=True)
    publish_demand(demand=demand, by=house, at=MORNING, version=demand.version)
    demand.refresh_from_db()
    return demand


def make_room(town: Town, number: str, **fields: object) -> Unit:
    """An empty shop on a street of its own; ``number`` is its readable number."""
    street = House.objects.create(town=town, street=f"Gasse {number}", number="1", sort_key="1")
    values: dict[str, object] = {
        "kind": UnitKind.SHOP.value,
        "state": UnitState.EMPTY.value,
        "house": street,
        "form_key": secrets.token_hex(16),
        "created_at": MORNING,
        "changed_at": MORNING,
        **fields,
    }
    return Unit.objects.create(town=town, number=number, **values)


def make_rooms_of_the_walkthrough(town: Town) -> list[Unit]:
    """O1 to O4 of W1 with nothing but the facts that stand there."""
    shed = UnitKind.SHED.value
    return [
        make_room(town, "O1", area=74, floor=0, rent_cents=20_000, has_water=True, steps=1),
        make_room(town, "O2", area=140, floor=0, rent_cents=60_000),
        make_room(town, "O3", area=90, floor=1, has_lift=False),
        make_room(town, "O4", kind=shed, area=65, floor=0, rent_cents=12_000, has_water=False),
    ]


def make_workshop(town: Town, **values: object) -> Demand:
    """The search of W1 step 3."""
    said: dict[str, object] = {
        "title": "Offene Fahrradwerkstatt",
        "area_min": 60,
        "area_max": 120,
        "ground_floor": "must",
        "step_free": "wish",
        "storage": "must",
        "storage_note": "50 Räder",
        "water": "must",
        "rent_max_cents": 25_000,
        "needed_from": date(2027, 2, 1),
        "takes_interim_use": True,
        "noise_until": time(18),
        **values,
    }
    return make_demand(town, **said)  # type: ignore[arg-type]


def events_of(demand: Demand) -> list[str]:
    """What the audit trail has of a search, in order."""
    rows = AuditEntry.objects.filter(object_id=demand.public_id).order_by("sequence")
    return list(rows.values_list("event", flat=True))


def letters_of(demand: Demand) -> list[str]:
    """For which occasions a mail about a search went out, in order."""
    rows = Letter.objects.filter(key__startswith=f"demand:{demand.public_id}").order_by("id")
    return [letter.key.rpartition(":")[2] for letter in rows]


@dataclass(frozen=True, kw_only=True)
class Searches:
    """What the world of the permission table has of searches."""

    public: Demand
    waiting: Demand
    inside: Demand
    token: str


def make_searches(town: Town, of: str) -> Searches:
    """A public search, one that waits, one that stays inside; every text is a mark of its own."""
    now = timezone.now()
    house = Actor(town=town, system=True)

    def seek(kind: str, *, wants_public: bool) -> Received:
        return received(
            town,
            at=now,
            title=f"mark-{of}-demand-{kind}-kram",
            text=f"mark-{of}-demand-{kind}-text-kram",
            name=f"mark-{of}-demand-name-kram",
            contact=f"mark-{of}-demand-contact-kram@example.invalid",
            details=f"mark-{of}-demand-details-kram",
            wants_public=wants_public,
        )

    public = seek("public", wants_public=True)
    publish_demand(demand=public.demand, by=house, at=now, version=1)
    inside = seek("inside", wants_public=False)
    waiting = seek("waiting", wants_public=True)
    return Searches(
        public=public.demand, waiting=waiting.demand, inside=inside.demand, token=inside.token
    )
