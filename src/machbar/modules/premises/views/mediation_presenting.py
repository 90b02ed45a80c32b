"""A mediation in words: its path in seven steps, both sides as far as the reader may know them, and the log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.ui.formats import moment, short_date
from machbar.modules.premises.core.codes import MediationStage
from machbar.modules.premises.core.path import (
    DAYS_TO_ANSWER,
    EndMark,
    Waiting,
    end_mark,
    possible_steps,
    waits_for,
)
from machbar.modules.premises.labels.mediation import WAITS
from machbar.modules.premises.labels.units import unit_title
from machbar.modules.premises.models import Agreement, Asking, Mediation, MediationStep, Owner
from machbar.modules.premises.rules import can_see_owners
from machbar.modules.premises.selectors.mediation import UP_TO_USE, living_of
from machbar.modules.premises.services.mediating import standing_of, way_to
from machbar.reasoning.contact import ContactKind

LINE = (
    MediationStage.SUGGESTED,
    MediationStage.CONTACT,
    MediationStage.VISIT,
    MediationStage.AGREEMENT,
    MediationStage.RUNNING,
    MediationStage.ENDED,
)
GROUPS: Sequence[tuple[str, Promise]] = (
    ("house", gettext_lazy("Waits for us")),
    ("sides", gettext_lazy("Waits for an answer")),
    ("visit", gettext_lazy("Waits for the visit")),
    ("running", gettext_lazy("In use")),
)


@dataclass(frozen=True, kw_only=True)
class PathStep:
    """One step of the drawn path: done, now, next; and what is known of it."""

    look: str
    label: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class SideCard:
    """One side as the reader may see it; `contact` is empty where it is not for these eyes.

    ``to_tell``: the owner, where nobody has told them yet what is kept about them (Art. 14 GDPR).
    """

    side: str
    title: str
    name: str
    contact: str
    way: str
    can_be_asked: bool
    asking: Asking | None
    is_late: bool
    has_agreed: bool
    said: str
    to_tell: Owner | None = None


@dataclass(frozen=True, kw_only=True)
class MediationRow:
    """A mediation in the list."""

    mediation: Mediation
    room: str
    words: str
    is_late: bool


def mediation_rows(
    mediations: Iterable[Mediation], today: date
) -> list[tuple[str, list[MediationRow]]]:
    """The living ones by whom they wait for; groups without any are left out."""
    groups: dict[str, list[MediationRow]] = {key: [] for key, _title in GROUPS}
    for each in mediations:
        waiting = waits_for(standing_of(each, on=today))
        groups[_group(each, waiting)].append(_list_row(each, waiting, today))
    return [(str(title), groups[key]) for key, title in GROUPS if groups[key]]


def mediation_context(actor: Actor, mediation: Mediation, today: date) -> dict[str, object]:
    """Everything that the page shows of a mediation, but for its forms (two queries)."""
    standing = standing_of(mediation, on=today)
    rivals = living_of(demands=[mediation.demand_id], units=[mediation.unit_id])
    others = [each for each in rivals if each.pk != mediation.pk]
    log = list(mediation.steps.select_related("by").order_by("-id"))
    return {
        "mediation": mediation,
        "demand": mediation.demand,
        "unit": mediation.unit,
        "room": unit_title(mediation.unit),
        "path": path_of(mediation, log, today),
        "is_search_over": mediation.stage in UP_TO_USE and not mediation.demand.is_living,
        "waits": WAITS[waits_for(standing)],
        "steps": {step.value for step in possible_steps(standing)},
        "sides": sides_of(actor, mediation, today),
        "agreement": getattr(mediation, "agreement", None),
        "log": log,
        "also_room": [each for each in others if each.unit_id == mediation.unit_id],
        "also_demand": [
            (each, unit_title(each.unit))
            for each in others
            if each.demand_id == mediation.demand_id
        ],
        "sees_owners": can_see_owners(actor),
    }


def path_of(mediation: Mediation, log: Sequence[MediationStep], today: date) -> list[PathStep]:
    """The path from the suggestion to the end, or to where it came to nothing."""
    reached = _reached(mediation)
    found = []
    for stage in LINE:
        if mediation.stage == MediationStage.DECLINED and stage not in reached:
            break
        is_now = stage == mediation.stage
        look = "now" if is_now else "done" if stage in reached else "next"
        label = str(Mediation.Stage(stage.value).label)
        found.append(
            PathStep(look=look, label=label, detail=_detail(mediation, log, stage, look, today))
        )
    if mediation.stage == MediationStage.DECLINED:
        label = str(Mediation.Stage.DECLINED.label)
        side = mediation.get_declined_by_display()
        words = _("ended by: %(side)s") % {"side": side}
        found.append(PathStep(look="now", label=label, detail=words))
    return found


def sides_of(actor: Actor, mediation: Mediation, today: date) -> list[SideCard]:
    """Owner and seeker; the owner's name and contact for the guide alone."""
    askings = {each.side: each for each in mediation.askings.all()}
    return [
        _owner(actor, mediation, askings.get(Mediation.Side.OWNER), today),
        _seeker(mediation, askings.get(Mediation.Side.SEEKER), today),
    ]


