"""What a row of the sweep is: who looks, at what, which template must show it, and what is tried there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from django.urls import reverse

from tests.journeys.towns import Place


class Eyes(Enum):
    """Who looks."""

    GUEST = auto()
    DEVICE = auto()
    LOTSE = auto()
    TEAM = auto()


@dataclass(frozen=True, kw_only=True)
class Try:
    """A form that is sent with these words (every other field empty), and the status of the answer.

    ``then`` is a form of the page that answers, sent after it.
    """

    route: str
    words: Mapping[str, str] = field(default_factory=dict)
    status: int = 422
    then: "Try | None" = None

    @property
    def last_status(self) -> int:
        """How the last of the forms is answered."""
        return self.then.last_status if self.then else self.status


@dataclass(frozen=True, kw_only=True)
class Sight:
    """One page in one state. ``things`` are names of `Place.things` that go into the address."""

    template: str
    route: str
    things: tuple[str, ...] = ()
    query: str = ""
    status: int = 200
    eyes: Eyes = Eyes.GUEST
    attempt: Try | None = None

    def path(self, place: Place) -> str:
        """Where it is in this town; a word that names no thing is itself part of the address."""
        arguments = [place.things.get(name, name) for name in self.things]
        return reverse(self.route, args=arguments) + self.query

    def __str__(self) -> str:
        attempt = f", {self.attempt.route} refused" if self.attempt else ""
        return (
            f"{self.eyes.name.lower()} at {self.route} {' '.join(self.things)}{self.query}{attempt}"
        )


def guest(template: str, route: str, *things: str, **more: object) -> Sight:
    return Sight(template=template, route=route, things=things, **more)  # type: ignore[arg-type]


def team(template: str, route: str, *things: str, **more: object) -> Sight:
    return Sight(template=template, route=route, things=things, eyes=Eyes.TEAM, **more)  # type: ignore[arg-type]
