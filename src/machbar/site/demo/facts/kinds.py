"""The kinds of things that the demonstration knows."""

from dataclasses import dataclass, field
from datetime import date

READ_ON = date(2026, 11, 23)


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a fact was read."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class DemoSlot:
    """State and sentence of one slot."""

    kind: str
    state: str
    note: str
    is_sought: bool = False


@dataclass(frozen=True, kw_only=True)
class DemoProject:
    """One example project, as if it were brought in today, and beside it what really became of it."""

    key: str
    sentence: str
    title: str
    lead_sentence: str
    description: str
    outcome: str
    applicant: str
    keywords: tuple[str, ...]
    costs: tuple[tuple[str, int], ...]
    own_cash: int
    programmes: tuple[str, ...]
    category: str
    slots: tuple[DemoSlot, ...]
    sources: tuple[Source, ...]
    fictional_note: str = "Stand der Felder und Beträge fiktiv"


@dataclass(frozen=True, kw_only=True)
class DemoMember:
    """Somebody invented of a project's group: a role instead of a name, an address that leads nowhere."""

    name: str
    contact: str
    offer: str
    is_waiting: bool = False
    leads: bool = False
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DemoEntry:
    """An invented day of the diary; `days_ago` counts back from the day on which the demonstration is loaded."""

    text: str
    days_ago: int
    is_for_all: bool = True
    helpers: int = 0
    quarter_hours: int = 0
    photo: str = ""
    photo_alt: str = ""


@dataclass(frozen=True, kw_only=True)
class DemoMilestone:
    """An invented milestone: planned and reached so many days from the day of loading (negative: before it)."""

    title: str
    planned_in: int
    reached_in: int | None = None
    moved_to: int | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class DemoVariant:
    """An invented variant of the feasibility sketch; costs in whole cents."""

    name: str
    gist: str
    pros: str
    cons: str
    cost_from: int
    cost_to: int
    duration: str


@dataclass(frozen=True, kw_only=True)
class DemoTask:
    """An invented small task; `due_in` counts days from the day on which the demonstration is loaded."""

    title: str
    minutes: int
    due_in: int


@dataclass(frozen=True, kw_only=True)
class DemoIdea:
    """An invented idea on the wall, and the answer it got (or none yet)."""

    text: str
    place: str
    days_ago: int
    channel: str = "counter"
    status: str = "new"
    answer: str = ""
    is_public: bool = True
    contact: str = field(default="")
    photo: str = ""
    photo_alt: str = ""
    addition: str = ""
    is_photo_released: bool = True
