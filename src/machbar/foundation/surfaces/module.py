"""What a module declares to the house, and the small values it contributes (architecture.md, section 2).

A contribution answers for everything a page shows at once, never object by object: a page that shows surfaces
costs at most 8 queries and 2 per contributing module. Projects are named by primary key, because the foundation
does not know the models of the modules.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeAlias

from django.db.models import QuerySet
from django.utils.functional import Promise

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.findable import Findable
from machbar.foundation.surfaces.archiving import Archived
from machbar.foundation.surfaces.duties import Duties
from machbar.foundation.surfaces.personal import PersonalData
from machbar.foundation.tables.kinds import TableKind
from machbar.foundation.towns.models import Town
from machbar.reasoning.contact import ContactKind

Text: TypeAlias = "str | Promise"
MOST_COUNTED = 99


class Area(StrEnum):
    """Where a navigation entry stands."""

    PUBLIC = "public"
    STAFF = "staff"


@dataclass(frozen=True, kw_only=True)
class NavigationEntry:
    """One entry of the public or the staff menu; `section` is the first part of the addresses it marks as current."""

    area: Area
    label: Text
    url: str
    section: str
    position: int


class ProjectPage(StrEnum):
    """Which page of a project a panel stands on."""

    PUBLIC = "public"
    WORKSPACE = "workspace"


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A part of a page: a template with what it needs. Lower positions stand further up.

    `page` names the only one of a project's pages on which it stands; None means both. On the public page a panel
    that `is_beside` stands beside the story, above the way so far; on the home page it is a pane of the shop window.
    """

    template: str
    context: Mapping[str, object]
    position: int = 50
    page: ProjectPage | None = None
    is_beside: bool = False


class SlotState(StrEnum):
    """The state of one of a project's five slots: fehlt, in Aussicht, steht."""

    OPEN = "open"
    CANDIDATE = "candidate"
    PROVEN = "proven"


@dataclass(frozen=True, kw_only=True)
class SlotEvidence:
    """What a module knows about one slot of a project: the state it proves, in a sentence, with a page to look at."""

    slot: str
    state: SlotState
    sentence: Text
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class DayItem:
    """Something that waits for somebody today; `due` decides the order, `is_late` gets the mark ▲.

    A pile is many things in one line; among what comes first it stands behind everything single.
    """

    headline: Text
    detail: Text
    url: str
    action: Text
    since: date
    due: date
    is_late: bool
    is_pile: bool = False


@dataclass(frozen=True, kw_only=True)
class DayPart:
    """What one module puts on the team's start page: its most urgent items, and how many there are in all.

    Nobody plans a day by a number beyond 99: modules count with `counted`, and the page says "more than 99".
    """

    title: Text
    items: Sequence[DayItem]
    total: int
    url: str

    @property
    def shown_total(self) -> int:
        """The number on the page, at most 99."""
        return min(self.total, MOST_COUNTED)

    @property
    def is_more(self) -> bool:
        """Whether there are more than the page counts."""
        return self.total > MOST_COUNTED


def counted(rows: "QuerySet[Any]") -> int:
    """How many rows there are, counted no further than to 100: the same work in a town with many (one query)."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


@dataclass(frozen=True, kw_only=True)
class Objection:
    """What a module holds against a step of a project, in a sentence, with the page where it is mended."""

    sentence: Text
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class TimelineStep:
    """A step on the way of a project that lies behind it."""

    on: date
    label: Text
    sentence: Text = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Question:
    """The one question whose answer would decide most; `decides` counts the suggestions it settles.

    `answer` is the part of the page on which it is answered; without one the page leads to `url`.
    """

    text: Text
    hint: Text
    url: str
    decides: int
    answer: Panel | None = None


@dataclass(frozen=True, kw_only=True)
class Corner:
    """One corner of the mediation triangle: a column of ranked suggestions and the next question.

    `summary` counts them in a sentence, `offer` says out of how many; `note` says how fresh they are; `outcome`
    is what follows from those that the project has taken up. `is_searched` is False while nobody has looked.
    """

    key: str
    title: Text
    summary: Text
    panel: Panel
    fits: int
    open_questions: int
    offer: Text = ""
    note: Text = ""
    question: Question | None = None
    outcome: Panel | None = None
    is_searched: bool = True

    @property
    def verdict(self) -> str:
        """Whether anything here fits: yes, unknown while only answers or the search itself are missing, else no."""
        if self.fits:
            return "yes"
        return "unknown" if self.open_questions or not self.is_searched else "no"


@dataclass(frozen=True, kw_only=True)
class Need:
    """Something that has to be paid, which is no project: in a few words, in more of them, and what it costs in cents
    (None: nobody knows). Who has to pay says nothing about who applies, so that stays open.

    `place` names what it is for and `url` leads to it, where the need is one of many."""

    title: str
    words: str
    cents: int | None = None
    place: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class NeedPart:
    """The needs of one module, beside the projects; `key` and `title` as those of its corner."""

    key: str
    title: Text
    needs: Sequence[Need]


Payload: TypeAlias = "Mapping[str, object]"


@dataclass(frozen=True, kw_only=True)
class Change:
    """A field that changed: what stood there and what stands there now; both None where they are not kept."""

    label: Text
    old: "Text | None" = None
    new: "Text | None" = None


@dataclass(frozen=True, kw_only=True)
class EventLabel:
    """How an event of the audit trail reads in a history.

    ``sentence`` has named placeholders for values of the payload; ``words`` says how each of those reads. ``bare`` is
    the sentence for entries whose payload is erased or older than a placeholder; needed where there are any.
    ``changes`` and ``details`` say more from the payload. What ``is_internal`` is for the moderating team alone.
    """

    sentence: Text
    bare: Text = ""
    words: "Mapping[str, Callable[[object], Text]]" = field(default_factory=dict)
    changes: "Callable[[Payload], Sequence[Change]] | None" = None
    details: "Callable[[Payload], Sequence[Text]] | None" = None
    is_internal: bool = False


@dataclass(frozen=True, kw_only=True)
class Traced:
    """Objects of one kind that belong to a project, as the audit trail names them; ``events`` narrows them down."""

    kind: str
    ids: Sequence[str]
    events: frozenset[str] | None = None


@dataclass(frozen=True, kw_only=True)
class KnownFact:
    """What a module knows that a project's feasibility sketch may take over: in which of its questions (`costs`,
    `place` …), what it is, and the words to take."""

    question: str
    label: Text
    text: Text


@dataclass(frozen=True, kw_only=True)
class QueueItem:
    """Something that waits for a decision; ``key`` is `<module>:<name>` and comes back to the module that gave it."""

    key: str
    kind: Text
    headline: str
    since: datetime


@dataclass(frozen=True, kw_only=True)
class QueuePart:
    """What one module has to look through: its oldest items, and how many there are in all."""

    items: Sequence[QueueItem]
    total: int


@dataclass(frozen=True, kw_only=True)
class CounterDeed:
    """Something that is done at the counter: the button's words, when it fits, and the page it leads to."""

    label: Text
    when: Text
    url: str
    position: int = 50


