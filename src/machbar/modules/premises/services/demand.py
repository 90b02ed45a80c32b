"""A search comes in, is changed, let out or refused, renewed, withdrawn, settled: one function a deed.

Every deed names in its WHERE clause the state it starts from, so that of two at once one wins.
"""

import hashlib
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import issue_link
from machbar.foundation.audit.services import record
from machbar.foundation.towns.services import next_number
from machbar.modules.premises.core import DemandKind, Wanted
from machbar.modules.premises.exceptions import AlreadyDecided, ChangedMeanwhile, ReasonMissing
from machbar.modules.premises.findable.demand import index_demands
from machbar.modules.premises.letters import demand as letters
from machbar.modules.premises.models import Demand
from machbar.modules.projects.models import Project
from machbar.reasoning.contact import ContactKind, read_contact

RECEIPT = "demand_receipt"
LIFE = timedelta(days=90)
"""So long a search stands without anybody saying that it still holds."""


@dataclass(frozen=True, kw_only=True)
class DemandValues:
    """What a form says about a search; names are those of the table, ``contact`` is read as people write it."""

    kind: str = DemandKind.ROOM.value
    title: str
    text: str = ""
    kinds: tuple[str, ...] = ()
    area_min: int | None = None
    area_max: int | None = None
    ground_floor: str = Wanted.NO_MATTER.value
    step_free: str = Wanted.NO_MATTER.value
    water: str = Wanted.NO_MATTER.value
    toilet: str = Wanted.NO_MATTER.value
    power: str = Wanted.NO_MATTER.value
    heating: str = Wanted.NO_MATTER.value
    internet: str = Wanted.NO_MATTER.value
    storage: str = Wanted.NO_MATTER.value
    storage_note: str = ""
    rent_max_cents: int | None = None
    needed_from: date | None = None
    needed_until: date | None = None
    takes_interim_use: bool | None = None
    noise_until: time | None = None
    name: str = ""
    contact: str = ""
    details: str = ""
    wants_public: bool = False
    project: Project | None = None


@dataclass(frozen=True, kw_only=True)
class Received:
    """What the seeker takes home: the search and the token of the personal link (shown once, never stored)."""

    demand: Demand
    token: str


def hand_in_demand(
    *,
    by: Actor,
    at: datetime,
    form_key: str,
    values: DemandValues,
    is_suspicious: bool = False,
    is_fictional: bool = False,
) -> Received:
    """Take a search. The same ``form_key`` again gives the same search, with another title another one.

    Raises `UnclearContact` for an incomplete mail address.
    """
    columns = _columns(values)
    known = Demand.objects.filter(town=by.town, form_key=form_key).first()
    if known is not None and known.title != columns["title"]:
        form_key = hashlib.sha256(f"{form_key}\n{columns['title']}".encode()).hexdigest()
        known = Demand.objects.filter(town=by.town, form_key=form_key).first()
    if known is None:
        columns |= {"is_suspicious": is_suspicious, "is_fictional": is_fictional}
        try:
            return _new_demand(by=by, at=at, form_key=form_key, columns=columns)
        except IntegrityError:
            # The other click of a double click won between the look and the insert.
            known = Demand.objects.get(town=by.town, form_key=form_key)
    return Received(demand=known, token=link_to(known))


def link_to(demand: Demand) -> str:
    """A new personal link, which lives as long as the record; its token is shown once and stored nowhere."""
    return issue_link(town=demand.town, purpose=RECEIPT, subject=demand)


@transaction.atomic
def change_demand(
    *, demand: Demand, by: Actor, at: datetime, version: int, values: DemandValues
) -> None:
    """Save what a form says. New public words of the seeker wait for the team again.

    Raises `ChangedMeanwhile` where somebody saved since ``version``, `AlreadyDecided` where the search has ended.
    """
    columns: dict[str, object] = _columns(values)
    told_anew = by.link is not None and any(
        columns[name] != getattr(demand, name) for name in ("title", "text", "storage_note")
    )
    if told_anew or not values.wants_public:
        columns["published_at"] = None
    if told_anew:
        columns["refused_because"] = ""
    won = Demand.objects.filter(pk=demand.pk, version=version, state__in=Demand.LIVING).update(
        changed_at=at, version=F("version") + 1, **columns
    )
    if not won:
        if Demand.objects.filter(pk=demand.pk, state__in=Demand.LIVING).exists():
            raise ChangedMeanwhile(_("Somebody else has changed this search meanwhile."))
        raise AlreadyDecided(_("This search has ended. Renew it first."))
    record("demand.changed", on=demand, by=by)
    index_demands(demand)


@transaction.atomic
def publish_demand(*, demand: Demand, by: Actor, at: datetime, version: int) -> None:
    """Let everybody read the public words. Raises `ChangedMeanwhile`, or `AlreadyDecided` where that is done."""
    waiting = Demand.objects.filter(
        pk=demand.pk, wants_public=True, published_at=None, state__in=Demand.LIVING
    )
    if not waiting.filter(version=version).update(
        published_at=at, refused_because="", is_suspicious=False, version=F("version") + 1
    ):
        _refuse_stale(waiting.exists())
    record("demand.published", on=demand, by=by)
    index_demands(demand)


