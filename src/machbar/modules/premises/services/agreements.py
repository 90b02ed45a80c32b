"""From the draft to the end of a use: terms, signatures, start, extension, end.

The terms can be changed until the use begins; terms that change after both have signed are signed again. An amount
that was left open on what both signed can be filled in as it was written there by hand.
Unit, search and Herbarium follow in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.premises.core.codes import MediationStage
from machbar.modules.premises.core.path import Given, Step
from machbar.modules.premises.exceptions import ChangedMeanwhile, PremisesError
from machbar.modules.premises.models import Agreement, Mediation
from machbar.modules.premises.selectors.mediation import lets_until
from machbar.modules.premises.services.following import begin_use, end_use, follow
from machbar.modules.premises.services.mediating import end_round, lock, stage_of, take


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What both sides agree on; amounts are whole cents a month, the deposit whole cents once.

    None: nobody knows it yet, so the draft leaves a line; nought: nothing is paid.
    """

    starts_on: date
    purpose: str
    ends_on: date | None = None
    rent_cents: int | None = None
    running_cents: int | None = None
    deposit_cents: int | None = None
    notice_weeks: int = 4
    most_persons: int | None = None
    insurance: str = ""
    special_terms: str = ""


@transaction.atomic
def draft_agreement(
    *, mediation: Mediation, by: Actor, at: datetime, terms: Terms, seen_version: int
) -> Agreement:
    """Write the terms down, or change them before the use begins; what was signed is then signed anew.

    ``seen_version`` is the version of the mediation that the form showed. Raises `ChangedMeanwhile`, `PremisesError`.
    """
    locked = lock(mediation)
    if locked.version != seen_version:
        raise ChangedMeanwhile(_("Somebody else has changed this meanwhile."))
    if not terms.purpose.strip():
        raise PremisesError(_("Please say for what the room is used."))
    if terms.ends_on is not None and terms.ends_on < terms.starts_on:
        raise PremisesError(_("The end lies before the beginning."))
    before = Agreement.objects.filter(mediation=locked).first()
    signed_on = before.signed_on if before is not None else None
    is_waiting = signed_on is not None and locked.stage == MediationStage.AGREEMENT
    if before is not None and is_waiting and _terms_of(before) == terms:
        return before  # nothing has changed, so the signatures stand
    note = _("Changed after signing on %(day)s; to be signed again.") if signed_on else ""
    if signed_on:
        note %= {"day": f"{signed_on:%d.%m.%Y}"}
    moved = take(locked, Step.DRAFT, by=by, at=at, note=note)
    payload = {**stage_of(moved), "was_signed": signed_on is not None}
    record("mediation.draft", on=moved, by=by, payload=payload)
    values = {**asdict(terms), "signed_on": None}
    agreement, _is_new = Agreement.objects.update_or_create(mediation=moved, defaults=values)
    return agreement


@transaction.atomic
def sign_agreement(*, mediation: Mediation, by: Actor, at: datetime, signed_on: date) -> Mediation:
    """Both have signed on this day. Raises `PremisesError`."""
    if signed_on > timezone.localdate(at):
        raise PremisesError(_("This day is still to come."))
    moved = take(mediation, Step.SIGN, by=by, at=at)
    record("mediation.sign", on=moved, by=by, payload=stage_of(moved))
    Agreement.objects.filter(mediation=moved).update(signed_on=signed_on)
    return moved


@transaction.atomic
def start_use(*, mediation: Mediation, by: Actor, at: datetime) -> Mediation:
    """The use begins: the unit is in use, the search is settled, personal links end. Raises `PremisesError`."""
    moved = take(mediation, Step.START, by=by, at=at)
    record("mediation.start", on=moved, by=by, payload=stage_of(moved))
    begin_use(_agreement(moved), at=at)
    end_round(moved, at=at)
    return moved


@transaction.atomic
def complete_amounts(
    *, mediation: Mediation, by: Actor, at: datetime, amounts: Mapping[str, int | None]
) -> Mediation:
    """Fill in amounts that were left open when both signed; one that is known stays. Raises `PremisesError`."""
    moved = take(mediation, Step.COMPLETE, by=by, at=at)
    agreement = _agreement(moved)
    known = {
        name: amounts[name] for name in agreement.open_amounts if amounts.get(name) is not None
    }
    if not known:
        raise PremisesError(_("Please give at least one amount."))
    Agreement.objects.filter(pk=agreement.pk).update(**known)
    record("mediation.complete", on=moved, by=by, payload=stage_of(moved))
    return moved


@transaction.atomic
def extend_use(*, mediation: Mediation, by: Actor, at: datetime, ends_on: date) -> Mediation:
    """The use goes on until a later day; the end is spoken of anew. Raises `PremisesError`."""
    locked = lock(mediation)
    before = _agreement(locked).ends_on if _has_terms(locked) else None
    note = f"{before:%d.%m.%Y} → {ends_on:%d.%m.%Y}" if before else ""
    promised = lets_until(locked)
    if promised is not None and promised < ends_on:
        note += ", " + _("promised until %(day)s") % {"day": f"{promised:%d.%m.%Y}"}
    moved = take(mediation, Step.EXTEND, by=by, at=at, given=Given(ends_on=ends_on), note=note)
    record("mediation.extend", on=moved, by=by, payload=stage_of(moved))
    Agreement.objects.filter(mediation=moved).update(ends_on=ends_on, end_told_at=None)
    return moved


@transaction.atomic
def end_use_of(*, mediation: Mediation, by: Actor, at: datetime, reason: str = "") -> Mediation:
    """The use ends today, or has ended on the agreed day; before that day it needs a reason. Raises `PremisesError`."""
    values = {"reason": reason.strip()[:300]}
    given = Given(reason=reason.strip())
    moved = take(mediation, Step.END, by=by, at=at, given=given, note=reason, values=values)
    record("mediation.end", on=moved, by=by, payload=stage_of(moved))
    agreement = _agreement(moved)
    today = timezone.localdate(at)
    last = min(today, agreement.ends_on) if agreement.ends_on else today
    end_use(agreement, on=last, at=at, empty=_("empty"))
    follow(moved, at=at)
    return moved


def _terms_of(agreement: Agreement) -> Terms:
    return Terms(**{field.name: getattr(agreement, field.name) for field in fields(Terms)})


def _has_terms(mediation: Mediation) -> bool:
    running = Agreement.objects.filter(mediation=mediation, mediation__stage=MediationStage.RUNNING)
    return running.exists()


def _agreement(mediation: Mediation) -> Agreement:
    return Agreement.objects.select_related("mediation").get(mediation=mediation)
