"""Requests that go out by phone or by letter: how a call went, what was printed and posted."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.premises.models import Asking


@transaction.atomic
def note_request_call(
    *,
    asking: Asking,
    by: Actor,
    at: datetime,
    seen_tries: int,
    is_reached: bool,
    again_on: date | None = None,
    note: str = "",
) -> bool:
    """Note how a call went; says whether it counted.

    ``seen_tries`` is the number that the page showed, so that a second click counts nothing.
    """
    waiting = Asking.objects.filter(
        pk=asking.pk,
        way=Asking.Way.PHONE,
        reached_on=None,
        answered_at=None,
        tries__lte=seen_tries,
    )
    if is_reached:
        noted = waiting.update(reached_on=timezone.localdate(at), again_on=None, note=note)
    else:
        noted = waiting.update(tries=seen_tries + 1, again_on=again_on, note=note)
    if noted:
        record("mediation.called", on=asking.mediation, by=by, payload={"reached": is_reached})
    return bool(noted)


@transaction.atomic
def note_requests_printed(*, askings: Sequence[Asking], at: datetime) -> None:
    """These letters lie in the printer."""
    waiting = Asking.objects.filter(
        pk__in=[asking.pk for asking in askings], way=Asking.Way.LETTER, reached_on=None
    )
    waiting.update(printed_at=at)


@transaction.atomic
def note_request_posted(*, asking: Asking, by: Actor, on: date) -> bool:
    """The printed letter went into the letter box; says whether it was waiting for that."""
    printed = Asking.objects.filter(
        pk=asking.pk, way=Asking.Way.LETTER, reached_on=None, printed_at__isnull=False
    )
    if not printed.update(reached_on=on):
        return False
    record("mediation.letter_posted", on=asking.mediation, by=by)
    return True