@transaction.atomic
def refuse_demand(*, demand: Demand, by: Actor, version: int, reason: str) -> None:
    """Keep it inside, and say why: the seeker reads the reason. Raises `ReasonMissing` and as `publish_demand`."""
    if not reason.strip():
        raise ReasonMissing(_("Please say why: the person reads it word for word."))
    waiting = Demand.objects.filter(
        pk=demand.pk, published_at=None, refused_because="", state__in=Demand.LIVING
    )
    if not waiting.filter(version=version).update(
        refused_because=reason.strip(), version=F("version") + 1
    ):
        _refuse_stale(waiting.exists())
    record("demand.refused", on=demand, by=by)
    demand.refresh_from_db()
    if demand.contact_kind == ContactKind.MAIL and not demand.is_suspicious:
        letters.send_refused(demand, token=link_to(demand))
    index_demands(demand)


@transaction.atomic
def hide_demand(*, demand: Demand, by: Actor) -> None:
    """Take a search off the public list again; it then waits to be looked through."""
    if (
        Demand.objects.filter(pk=demand.pk)
        .exclude(published_at=None)
        .update(published_at=None, version=F("version") + 1)
    ):
        record("demand.hidden", on=demand, by=by)
        index_demands(demand)


@transaction.atomic
def clear_demand(*, demand: Demand, by: Actor) -> None:
    """It is no spam after all: its receipt leaves now. A second click changes nothing."""
    if not Demand.objects.filter(pk=demand.pk, is_suspicious=True).update(is_suspicious=False):
        return
    record("demand.cleared", on=demand, by=by)
    demand.refresh_from_db()
    if demand.contact_kind == ContactKind.MAIL:
        letters.send_receipt(demand, token=link_to(demand))
    index_demands(demand)


@transaction.atomic
def close_demand_as_spam(*, demand: Demand, by: Actor, at: datetime) -> None:
    """It is spam: it ends without a mail. A second click changes nothing."""
    spam = Demand.objects.filter(pk=demand.pk, is_suspicious=True, state__in=Demand.LIVING)
    if _end(spam, Demand.State.EXPIRED, at):
        record("demand.closed_as_spam", on=demand, by=by)
        index_demands(demand)


@transaction.atomic
def renew_demand(*, demand: Demand, by: Actor, at: datetime) -> date:
    """It still holds: it stands another 90 days from today, also if it had expired. Says until when.

    Raises `AlreadyDecided` where it is settled or withdrawn.
    """
    until = timezone.localdate(at) + LIFE
    found = Demand.objects.filter(pk=demand.pk)
    columns: dict[str, object] = {
        "expires_on": until,
        "asked_to_renew_at": None,
        "changed_at": at,
        "version": F("version") + 1,
    }
    won = found.filter(state__in=Demand.LIVING).update(**columns)
    won = won or found.filter(state=Demand.State.EXPIRED, is_suspicious=False).update(
        state=Demand.State.OPEN, **columns
    )
    if not won:
        raise AlreadyDecided(_("This search is settled. Please hand in a new one."))
    record("demand.renewed", on=demand, by=by, payload={"until": until.isoformat()})
    index_demands(demand)
    return until


@transaction.atomic
def withdraw_demand(*, demand: Demand, by: Actor, at: datetime) -> None:
    """The seeker takes it back: it is public no longer, at once. A second click changes nothing."""
    if _settled(demand, at):
        record("demand.withdrawn", on=demand, by=by)
        index_demands(demand)


@transaction.atomic
def settle_demand(*, demand: Demand, by: Actor, at: datetime) -> None:
    """They have found something, or look no longer: the team says so. A second click changes nothing."""
    if _settled(demand, at):
        record("demand.settled", on=demand, by=by)
        index_demands(demand)


def _settled(demand: Demand, at: datetime) -> bool:
    running = Demand.objects.filter(pk=demand.pk).exclude(state=Demand.State.SETTLED)
    return bool(_end(running, Demand.State.SETTLED, at))


def _end(demands: QuerySet[Demand], state: Demand.State, at: datetime) -> int:
    """End them: public no longer; says how many there were."""
    return demands.update(state=state, published_at=None, changed_at=at, version=F("version") + 1)


def _refuse_stale(is_waiting: bool) -> None:
    if is_waiting:
        raise ChangedMeanwhile(_("Somebody else has changed this search meanwhile."))
    raise AlreadyDecided(_("Somebody else has decided this meanwhile."))


def _columns(values: DemandValues) -> dict[str, object]:
    columns = {each.name: getattr(values, each.name) for each in fields(values)}
    how = read_contact(values.contact)
    return columns | {
        "title": " ".join(values.title.split()),
        "text": values.text.strip(),
        "kinds": list(values.kinds),
        "name": values.name.strip(),
        "details": values.details.strip(),
        "contact": how.address,
        "contact_kind": how.kind.value,
    }


@transaction.atomic
def _new_demand(*, by: Actor, at: datetime, form_key: str, columns: dict[str, object]) -> Received:
    today = timezone.localdate(at)
    number = next_number(town=by.town, series="demand", year=today.year)
    demand = Demand.objects.create(
        town=by.town,
        number=f"G-{number.split('-', 1)[1]}",
        form_key=form_key,
        expires_on=today + LIFE,
        created_at=at,
        changed_at=at,
        **columns,
    )
    record("demand.handed_in", on=demand, by=by, payload={"kind": demand.kind})
    index_demands(demand)
    if demand.contact_kind == ContactKind.MAIL and not demand.is_suspicious:
        letters.send_receipt(demand, token=link_to(demand))
    return Received(demand=demand, token=link_to(demand))
