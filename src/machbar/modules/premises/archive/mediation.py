"""The mediations in the archive of a town, for the team: who came together with which room, on which terms, and what
was learned. What the sides answered and notes about them stay out: they may name owners."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.archiving import (
    ArchiveDuty,
    ArchivePart,
    ArchiveShelf,
    ArchiveThing,
    Fact,
)
from machbar.foundation.ui.formats import euros, moment
from machbar.modules.premises.labels.units import title_of
from machbar.modules.premises.models import Agreement, Mediation, MediationStep
from machbar.modules.premises.selectors.mediation import mediations_visible_to

DAY = "j. F Y"


def mediation_shelf(actor: Actor) -> ArchiveShelf:
    """Every mediation, the oldest first (two queries); none for who does not work on premises."""
    steps = MediationStep.objects.select_related("by").order_by("id")
    found = _loaded(actor).prefetch_related(Prefetch("steps", queryset=steps))
    things = [_thing(mediation) for mediation in found.order_by("created_at", "id")]
    return ArchiveShelf(key="vermittlungen", title=gettext_lazy("Mediations"), things=things)


def open_mediations(actor: Actor) -> list[ArchiveDuty]:
    """Visits to come and uses that end (one query)."""
    stages = (Mediation.Stage.VISIT, Mediation.Stage.RUNNING)
    found = _loaded(actor).filter(stage__in=stages).order_by("id")
    duties = [_duty(mediation) for mediation in found]
    return [duty for duty in duties if duty is not None]


def _loaded(actor: Actor) -> QuerySet[Mediation]:
    return mediations_visible_to(actor).select_related("demand", "unit__house", "agreement")


def _title(mediation: Mediation) -> str:
    return f"{mediation.demand.title} – {title_of(mediation.unit)}"


def _duty(mediation: Mediation) -> ArchiveDuty | None:
    agreement = _agreement_of(mediation)
    where = _title(mediation)
    if mediation.stage == Mediation.Stage.VISIT and mediation.visit_at is not None:
        on = timezone.localdate(mediation.visit_at)
        return ArchiveDuty(on=on, what=_("Visit of a room"), where=where)
    if agreement is not None and agreement.ends_on is not None:
        return ArchiveDuty(on=agreement.ends_on, what=_("The use of a room ends"), where=where)
    return None


def _thing(mediation: Mediation) -> ArchiveThing:
    agreement = _agreement_of(mediation)
    return ArchiveThing(
        key=mediation.public_id,
        title=_title(mediation),
        facts=[(label, text) for label, text in _facts(mediation) if text],
        parts=[*_terms(agreement), *_steps(mediation)],
        brief=str(mediation.get_stage_display()),
    )


def _agreement_of(mediation: Mediation) -> Agreement | None:
    return getattr(mediation, "agreement", None)


def _facts(mediation: Mediation) -> list[Fact]:
    demand, unit = mediation.demand, mediation.unit
    return [
        (pgettext("archive", "Search"), f"{demand.number}: {demand.title}"),
        (_("Room"), f"{unit.number}: {title_of(unit)}"),
        (pgettext("archive", "Stage"), str(mediation.get_stage_display())),
        (_("Suggested on"), _day(timezone.localdate(mediation.created_at))),
        (_("Suggested in spite of what does not fit"), mediation.override_reason),
        (_("Visit"), moment(mediation.visit_at) if mediation.visit_at else ""),
        (_("Meeting point"), mediation.visit_place),
        (_("Ended by"), str(mediation.get_declined_by_display())),
        (_("Reason"), mediation.reason),
        (_("What was learned"), mediation.learned),
    ]


def _terms(agreement: Agreement | None) -> Iterator[ArchivePart]:
    if agreement is None:
        return
    most = agreement.most_persons
    rows = [
        (_("Begins on"), _day(agreement.starts_on)),
        (_("Ends on"), _day(agreement.ends_on) or _("no fixed end")),
        (_("Rent a month"), _amount(agreement.rent_cents)),
        (_("Running costs a month"), _amount(agreement.running_cents)),
        (_("Deposit"), _amount(agreement.deposit_cents)),
        (_("Notice in weeks"), str(agreement.notice_weeks)),
        (_("For what"), agreement.purpose),
        (_("Persons at the same time"), str(most) if most else ""),
        (_("Insurance"), agreement.insurance),
        (_("Special terms"), agreement.special_terms),
        (_("Signed on"), _day(agreement.signed_on)),
    ]
    lines = [[label, text] for label, text in rows if text]
    yield ArchivePart(title=_("The agreement"), head=[_("Point"), _("What holds")], lines=lines)


def _steps(mediation: Mediation) -> Iterator[ArchivePart]:
    lines = [
        [
            _day(timezone.localdate(step.at)),
            str(step.get_what_display()),
            step.by.name if step.by else "",
        ]
        for step in mediation.steps.all()
    ]
    if lines:
        head = [_("Day"), _("What happened"), _("Noted by")]
        yield ArchivePart(title=_("The path"), head=head, lines=lines)


def _amount(cents: int | None) -> str:
    return _("still open") if cents is None else euros(cents)


def _day(day: date | None) -> str:
    return date_format(day, DAY) if day else ""
