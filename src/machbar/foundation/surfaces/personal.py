"""The surface for personal data: what a module keeps about people, what for, on which basis, and how long.

Each module says it in a `personal.py` beside its models. A field that could hold something about a person is named
there, as personal or as harmless; `foundation/privacy` walks all of them and fails where one is missing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from django.db.models import QuerySet
from django.utils.functional import Promise

from machbar.foundation.access.actor import Actor
from machbar.foundation.towns.models import Town

Text: TypeAlias = "str | Promise"


class Basis(StrEnum):
    """Why the data may be kept: the letter of Art. 6 (1) GDPR."""

    CONSENT = "consent"  # a
    CONTRACT = "contract"  # b: an agreement, or what leads to one
    DUTY = "duty"  # c: a law demands it
    INTEREST = "interest"  # f: somebody writes to the house and wants an answer; the house knows who did what


class Keep(StrEnum):
    """How long: the retention classes of the house (periods in `foundation/privacy/classes.py`)."""

    MONTH_AFTER_DAY = "month_after_day"
    MONTH_AFTER_TYPING = "month_after_typing"
    MONTH_AFTER_REQUEST = "month_after_request"
    YEAR = "year"
    IDEA = "idea"
    SEARCH = "search"
    ROOM = "room"
    CONTACT = "contact"
    PROJECT = "project"
    TEAM = "team"
    TRAIL = "trail"
    POST = "post"
    COPY = "copy"
    SESSION = "session"
    DRAFT = "draft"


@dataclass(frozen=True, kw_only=True)
class Held:
    """Why a row stays although its person asks for erasure (Art. 17 (3) GDPR), and until when (None: nobody knows yet).

    What is noted is erased by itself when nothing holds it any more; the rest somebody has to change by hand.
    """

    why: Text
    until: date | None = None
    is_noted: bool = True


Ends: TypeAlias = Callable[[Any, Actor, datetime], None]
Makes: TypeAlias = Callable[[Any], object]
Chooses: TypeAlias = Callable[[Any], bool]
Holds: TypeAlias = Callable[[Any, Actor, date], Held | None]


@dataclass(frozen=True, kw_only=True)
class PersonalFields:
    """Fields of one table that hold personal data for one purpose.

    ``model`` is `app.model` in lower case. A foreign key among the ``fields`` says whose row it is: whoever asks what
    is kept about that person gets this row as well.

    The rest says what erasing somebody does (Art. 17). Wherever their words stand, those words are struck out. A row
    is *theirs* where one of the fields in ``who`` holds their words, or is a key to a row that is theirs. Then the
    fields in ``emptied`` lose all they hold, a row that ``goes`` (or for which ``goes_where`` says so) is deleted,
    and ``ends`` does what else has to follow (first; it may delete the row itself). ``goes_beside`` deletes also what
    only hangs on a row with their words: a picture of it. ``held`` says whether the row has to be kept; then nothing
    of this happens but what ``locks`` does: nothing of the row is shown any more (Art. 18). ``made_of`` makes fields
    anew that only repeat others in a form in which nobody is recognised (a key to sort by).

    ``in_words`` says how a value reads for the person it is about, where it is no text of its own: a list of codes, or
    something that the house has made of other words.
    """

    model: str
    fields: tuple[str, ...]
    purpose: Text
    basis: Basis
    keep: Keep
    who: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()
    goes: bool = False
    goes_where: Chooses | None = None
    goes_beside: bool = False
    ends: Ends | None = None
    locks: Ends | None = None
    held: Holds | None = None
    made_of: Mapping[str, Makes] = field(default_factory=dict)
    in_words: Mapping[str, Callable[[Any], Text]] = field(default_factory=dict)

    def takes(self, row: Any) -> bool:
        """Whether erasing its person deletes the whole row."""
        return self.goes or (self.goes_where is not None and self.goes_where(row))


Ageing: TypeAlias = Callable[[Town], QuerySet[Any]]
Erasing: TypeAlias = Callable[[Town, datetime], int]


@dataclass(frozen=True, kw_only=True)
class Retention:
    """A period after which something goes by itself, once a day (architecture.md, section 2).

    ``rows`` are those of a town that still hold something, ``since`` the field from which the ``period`` counts;
    ``erase`` erases what is due at a moment and says how many there were. It may run any number of times.
    """

    key: str
    keep: Keep
    label: Text
    rows: Ageing
    since: str
    period: timedelta
    erase: Erasing


@dataclass(frozen=True, kw_only=True)
class Given:
    """One consent: to what, in which words (or which version of them), when, how, and when it was taken back.

    ``part`` tells the consents of one row apart.
    """

    label: Text
    words: Text
    given_on: date | None
    how: Text
    part: str = ""
    withdrawn_on: date | None = None


class Way(StrEnum):
    """How somebody takes a consent back in front of the team."""

    SAID = "said"
    PHONE = "phone"
    WRITTEN = "written"


Giving: TypeAlias = Callable[[Any], Sequence[Given]]
Withdrawing: TypeAlias = Callable[[Any, str, Way, Actor, datetime], None]


@dataclass(frozen=True, kw_only=True)
class Consents:
    """The consents that the rows of one table hold; taking one back acts with its commit, and twice is once."""

    model: str
    given: Giving
    withdraw: Withdrawing


@dataclass(frozen=True, kw_only=True)
class PersonalData:
    """What one part of the house keeps about people; ``harmless`` names the other fields of its tables, by model."""

    personal: tuple[PersonalFields, ...] = ()
    retentions: tuple[Retention, ...] = ()
    consents: tuple[Consents, ...] = ()
    harmless: Mapping[str, str] = field(default_factory=dict)
