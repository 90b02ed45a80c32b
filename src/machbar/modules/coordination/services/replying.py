"""Answers to requests to join by phone or by letter: they wait on the lists until somebody was reached.

Who left a mail address gets a mail at once; nothing of that comes here.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.coordination.models import Member, MemberReply

WAYS = frozenset(MemberReply.Way.values)


def let_reply_wait(member: Member, *, at: datetime) -> None:
    """The answer is given: it waits for a call or a letter. Part of the transaction of the answer."""
    if member.contact_kind in WAYS and not member.is_suspicious:
        values = {"way": member.contact_kind, "given_at": at}
        MemberReply.objects.update_or_create(member=member, defaults=values)


@transaction.atomic
def note_reply_call(
    *,
    reply: MemberReply,
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
    waiting = MemberReply.objects.filter(
        pk=reply.pk, way=MemberReply.Way.PHONE, reached_on=None, tries__lte=seen_tries
    )
    if is_reached:
        noted = waiting.update(reached_on=timezone.localdate(at), again_on=None, note=note)
    else:
        noted = waiting.update(tries=seen_tries + 1, again_on=again_on, note=note)
    if noted:
        record("group.called", on=reply.member, by=by, payload={"reached": is_reached})
    return bool(noted)


@transaction.atomic
def note_replies_printed(*, replies: Sequence[MemberReply], at: datetime) -> None:
    """These letters lie in the printer."""
    waiting = MemberReply.objects.filter(
        pk__in=[reply.pk for reply in replies], way=MemberReply.Way.LETTER, reached_on=None
    )
    waiting.update(printed_at=at)


@transaction.atomic
def note_reply_posted(*, reply: MemberReply, by: Actor, on: date) -> bool:
    """The printed letter went into the letter box; says whether it was waiting for that."""
    printed = MemberReply.objects.filter(
        pk=reply.pk, way=MemberReply.Way.LETTER, reached_on=None, printed_at__isnull=False
    )
    if not printed.update(reached_on=on):
        return False
    record("group.letter_posted", on=reply.member, by=by)
    return True
