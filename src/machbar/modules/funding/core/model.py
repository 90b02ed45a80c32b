"""Projects and programmes as the matching core sees them: frozen values, money in whole cents."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from machbar.modules.funding.core.applicants import ApplicantKind
from machbar.modules.funding.core.places import Area


class Status(StrEnum):
    """The state of a programme at the day its record was made, never today."""

    ACTIVE = "active"
    CALL_CLOSED = "call_closed"
    ENDED = "ended"
    UNKNOWN = "unknown"


class StartRule(StrEnum):
    """When a project may begin (funding-rules.md, section 2.2)."""

    APPROVAL = "approval"
    CONSENT = "consent"
    APPLICATION = "application"
    CLAUSE = "clause"
    UNSTATED = "unstated"


class Group(StrEnum):
    """Under which heading a page shows a hit: it speaks of the topic, or is open to nearly everything."""

    TOPIC = "topic"
    GENERAL = "general"


@dataclass(frozen=True, kw_only=True)
class ProjectProfile:
    """What the counter knows of a project. None means: not known yet."""

    key: str
    title: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    applicant: ApplicantKind | None = None
    state: str | None = None  # two digits of the AGS, such as 03
    ags: str | None = None  # five (district) or eight digits (municipality)
    population: int | None = None
    cost: int | None = None  # cents
    started: bool | None = None

    @property
    def text(self) -> str:
        """Everything it says in words."""
        return ". ".join(part for part in (self.title, self.description, *self.keywords) if part)


@dataclass(frozen=True, kw_only=True)
class Sums:
    """What a record states about money, in cents and hundredths of a per cent; None where it states nothing.

    ``uncertain`` names the figures that the record itself doubts.
    """

    min_grant: int | None = None
    max_grant: int | None = None
    min_cost: int | None = None
    max_cost: int | None = None
    best_rate: int | None = None
    uncertain: frozenset[str] = frozenset()

    @property
    def are_stated(self) -> bool:
        """Whether any bound is stated that a project could miss."""
        return not self.min_grant is self.min_cost is self.max_cost is None


@dataclass(frozen=True, kw_only=True)
class Programme:
    """A funding programme with what its record states."""

    key: str
    name: str
    text: str  # what the record states
    examples: str = ""  # everyday words and typical projects, written by us
    tags: tuple[str, ...] = ()
    applicants: frozenset[ApplicantKind]
    excluded: frozenset[ApplicantKind] = frozenset()
    area: Area
    status: Status = Status.UNKNOWN
    deadlines: tuple[str, ...] = ()  # MM-DD (every year) or YYYY-MM-DD
    as_of: date | None = None
    sums: Sums = Sums()
    start_rule: StartRule = StartRule.UNSTATED
    population_limit: int | None = None
