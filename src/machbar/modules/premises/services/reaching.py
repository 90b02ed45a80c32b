"""Requests that go out by phone or by letter: how a call went, what was printed and posted."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.post.reaching import Call, count_call, mark_posted, mark_printed
from machbar.modules.premises.models import Asking


@transaction.atomic
def note_request_call(*, asking: Asking, by: Actor, at: datetime, call: Call) -> bool:
    """Note how a call went; says whether it counted."""
    waiting = Asking.objects.filter(pk=asking.pk, way=Asking.Way.PHONE, answered_at=None)
    if not count_call(waiting, call, at=at):
        return False
    record("mediation.called", on=asking.mediation, by=by, payload={"reached": call.is_reached})
    return True


def note_requests_printed(*, askings: Sequence[Asking], at: datetime) -> None:
    """These letters lie in the printer."""
    printed = [asking.pk for asking in askings]
    mark_printed(Asking.objects.filter(pk__in=printed, way=Asking.Way.LETTER), at=at)


@transaction.atomic
def note_request_posted(*, asking: Asking, by: Actor, on: date) -> bool:
    """The printed letter went into the letter box; says whether it was waiting for that."""
    if not mark_posted(Asking.objects.filter(pk=asking.pk, way=Asking.Way.LETTER), on=on):
        return False
    record("mediation.letter_posted", on=asking.mediation, by=by)
    return True
