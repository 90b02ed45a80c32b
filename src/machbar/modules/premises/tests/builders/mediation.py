"""Mediations for tests, with a search, a unit and its owner; all of it invented."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core.codes import DemandKind, UnitState
from machbar.modules.premises.models import Asking, Demand, House, Mediation, Owner, Unit
from machbar.modules.premises.services.agreements import (
    Terms,
    draft_agreement,
    sign_agreement,
    start_use,
)
from machbar.modules.premises.services.mediating import agree, ask_side, link_to, suggest
from machbar.modules.projects.models import Project
from machbar.reasoning.contact import read_contact

BERLIN = ZoneInfo("Europe/Berlin")
MORNING = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)  # a Thursday, 9:00 in Königslutter
TODAY = date(2026, 11, 26)
SATURDAY = datetime(2026, 11, 28, 10, 0, tzinfo=BERLIN)
NEW_YEARS_EVE = date(2026, 12, 31)


def house_of(town: Town) -> Actor:
    """The house itself."""
    return Actor(town=town, system=True)


def make_owner(
    town: Town, *, contact: str = "eigentuemer@example.invalid", **fields: object
) -> Owner:
    """An owner who is reached as the contact says."""
    how = read_contact(contact)
    values: dict[str, object] = {
        "name": "Eigentümer O1",
        "contact": how.address,
        "contact_kind": how.kind.value,
        "form_key": secrets.token_hex(8),
        "created_at": MORNING,
        "changed_at": MORNING,
        **fields,
    }
    return Owner.objects.create(town=town, **values)


def make_unit(town: Town, *, owner: Owner | None = None, **fields: object) -> Unit:
    """The empty shop in the Westernstraße."""
    street = str(fields.pop("street", "Westernstraße"))
    house, _is_new = House.objects.get_or_create(
        town=town, street=street, number="12", defaults={"sort_key": "0012"}
    )
    values: dict[str, object] = {
        "number": f"L-R-{secrets.token_hex(4)}",
        "house": house,
        "kind": Unit.Kind.SHOP,
        "state": UnitState.EMPTY.value,
        "empty_since": date(2025, 4, 15),
        "floor": 0,
        "area": 74,
        "steps": 1,
        "has_water": True,
        "rent_cents": 20_000,
        "form_key": secrets.token_hex(8),
        "created_at": MORNING,
        "changed_at": MORNING,
        **fields,
    }
    return Unit.objects.create(town=town, owner=owner, **values)


def make_demand(
    town: Town,
    *,
    project: Project | None = None,
    contact: str = "werkstatt@example.invalid",
    **fields: object,
) -> Demand:
    """The bicycle workshop that looks for a room."""
    how = read_contact(contact)
    values: dict[str, object] = {
        "number": f"L-G-{secrets.token_hex(4)}",
        "kind": DemandKind.ROOM.value,
        "title": "Fahrradwerkstatt sucht Raum",
        "text": "Wir reparieren Räder, der Keller ist zu klein.",
        "name": "Sprecherin der Werkstatt",
        "contact": how.address,
        "contact_kind": how.kind.value,
        "area_min": 60,
        "area_max": 120,
        "rent_max_cents": 25_000,
        "expires_on": date(2027, 5, 31),
        "form_key": secrets.token_hex(8),
        "created_at": MORNING,
        "changed_at": MORNING,
        **fields,
    }
    return Demand.objects.create(town=town, project=project, **values)


def make_mediation(
    town: Town,
    *,
    demand: Demand | None = None,
    unit: Unit | None = None,
    project: Project | None = None,
    at: datetime = MORNING,
) -> Mediation:
    """A suggestion."""
    return suggest(
        demand=demand or make_demand(town, project=project),
        unit=unit or make_unit(town, owner=make_owner(town)),
        by=house_of(town),
        at=at,
        form_key=secrets.token_hex(8),
    )


def make_contact(town: Town, *, at: datetime = MORNING, **fields: object) -> Mediation:
    """A mediation to which both sides have said yes."""
    mediation = make_mediation(town, at=at, **fields)  # type: ignore[arg-type]
    for side in (Mediation.Side.OWNER, Mediation.Side.SEEKER):
        mediation = agree(mediation=mediation, side=side, by=house_of(town), at=at)
    return mediation


def make_terms(**fields: object) -> Terms:
    """The workshop from December to the end of the year."""
    values: dict[str, object] = {
        "starts_on": TODAY,
        "ends_on": NEW_YEARS_EVE,
        "purpose": "Fahrradwerkstatt",
        "rent_cents": 20_000,
        "deposit_cents": 40_000,
        **fields,
    }
    return Terms(**values)  # type: ignore[arg-type]


def make_running(
    town: Town, *, at: datetime = MORNING, terms: Terms | None = None, **fields: object
) -> Mediation:
    """A use that has begun."""
    mediation = make_contact(town, at=at, **fields)
    by = house_of(town)
    draft_agreement(
        mediation=mediation,
        by=by,
        at=at,
        terms=terms or make_terms(),
        seen_version=mediation.version,
    )
    sign_agreement(mediation=mediation, by=by, at=at, signed_on=timezone.localdate(at))
    return start_use(mediation=mediation, by=by, at=at)


@dataclass(frozen=True, kw_only=True)
class Paths:
    """Mediations of one town: one that waits, one with an agreement, and requests by phone and letter."""

    suggested: Mediation
    agreed: Mediation
    owner_token: str
    seeker_token: str
    called: Asking
    written: Asking
    free_demand: Demand


def make_paths(town: Town, unit: Unit, *, words: Callable[[str], str]) -> Paths:
    """They all lead into ``unit``; ``words`` makes the texts of searches, so that a test finds them again."""
    by, now = house_of(town), timezone.now()

    def seeking(contact: str) -> Demand:
        return make_demand(
            town,
            title=words("mediation-title"),
            name=words("mediation-seeker"),
            contact=contact,
            text=words("mediation-text"),
        )

    suggested = make_mediation(
        town, demand=seeking(f"{words('contact')}@example.invalid"), unit=unit
    )
    agreed = make_contact(town, demand=seeking("05353 999"), unit=unit, at=now)
    draft_agreement(
        mediation=agreed, by=by, at=now, terms=make_terms(), seen_version=agreed.version
    )
    askings = []
    for contact in ("05353 1234", "Weg 1, 38154 Königslutter"):
        mediation = make_mediation(town, demand=seeking(contact), unit=unit)
        askings.append(ask_side(mediation=mediation, side=Mediation.Side.SEEKER, by=by, at=now))
    return Paths(
        suggested=suggested,
        agreed=Mediation.objects.get(pk=agreed.pk),
        owner_token=link_to(suggested, Mediation.Side.OWNER, at=now),
        seeker_token=link_to(agreed, Mediation.Side.SEEKER, at=now),
        called=askings[0],
        written=askings[1],
        free_demand=seeking("05353 77"),
    )