def _owner(actor: Actor, mediation: Mediation, asking: Asking | None, today: date) -> SideCard:
    owner = mediation.unit.owner
    may = can_see_owners(actor)
    until = mediation.owner_until
    said = [
        _("until %(day)s") % {"day": until.strftime("%d.%m.%Y")} if until else "",
        _("wants a deposit") if mediation.owner_wants_deposit else "",
        mediation.owner_said,
    ]
    return SideCard(
        side=Mediation.Side.OWNER.value,
        title=_("The owner"),
        name=_owner_name(owner, may=may),
        contact=(owner.contact or owner.postal_address) if owner is not None and may else "",
        way=_way(way_to(mediation, Mediation.Side.OWNER)),
        can_be_asked=owner is not None,
        asking=asking,
        is_late=_is_late(asking, today),
        has_agreed=mediation.owner_agreed_at is not None,
        said=" · ".join(part for part in said if part),
        to_tell=owner if owner is not None and owner.informed_at is None else None,
    )


def _seeker(mediation: Mediation, asking: Asking | None, today: date) -> SideCard:
    demand = mediation.demand
    return SideCard(
        side=Mediation.Side.SEEKER.value,
        title=_("Who looks for it"),
        name=demand.name or demand.title,
        contact=demand.contact,
        way=_way(way_to(mediation, Mediation.Side.SEEKER)),
        can_be_asked=True,
        asking=asking,
        is_late=_is_late(asking, today),
        has_agreed=mediation.seeker_agreed_at is not None,
        said=mediation.seeker_said,
    )


def _group(mediation: Mediation, waiting: Waiting) -> str:
    if mediation.stage == MediationStage.RUNNING:
        return "running"
    return waiting.value if waiting in {Waiting.HOUSE, Waiting.VISIT} else "sides"


def _owner_name(owner: Owner | None, *, may: bool) -> str:
    if owner is None:
        return _("Nobody knows yet who owns it.")
    return owner.name if may else _("known to the guide")


def _way(kind: ContactKind) -> str:
    return str(Asking.Way(kind.value).label)


def _is_late(asking: Asking | None, today: date) -> bool:
    if asking is None or asking.answered_at is not None:
        return False
    return (today - timezone.localdate(asking.asked_at)).days >= DAYS_TO_ANSWER


def _reached(mediation: Mediation) -> set[MediationStage]:
    """The stages that lie behind, the present one among them."""
    known = {MediationStage.SUGGESTED}
    if mediation.have_both_agreed:
        known.add(MediationStage.CONTACT)
    if mediation.visit_at is not None:
        known.add(MediationStage.VISIT)
    if getattr(mediation, "agreement", None) is not None:
        known.add(MediationStage.AGREEMENT)
    if mediation.stage in {MediationStage.RUNNING, MediationStage.ENDED}:
        known |= {MediationStage.RUNNING, MediationStage(mediation.stage)}
    return known


def _last_day(agreement: Agreement, log: Sequence[MediationStep]) -> date | None:
    """The day on which a use has ended or is to end: an early end counts, not the day that was agreed."""
    ended = next((each.at for each in log if each.what == MediationStep.What.END), None)
    days = [timezone.localdate(ended) if ended else None, agreement.ends_on]
    return min((day for day in days if day is not None), default=None)


def _detail(
    mediation: Mediation,
    log: Sequence[MediationStep],
    stage: MediationStage,
    look: str,
    today: date,
) -> str:
    """What is known of a stage, short."""
    if look == "next":
        return ""
    agreement = getattr(mediation, "agreement", None)
    match stage:
        case MediationStage.SUGGESTED:
            return short_date(timezone.localdate(mediation.created_at), today)
        case MediationStage.VISIT if mediation.visit_at is not None:
            return moment(mediation.visit_at)
        case MediationStage.AGREEMENT if agreement is not None and agreement.signed_on:
            return _("signed %(day)s") % {"day": short_date(agreement.signed_on, today)}
        case MediationStage.RUNNING if agreement is not None:
            until = _last_day(agreement, log)
            return _("until %(day)s") % {"day": short_date(until, today)} if until else ""
        case _:
            return ""


def _list_row(mediation: Mediation, waiting: Waiting, today: date) -> MediationRow:
    late = any(_is_late(each, today) for each in mediation.askings.all())
    if mediation.stage == MediationStage.RUNNING:
        ends_on = mediation.agreement.ends_on
        words = (
            _("until %(day)s") % {"day": short_date(ends_on, today)} if ends_on else _("for good")
        )
        late = end_mark(ends_on, today) in {EndMark.PAST, EndMark.NEAR}
    elif mediation.stage == MediationStage.VISIT and mediation.visit_at is not None:
        day = timezone.localdate(mediation.visit_at)
        words = short_date(day, today)
        late = day < today
    else:
        words = str(WAITS[waiting])
    return MediationRow(
        mediation=mediation, room=unit_title(mediation.unit), words=words, is_late=late
    )
