"""Owners of the demonstration: nobody of them lives, and their points on the map are invented like themselves."""

from collections.abc import Mapping
from dataclasses import dataclass

from machbar.modules.premises.core import ConsentField

F = ConsentField


@dataclass(frozen=True, kw_only=True)
class DemoOwner:
    """One invented owner: what the entry says, how they were told (empty: not yet), and what of which unit is public."""

    key: str
    values: Mapping[str, str]
    told_by: str = ""
    days_known: int = 20
    units: Mapping[str, tuple[ConsentField, ...]]


OWNERS = (
    DemoOwner(
        key="westernstrasse",
        values={
            "name": "Eigentümerin Westernstraße (fiktiv)",
            "contact": "eigentuemerin@vorfuehrung.invalid",
            "postal_address": "Beispielweg 3, 38154 Königslutter am Elm",
            "source": "Gespräch am Tresen",
        },
        told_by="mail",
        units={"O1": (F.STREET, F.AREA, F.PICTURES, F.POSITION)},
    ),
    DemoOwner(
        key="gaensemarkt",
        values={
            "name": "Erbengemeinschaft Gänsemarkt (fiktiv)",
            "contact": "05353 0000",
            "source": "Begehung im Herbst, Hinweis aus der Nachbarschaft",
        },
        told_by="phone",
        days_known=40,
        units={
            "O4": (
                *(F.STREET, F.POSITION, F.AREA, F.FLOOR, F.ACCESS, F.EQUIPMENT),
                *(F.CONDITION, F.TERM, F.DESCRIPTION),
            ),
        },
    ),
    DemoOwner(
        key="werkstatt",
        values={
            "name": "Handwerkerfamilie Neue Straße (fiktiv)",
            "contact": "05353 0001",
            "source": "Brief an die MachBar",
        },
        told_by="letter",
        days_known=60,
        units={
            "werkstatt": (
                *(F.STREET, F.HOUSE_NUMBER, F.POSITION, F.AREA, F.FLOOR, F.ACCESS),
                *(F.EQUIPMENT, F.USE, F.RENT, F.TERM),
            ),
        },
    ),
    DemoOwner(
        key="markt",
        values={
            "name": "Hausverwaltung am Markt (fiktiv)",
            "contact": "05353 0002",
            "source": "Schild im Fenster",
        },
        days_known=12,
        units={"O2": ()},
    ),
)

# Millionths of a degree (latitude, longitude); invented points in the inner town.
POINTS = {
    "O1": (52_250_600, 10_816_200),
    "O4": (52_250_100, 10_818_900),
    "werkstatt": (52_249_300, 10_817_300),
}
