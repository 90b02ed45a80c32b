"""Rooms of the demonstration: real streets, everything else invented (which rooms are empty is not public)."""

from collections.abc import Mapping
from dataclasses import dataclass

# The streets stand in public reports on the inner town; the house numbers are invented.
STREETS = (
    "Westernstraße 1 bis 31 ungerade",
    "Markt 1 bis 12",
    "Neue Straße 2 bis 20 gerade",
    "Gänsemarkt 1 bis 8",
    "Amtsgarten",
)


@dataclass(frozen=True, kw_only=True)
class DemoUnit:
    """One invented unit: what the card says, so many months empty, and its use in earlier years with from and until."""

    key: str
    street: str
    number: str
    values: Mapping[str, object]
    months_empty: int | None = None
    empty_in: int | None = None
    spells: tuple[tuple[str, str, str], ...] = ()
    is_hint_settled: bool = False


UNITS = (
    DemoUnit(
        key="O1",
        street="Westernstraße",
        number="5",
        months_empty=19,
        values={
            "kind": "shop",
            "state": "empty",
            "use_before": "Haushaltswaren",
            "area": 74,
            "floor": 0,
            "steps": 1,
            "step_height": 14,
            "can_have_ramp": True,
            "has_water": True,
            "has_toilet": True,
            "has_power": True,
            "has_storage": True,
            "condition": "cosmetic",
            "rent_cents": 20_000,
            "running_cents": 4_500,
            "allows_interim_use": True,
            "description": "Großes Fenster zur Straße, dahinter ein Raum und ein trockenes Lager.",
        },
        spells=(("Kolonialwaren", "1928", "1961"), ("Schuhladen", "1961", "1994-05")),
    ),
    DemoUnit(
        key="O2",
        street="Markt",
        number="7",
        months_empty=8,
        values={
            "kind": "shop",
            "state": "empty",
            "use_before": "Drogerie",
            "area": 140,
            "floor": 0,
            "steps": 0,
            "has_water": True,
            "has_toilet": True,
            "has_power": True,
            "has_heating": True,
            "condition": "ready",
            "rent_cents": 60_000,
            "running_cents": 18_000,
            "wants_deposit": True,
        },
        spells=(("Sparkasse", "1955", "1998"),),
    ),
    DemoUnit(
        key="O3",
        street="Neue Straße",
        number="12",
        months_empty=4,
        values={
            "kind": "office",
            "state": "empty",
            "use_before": "Versicherungsbüro",
            "area": 90,
            "floor": 1,
            "has_lift": False,
            "has_water": True,
            "has_toilet": True,
            "has_power": True,
            "has_heating": True,
            "has_internet": True,
            "condition": "ready",
        },
    ),
    DemoUnit(
        key="O4",
        street="Gänsemarkt",
        number="3",
        months_empty=30,
        is_hint_settled=True,
        values={
            "kind": "shed",
            "state": "empty",
            "label": "Schuppen im Hof",
            "use_before": "Stellmacherei",
            "area": 65,
            "floor": 0,
            "steps": 0,
            "has_water": False,
            "has_power": True,
            "has_storage": True,
            "condition": "works",
            "rent_cents": 12_000,
            "allows_interim_use": True,
        },
        spells=(("Pferdestall", "", "1950"),),
    ),
    DemoUnit(
        key="blumen",
        street="Westernstraße",
        number="11",
        empty_in=40,
        values={
            "kind": "shop",
            "state": "announced",
            "use_now": "Blumenladen",
            "area": 52,
            "floor": 0,
            "steps": 2,
            "has_water": True,
            "internal_note": "Nachfolge wird gesucht, noch nicht weitersagen.",
        },
    ),
    DemoUnit(
        key="foto",
        street="Neue Straße",
        number="4",
        empty_in=-3,
        values={
            "kind": "shop",
            "state": "announced",
            "use_now": "Fotostudio",
            "area": 38,
            "floor": 0,
        },
    ),
    DemoUnit(
        key="naehstube",
        street="Markt",
        number="2",
        values={
            "kind": "shop",
            "state": "interim",
            "use_now": "Nähstube auf Zeit",
            "use_before": "Reisebüro",
            "area": 45,
            "floor": 0,
            "rent_cents": 15_000,
            "allows_interim_use": True,
        },
    ),
    DemoUnit(
        key="buecher",
        street="Gänsemarkt",
        number="1",
        values={
            "kind": "furniture",
            "state": "used",
            "label": "Bücherschrank",
            "use_now": "Bücher zum Tauschen",
        },
    ),
    DemoUnit(
        key="fenster",
        street="Markt",
        number="9",
        months_empty=13,
        values={
            "kind": "window",
            "state": "empty",
            "label": "Schaufenster der alten Post",
            "has_power": True,
            "allows_interim_use": True,
            "rent_cents": 0,
        },
    ),
    DemoUnit(
        key="hof",
        street="Westernstraße",
        number="19",
        values={
            "kind": "courtyard",
            "state": "used",
            "use_now": "Stellplatz, sonntags frei",
            "area": 220,
            "steps": 0,
            "has_water": True,
            "allows_interim_use": True,
        },
    ),
    DemoUnit(
        key="garten",
        street="Amtsgarten",
        number="",
        values={
            "kind": "garden",
            "state": "used",
            "label": "Wiese hinter der Mauer",
            "use_now": "wird gemäht",
            "area": 800,
            "allows_interim_use": True,
        },
    ),
    DemoUnit(
        key="werkstatt",
        street="Neue Straße",
        number="18",
        months_empty=2,
        values={
            "kind": "workshop",
            "state": "mediation",
            "use_before": "Tischlerei",
            "area": 110,
            "floor": 0,
            "steps": 0,
            "has_water": True,
            "has_power": True,
            "has_heating": False,
            "condition": "works",
            "rent_cents": 32_000,
        },
        spells=(("Tischlerei", "1972", ""),),
    ),
    DemoUnit(
        key="halle",
        street="",
        number="",
        values={
            "kind": "hall",
            "state": "permanent",
            "label": "Alte Feuerwache",
            "use_now": "Proberaum und Lager der Vereine",
            "area": 310,
        },
    ),
    DemoUnit(
        key="lager",
        street="Westernstraße",
        number="23",
        months_empty=61,
        is_hint_settled=True,
        values={
            "kind": "storage",
            "state": "empty",
            "label": "Keller unter dem Eckhaus",
            "area": 60,
            "floor": -1,
            "condition": "unusable",
            "is_listed_building": True,
        },
    ),
    DemoUnit(
        key="platz",
        street="Gänsemarkt",
        number="",
        values={
            "kind": "place",
            "state": "used",
            "label": "Ecke mit der Bank",
            "use_now": "Platz zum Sitzen",
            "area": 90,
            "steps": 0,
        },
    ),
)
