"""What of the mediations waits for somebody today, and the mail before a use ends."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import DayItem, DayPart
from machbar.foundation.towns.models import Town
from machbar.foundation.ui.formats import short_date
from machbar.modules.premises.core.path import DAYS_TO_ANSWER, END_MARKS, EndMark, end_mark
from machbar.modules.premises.labels.units import unit_title
from machbar.modules.premises.letters import mediation as letters
from machbar.modules.premises.models import Agreement, Mediation
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.mediation import due_today

ON_THE_DAY = 8


def mediation_day(actor: Actor, today: date) -> DayPart | None:
    """Visits of the day, answers that are due, uses that end soon or are past their end (one query)."""
    if not can_work_on_premises(actor):
        return None
    due = due_today(actor, today)
    items = [
        *(_visit(each, today) for each in due.visits),
        *(_answer(each, side, since, today) for each, side, since in due.requests),
        *(_end(each, today) for each in due.ends),
    ]
    if not items:
        return None
    ordered = sorted(items, key=lambda item: (item.due, str(item.headline)))
    return DayPart(
        title=_("Rooms on their way"),
        items=ordered[:ON_THE_DAY],
        total=len(items),
        url=reverse("premises:mediations"),
    )


def tell_of_ends(*, town: Town, today: date, at: datetime) -> int:
    """Sixty days before a use ends both sides hear of it once; returns how many uses. May run any number of times."""
    due = Agreement.objects.filter(
        mediation__town=town,
        mediation__stage=Mediation.Stage.RUNNING,
        end_told_at=None,
        ends_on__gte=today,
        ends_on__lte=today + timedelta(days=END_MARKS[0]),
    ).select_related("mediation__town", "mediation__demand", "mediation__unit__owner")
    return sum(_tell(each, at=at) for each in due.order_by("id"))


@transaction.atomic
def _tell(agreement: Agreement, *, at: datetime) -> bool:
    """The row is marked in the transaction of the letters, so a worker killed meanwhile tells nobody twice."""
    here = Agreement.objects.filter(pk=agreement.pk, end_told_at=None)
    if not here.update(end_told_at=at):
        return False
    letters.send_ends(agreement)
    return True


def _visit(mediation: Mediation, today: date) -> DayItem:
    assert mediation.visit_at is not None  # noqa: S101 - a constraint of the stage
    moment = timezone.localtime(mediation.visit_at)
    day, title = moment.date(), mediation.demand.title
    if day == today:
        headline = gettext("%(time)s: visit, %(title)s") % {
            "time": date_format(moment, "H:i"),
            "title": title,
        }
    else:
        headline = gettext("How did the visit go? %(title)s") % {"title": title}
    return DayItem(
        headline=headline,
        detail=", ".join(
            part for part in (unit_title(mediation.unit), mediation.visit_place) if part
        ),
        url=reverse("premises:mediation", args=[mediation.public_id]),
        action=_("To the mediation"),
        since=day,
        due=day,
        is_late=day < today,
    )


def _answer(mediation: Mediation, side: str, asked_at: datetime, today: date) -> DayItem:
    since = timezone.localdate(asked_at)
    is_owner = side == Mediation.Side.OWNER
    title = {"title": mediation.demand.title}
    return DayItem(
        headline=gettext("No answer from the owner yet: %(title)s") % title
        if is_owner
        else gettext("No answer yet: %(title)s") % title,
        detail=ngettext("asked %(n)d day ago", "asked %(n)d days ago", (today - since).days)
        % {"n": (today - since).days},
        url=reverse("premises:mediation", args=[mediation.public_id]),
        action=_("Ask again"),
        since=since,
        due=since + timedelta(days=DAYS_TO_ANSWER),
        is_late=True,
    )


def _end(mediation: Mediation, today: date) -> DayItem:
    ends_on = mediation.agreement.ends_on
    assert ends_on is not None  # noqa: S101 - the selector asks for it
    mark = end_mark(ends_on, today)
    words = {"title": mediation.demand.title, "day": short_date(ends_on, today)}
    if mark is EndMark.PAST:
        headline = gettext("Past its end since %(day)s: %(title)s") % words
    else:
        headline = gettext("Ends on %(day)s: %(title)s") % words
    return DayItem(
        headline=headline,
        detail=unit_title(mediation.unit),
        url=reverse("premises:mediation", args=[mediation.public_id]),
        action=_("Extend or end"),
        since=mediation.agreement.starts_on,
        due=ends_on,
        is_late=mark is not EndMark.SOON,
    )
