"""The demonstration's searches: that of the bicycle workshop as in the first walkthrough, and others; all invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from machbar.modules.premises.core import DemandKind


@dataclass(frozen=True, kw_only=True)
class DemoSearch:
    """One invented search. ``from_month`` is the month whose next first day it begins on; 0 leaves that open."""

    title: str
    text: str
    kind: DemandKind = DemandKind.ROOM
    days_ago: int
    project: str = ""
    contact: str = ""
    name: str = ""
    details: str = ""
    is_public: bool = True
    from_month: int = 0
    until_month: int = 0
    wishes: Mapping[str, object] = field(default_factory=dict)


SEARCHES = (
    DemoSearch(
        title="Offene Fahrradwerkstatt",
        text="Ehrenamtliche reparieren gespendete Fahrräder und geben sie weiter. Der Keller ist zu klein.",
        days_ago=9,
        project="Offene Fahrradwerkstatt",
        contact="werkstatt@example.invalid",
        name="Sprecher der Werkstatt",
        details="Geld und Leute sind da. Donnerstags am Tresen erreichbar.",
        from_month=2,
        wishes={
            "area_min": 60,
            "area_max": 120,
            "ground_floor": "must",
            "step_free": "wish",
            "water": "must",
            "storage": "must",
            "storage_note": "mindestens 50 Räder",
            "rent_max_cents": 25_000,
            "takes_interim_use": True,
            "noise_until": time(18),
        },
    ),
    DemoSearch(
        title="Nähstube",
        text="Zweimal in der Woche nähen und ändern wir zusammen, auch im Winter.",
        days_ago=6,
        contact="05353 000001",
        wishes={
            "area_min": 30,
            "area_max": 80,
            "heating": "must",
            "power": "must",
            "rent_max_cents": 20_000,
        },
    ),
    DemoSearch(
        title="Gemeinsam arbeiten (Coworking)",
        text="Sechs Leute suchen Schreibtische, die man sich teilt.",
        days_ago=4,
        contact="schreibtisch@example.invalid",
        until_month=6,
        wishes={
            "kinds": ("shop", "office"),
            "area_min": 60,
            "area_max": 100,
            "internet": "must",
            "heating": "must",
            "rent_max_cents": 45_000,
        },
    ),
    DemoSearch(
        title="Bandprobe",
        text="Vier Leute, ein Schlagzeug, abends bis zehn.",
        days_ago=3,
        contact="band@example.invalid",
        wishes={"area_min": 40, "noise_until": time(22), "rent_max_cents": 15_000},
    ),
    DemoSearch(
        title="Jemand, der die Kasse der Fahrradwerkstatt führt",
        text="Für die Fahrradwerkstatt suchen wir jemanden, der Spenden und Belege ordentlich führt.",
        kind=DemandKind.PARTNER,
        days_ago=2,
        contact="kasse@example.invalid",
    ),
    DemoSearch(
        title="Ein Schaufenster für drei Monate",
        text="Kinder zeigen, wie sie sich den Marktplatz wünschen.",
        days_ago=1,
        contact="fenster@example.invalid",
        is_public=False,
        wishes={"kinds": ("window", "shop"), "rent_max_cents": 5_000},
    ),
)
