"""The path of a mediation up to the visit: suggested, asked, answered, visited, or come to nothing.

Each step locks the row, asks the pure path what stands in the way, and names the stage it starts from in its WHERE
clause; so of two clicks one wins. Unit and search follow in the same transaction, and letters leave after it.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import issue_link, revoke_links
from machbar.foundation.audit.services import record
from machbar.modules.premises.core.codes import DemandKind, MediationStage
from machbar.modules.premises.core.path import (
    NOTHING,
    Given,
    Obstacle,
    Standing,
    Step,
    obstacles,
    stage_after,
)
from machbar.modules.premises.exceptions import (
    AlreadyDecided,
    NotAgreed,
    PremisesError,
    ReasonMissing,
)
from machbar.modules.premises.labels.mediation import OBSTACLES
from machbar.modules.premises.letters import mediation as letters
from machbar.modules.premises.models import Asking, Demand, Mediation, MediationStep, Unit
from machbar.modules.premises.selectors.mediation import LINK_LIVES
from machbar.modules.premises.services.following import follow
from machbar.modules.projects.services import end_status, say_status
from machbar.reasoning.contact import ContactKind

OWNER_LINK, SEEKER_LINK = "mediation-owner", "mediation-seeker"
LINKS: Mapping[str, str] = {
    Mediation.Side.OWNER.value: OWNER_LINK,
    Mediation.Side.SEEKER.value: SEEKER_LINK,
}
MOST_NOTE = 500
_ERRORS: Mapping[Obstacle, type[PremisesError]] = {
    Obstacle.OWNER_OPEN: NotAgreed,
    Obstacle.SEEKER_OPEN: NotAgreed,
    Obstacle.NO_REASON: ReasonMissing,
    Obstacle.WRONG_STAGE: AlreadyDecided,
    Obstacle.ALREADY: AlreadyDecided,
}


def suggest(
    *,
    demand: Demand,
    unit: Unit,
    by: Actor,
    at: datetime,
    form_key: str,
    is_excluded: bool = False,
    override_reason: str = "",
) -> Mediation:
    """Bring a search and a unit together. The same form sent twice gives one mediation.

    ``is_excluded`` says that the matching rules this pair out: then it needs a reason. Raises `PremisesError`.
    """
    known = Mediation.objects.filter(town=by.town, form_key=form_key).first()
    if known is not None:
        return known
    _check_pair(demand, unit, is_excluded=is_excluded, reason=override_reason)
    try:
        with transaction.atomic():
            return _suggest(demand, unit, by, at, form_key, override_reason.strip())
    except IntegrityError as error:
        twin = Mediation.objects.filter(town=by.town, form_key=form_key).first()
        if twin is not None:  # the other click of a double click
            return twin
        raise AlreadyDecided(_("These two have been brought together already.")) from error


def _suggest(
    demand: Demand, unit: Unit, by: Actor, at: datetime, form_key: str, reason: str
) -> Mediation:
    mediation = Mediation.objects.create(
        town=by.town,
        demand=demand,
        unit=unit,
        override_reason=reason,
        form_key=form_key,
        created_at=at,
        changed_at=at,
        is_fictional=demand.is_fictional or unit.is_fictional,
    )
    _note(mediation, MediationStep.What.SUGGESTED, by=by, at=at, note=reason)
    record("mediation.suggested", on=mediation, by=by, payload={"overrides": bool(reason)})
    follow(mediation, at=at)
    return mediation


def _check_pair(demand: Demand, unit: Unit, *, is_excluded: bool, reason: str) -> None:
    if demand.town_id != unit.town_id or demand.kind != DemandKind.ROOM:
        raise PremisesError(_("Only somebody who looks for a room can be brought into one."))
    if not demand.is_living:
        raise AlreadyDecided(_("This search is over."))
    if is_excluded and not reason.strip():
        raise ReasonMissing(
            _("This room does not fit. Please say why you suggest it in spite of that.")
        )


@transaction.atomic
def ask_side(*, mediation: Mediation, side: str, by: Actor, at: datetime) -> Asking:
    """Ask one side whether it agrees: a mail with a personal link, or a place on the list of calls or letters.

    Asked again, a new mail goes out (at most one a day), or the call starts anew. Raises `PremisesError`.
    """
    locked = lock(mediation)
    step = Step.OWNER_AGREES if side == Mediation.Side.OWNER else Step.SEEKER_AGREES
    if not locked.demand.is_living:
        raise AlreadyDecided(_("This search is over."))
    _refuse(standing_of(locked, on=timezone.localdate(at)), step)
    _refuse_second_mail(locked, side, at=at)
    asking, _is_new = Asking.objects.update_or_create(
        mediation=locked,
        side=side,
        defaults={
            "way": way_to(locked, side).value,
            "asked_at": at,
            "tries": 0,
            "again_on": None,
            "printed_at": None,
            "reached_on": None,
        },
    )
    is_owner = side == Mediation.Side.OWNER
    what = MediationStep.What.OWNER_ASKED if is_owner else MediationStep.What.SEEKER_ASKED
    _note(locked, what, by=by, at=at, note=str(Asking.Way(asking.way).label))
    record("mediation.asked", on=locked, by=by, payload={"side": side, "way": asking.way})
    if asking.way == ContactKind.MAIL:
        letters.send_request(locked, side, token=link_to(locked, side, at=at), at=at)
    return asking


def _refuse_second_mail(mediation: Mediation, side: str, *, at: datetime) -> None:
    """At most one mail a day: a second one says the same."""
    before = mediation.askings.filter(side=side, way=ContactKind.MAIL.value).first()
    if before is None or way_to(mediation, side) is not ContactKind.MAIL:
        return
    if timezone.localdate(before.asked_at) == timezone.localdate(at):
        raise PremisesError(
            _("Today a mail has gone out already. Tomorrow you can ask again, or you call.")
        )


def link_to(mediation: Mediation, side: str, *, at: datetime) -> str:
    """A new personal link for one side; returns its token, shown once and stored nowhere."""
    return issue_link(
        town=mediation.town, purpose=LINKS[side], subject=mediation, expires_at=at + LINK_LIVES
    )


@transaction.atomic
def agree(
    *,
    mediation: Mediation,
    side: str,
    by: Actor,
    at: datetime,
    said: str = "",
    until: date | None = None,
    wants_deposit: bool = False,
    how: str = "",
) -> Mediation:
    """One side says yes; when both have, they may know each other. ``how`` says how the answer came.

    Raises `AlreadyDecided`.
    """
    said = said.strip()[:MOST_NOTE]
    if side == Mediation.Side.OWNER:
        values: dict[str, object] = {
            "owner_agreed_at": at,
            "owner_said": said,
            "owner_until": until,
            "owner_wants_deposit": wants_deposit,
        }
        step = Step.OWNER_AGREES
    else:
        values = {"seeker_agreed_at": at, "seeker_said": said}
        step = Step.SEEKER_AGREES
    note = ": ".join(part for part in (how, said) if part)
    moved = take(mediation, step, by=by, at=at, note=note, values=values)
    if side == Mediation.Side.OWNER:
        record("mediation.owner_agrees", on=moved, by=by, payload=stage_of(moved))
    else:
        record("mediation.seeker_agrees", on=moved, by=by, payload=stage_of(moved))
    Asking.objects.filter(mediation=moved, side=side, answered_at=None).update(answered_at=at)
    if moved.stage == MediationStage.CONTACT:
        _tell_both(moved, "agreed", at=at)
    return moved


@transaction.atomic
def fix_visit(
    *,
    mediation: Mediation,
    by: Actor,
    at: datetime,
    visit_at: datetime,
    place: str = "",
    is_public: bool = False,
) -> Mediation:
    """Fix the visit, or move it; both sides hear of it by mail where they have one. One that has been is only noted.

    ``is_public`` lets the day out as the project's status line, without any address. Raises `PremisesError`.
    """
    locked = lock(mediation)
    same = (visit_at, place.strip(), is_public)
    if (locked.visit_at, locked.visit_place, locked.visit_is_public) == same:
        return locked
    has_been = visit_at <= at
    if timezone.localdate(visit_at) < timezone.localdate(locked.created_at):
        raise PremisesError(_("At this moment the two had not been brought together yet."))
    before = public_visit(locked)
    given = Given(visit_on=timezone.localdate(visit_at))
    values = {
        "visit_at": visit_at,
        "visit_place": place.strip(),
        "visit_is_public": is_public and not has_been,
    }
    moved = take(locked, Step.FIX_VISIT, by=by, at=at, given=given, values=values)
    record("mediation.fix_visit", on=moved, by=by, payload=stage_of(moved))
    _say_visit(moved, before, by=by, at=at)
    if not has_been:
        _tell_both(moved, f"visit:{visit_at.isoformat()}", at=at)
    return moved


def public_visit(mediation: Mediation) -> str:
    """What everybody may read of the visit: the day, and no place; empty where it was not let out."""
    if not mediation.visit_is_public or mediation.visit_at is None:
        return ""
    return letters.visit_line(mediation.visit_at)


@transaction.atomic
def decline(*, mediation: Mediation, side: str, by: Actor, at: datetime, reason: str) -> Mediation:
    """It comes to nothing: who said so, and why. Links end, the other side is told without the reason.

    Raises `ReasonMissing`, `AlreadyDecided`.
    """
    locked = lock(mediation)
    before = public_visit(locked)
    values = {"declined_by": side, "reason": reason.strip()[:300], "visit_is_public": False}
    given = Given(reason=reason.strip())
    moved = take(locked, Step.DECLINE, by=by, at=at, given=given, note=reason, values=values)
    record("mediation.decline", on=moved, by=by, payload=stage_of(moved))
    _say_visit(moved, before, by=by, at=at)
    end_round(moved, at=at)
    for other in set(moved.askings.values_list("side", flat=True)) - {side}:
        if way_to(moved, other) is ContactKind.MAIL:
            letters.send_over(moved, other)
    return moved


@transaction.atomic
def write_down_learning(*, mediation: Mediation, by: Actor, at: datetime, text: str) -> Mediation:
    """What we do better next time; the last words stay, those before are in the log. Raises `AlreadyDecided`."""
    values = {"learned": text.strip()}
    moved = take(mediation, Step.LEARN, by=by, at=at, note=text, values=values)
    record("mediation.learn", on=moved, by=by, payload=stage_of(moved))
    return moved


# --- what the steps share ------------------------------------------------------------------------
def lock(mediation: Mediation) -> Mediation:
    """The row as it is now, locked until the end of the transaction (SQLite has one writer anyway)."""
    rows = Mediation.objects.select_for_update(of=("self",))
    return rows.select_related("town", "demand__project", "unit__house", "unit__owner").get(
        pk=mediation.pk
    )


def standing_of(mediation: Mediation, *, on: date) -> Standing:
    """The mediation as the pure path sees it; reads its agreement."""
    agreement = getattr(mediation, "agreement", None)
    visit = mediation.visit_at
    return Standing(
        stage=MediationStage(mediation.stage),
        on=on,
        owner_agreed=mediation.owner_agreed_at is not None,
        seeker_agreed=mediation.seeker_agreed_at is not None,
        visit_on=timezone.localdate(visit) if visit else None,
        has_terms=agreement is not None,
        is_signed=agreement is not None and agreement.signed_on is not None,
        is_rent_open=agreement is not None and agreement.rent_cents is None,
        is_amount_open=agreement is not None and bool(agreement.open_amounts),
        starts_on=agreement.starts_on if agreement else None,
        ends_on=agreement.ends_on if agreement else None,
    )


def take(
    mediation: Mediation,
    step: Step,
    *,
    by: Actor,
    at: datetime,
    given: Given = NOTHING,
    note: str = "",
    values: Mapping[str, object] | None = None,
) -> Mediation:
    """Take a step in the caller's transaction, with its row in the log; returns the row as it is now.

    The caller writes it into the trail. Raises `PremisesError` with what stands in the way.
    """
    locked = lock(mediation)
    standing = standing_of(locked, on=timezone.localdate(at))
    _refuse(standing, step, given)
    stage = stage_after(standing, step)
    won = Mediation.objects.filter(pk=locked.pk, stage=locked.stage, version=locked.version).update(
        stage=stage.value, changed_at=at, version=F("version") + 1, **(values or {})
    )
    if not won:
        raise AlreadyDecided(str(OBSTACLES[Obstacle.WRONG_STAGE]))
    moved = lock(locked)
    _note(moved, MediationStep.What(step.value), by=by, at=at, note=note)
    follow(moved, at=at)
    return lock(moved)


def stage_of(mediation: Mediation) -> Mapping[str, object]:
    """What the trail keeps of a step: the stage to which it led, and no word of anybody."""
    return {"stage": mediation.stage}


def way_to(mediation: Mediation, side: str) -> ContactKind:
    """How a side is reached; an owner with a postal address and nothing else by letter."""
    if side == Mediation.Side.SEEKER:
        return ContactKind(mediation.demand.contact_kind)
    owner = mediation.unit.owner
    if owner is None:
        return ContactKind.NONE
    kind = ContactKind(owner.contact_kind)
    if kind is ContactKind.NONE and owner.postal_address:
        return ContactKind.LETTER
    return kind


def end_round(mediation: Mediation, *, at: datetime) -> None:
    """Personal links end, and nobody waits on a list any more."""
    for purpose in LINKS.values():
        revoke_links(subject=mediation, purpose=purpose, at=at)
    mediation.askings.filter(answered_at=None).update(answered_at=at)


def _refuse(standing: Standing, step: Step, given: Given = NOTHING) -> None:
    for obstacle in obstacles(standing, step, given):
        raise _ERRORS.get(obstacle, PremisesError)(str(OBSTACLES[obstacle]))


def _note(
    mediation: Mediation, what: MediationStep.What, *, by: Actor, at: datetime, note: str = ""
) -> None:
    MediationStep.objects.create(
        mediation=mediation,
        stage=mediation.stage,
        what=what,
        at=at,
        by=by.person,
        note=" ".join(note.split())[:MOST_NOTE],
    )


def _tell_both(mediation: Mediation, occasion: str, *, at: datetime) -> None:
    for side in LINKS:
        if way_to(mediation, side) is ContactKind.MAIL:
            token = link_to(mediation, side, at=at)
            if occasion == "agreed":
                letters.send_agreed(mediation, side, token=token)
            else:
                letters.send_visit(mediation, side, occasion=occasion, token=token)


def _say_visit(mediation: Mediation, before: str, *, by: Actor, at: datetime) -> None:
    """The project's status line follows the visit, where it was let out; a line that says something else stays."""
    project, line = mediation.demand.project, public_visit(mediation)
    if project is None or line == before:
        return
    if line:
        say_status(project=project, by=by, at=at, text=line, is_fictional=mediation.is_fictional)
    elif project.status_lines.filter(ended_at=None, text=before).exists():
        end_status(project=project, by=by, at=at)
