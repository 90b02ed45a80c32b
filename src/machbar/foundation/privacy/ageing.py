"""What of the house's own goes by itself: letters, sessions, drafts, old payloads of the trail, kept rows."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from machbar.foundation.audit.models import AuditPayload
from machbar.foundation.post.models import Letter
from machbar.foundation.surfaces.personal import Keep, Retention
from machbar.foundation.tables.models import Batch
from machbar.foundation.tables.services import DRAFT_HOURS, forget_drafts
from machbar.foundation.towns.models import Town

LETTERS_KEPT = timedelta(days=730)
TRAIL_KEPT = timedelta(days=3653)  # ten years with their leap days


def _letters(town: Town) -> QuerySet[Any]:
    """Letters that have left or never will: nothing waits for them."""
    return Letter.objects.filter(town=town, state__in=[Letter.State.SENT, Letter.State.FAILED])


def _forget_letters(town: Town, at: datetime) -> int:
    return _letters(town).filter(written_at__lte=at - LETTERS_KEPT).delete()[0]


def _sessions(_town: Town) -> QuerySet[Any]:
    """Of all towns: a session names none."""
    return Session.objects.all()


def _forget_sessions(town: Town, at: datetime) -> int:
    return _sessions(town).filter(expire_date__lte=at).delete()[0]


def _drafts(town: Town) -> QuerySet[Any]:
    return Batch.objects.filter(town=town, state=Batch.State.DRAFT)


def _forget_drafts(town: Town, at: datetime) -> int:
    return forget_drafts(at=at, town=town)


def _payloads(town: Town) -> QuerySet[Any]:
    return AuditPayload.objects.filter(entry__town=town)


def _forget_payloads(town: Town, at: datetime) -> int:
    """The links of the chain stay, and it still verifies."""
    return _payloads(town).filter(entry__at__lte=at - TRAIL_KEPT).delete()[0]


HOUSE_RETENTIONS = (
    Retention(
        key="letters",
        keep=Keep.POST,
        label=_("Letters that have left or failed"),
        rows=_letters,
        since="written_at",
        period=LETTERS_KEPT,
        erase=_forget_letters,
    ),
    Retention(
        key="sessions",
        keep=Keep.SESSION,
        label=_("Sessions that are over"),
        rows=_sessions,
        since="expire_date",
        period=timedelta(0),
        erase=_forget_sessions,
    ),
    Retention(
        key="drafts",
        keep=Keep.DRAFT,
        label=_("Tables that nobody took in"),
        rows=_drafts,
        since="brought_at",
        period=timedelta(hours=DRAFT_HOURS),
        erase=_forget_drafts,
    ),
    Retention(
        key="payloads",
        keep=Keep.TRAIL,
        label=_("Contents of the audit trail; its links stay"),
        rows=_payloads,
        since="entry__at",
        period=TRAIL_KEPT,
        erase=_forget_payloads,
    ),
)