@dataclass(frozen=True, kw_only=True)
class ReachPart:
    """The people whom a module has to call or to write to, besides those who wait for an answer to an idea."""

    count: int
    panel: Panel


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """Something new for those who follow the house: public, and the same for everybody.

    `key` names it for good within the town (`ideen/<public id>`), whatever its title becomes; `text` is plain.
    """

    key: str
    title: Text
    text: Text
    url: str
    published: datetime
    updated: datetime


@dataclass(frozen=True, kw_only=True)
class SitePage:
    """A public page for search engines: its path, and the day of its last change where that is known."""

    path: str
    changed: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Module:
    """The face of a module to the house. What is None, it does not contribute."""

    key: str
    name: Text
    summary: Text
    urls: str
    needs: frozenset[str] = field(default_factory=frozenset)
    can_be_switched_off: bool = True
    navigation: "Callable[[Actor], Sequence[NavigationEntry]] | None" = None
    front: "Callable[[Actor], Sequence[Panel]] | None" = None
    project_panels: "Callable[[Actor, int, ProjectPage], Sequence[Panel]] | None" = None
    slot_evidence: "Callable[[Actor, Sequence[int]], Mapping[int, Sequence[SlotEvidence]]] | None" = None
    timeline: "Callable[[Actor, Sequence[int]], Mapping[int, Sequence[TimelineStep]]] | None" = None
    gate: "Callable[[Actor, int, str, str], Sequence[Objection]] | None" = None
    corner: "Callable[[Actor, int], Corner | Sequence[Corner]] | None" = None
    payers: "Callable[[Actor, Need, date], Corner] | None" = None
    needs_money: "Callable[[Actor, date], NeedPart | None] | None" = None
    day_page: "Callable[[Actor, date], DayPart | Sequence[DayPart] | None] | None" = None
    findables: Sequence[Findable] = ()
    project_changed: "Callable[[int], None] | None" = None
    daily: "Callable[[Town, date], None] | None" = None
    demo: "Callable[[Town, date], None] | None" = None
    queue: "Callable[[Actor, frozenset[str], int], QueuePart | None] | None" = None
    queue_panel: "Callable[[Actor, str], Panel | None] | None" = None
    queue_size: "Callable[[Actor], int] | None" = None
    to_reach: "Callable[[Actor, ContactKind, date], ReachPart | None] | None" = None
    reach_lists: Mapping[ContactKind, str] = field(default_factory=dict)
    invitation_address: "Callable[[Actor, str], str] | None" = None
    idea_panels: "Callable[[Actor, int], Sequence[Panel]] | None" = None
    receipt_panels: "Callable[[Actor, str], Sequence[Panel]] | None" = None
    area_pages: "Callable[[Actor], Sequence[NavigationEntry]] | None" = None
    counter: "Callable[[Actor], Sequence[CounterDeed]] | None" = None
    kiosk: "Callable[[Actor], Sequence[Panel]] | None" = None
    dates: "Callable[[Actor], Sequence[Panel]] | None" = None
    feed: "Callable[[Actor, int | None], Sequence[FeedEntry]] | None" = None
    site_pages: "Callable[[Actor], Sequence[SitePage]] | None" = None
    tables: Sequence[TableKind] = ()
    event_labels: Mapping[str, EventLabel] = field(default_factory=dict)
    traced: "Callable[[Actor, int], Sequence[Traced]] | None" = None
    personal: PersonalData | None = None
    duties: Duties | None = None
    known_facts: "Callable[[Actor, int], Sequence[KnownFact]] | None" = None
    archive: "Callable[[Actor], Archived] | None" = None
