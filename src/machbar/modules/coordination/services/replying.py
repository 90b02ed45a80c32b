"""Answers to requests to join by phone or by letter: they wait on the lists until somebody was reached.

Who left a mail address gets a mail at once; nothing of that comes here.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.post.reaching import Call, count_call, mark_posted, mark_printed
from machbar.modules.coordination.models import Member, MemberReply

WAYS = frozenset(MemberReply.Way.values)


def let_reply_wait(member: Member, *, at: datetime) -> None:
    """The answer is given: it waits for a call or a letter. Part of the transaction of the answer."""
    if member.contact_kind in WAYS and not member.is_suspicious:
        values = {"way": member.contact_kind, "given_at": at}
        MemberReply.objects.update_or_create(member=member, defaults=values)


@transaction.atomic
def note_reply_call(*, reply: MemberReply, by: Actor, at: datetime, call: Call) -> bool:
    """Note how a call went; says whether it counted."""
    waiting = MemberReply.objects.filter(pk=reply.pk, way=MemberReply.Way.PHONE)
    if not count_call(waiting, call, at=at):
        return False
    record("group.called", on=reply.member, by=by, payload={"reached": call.is_reached})
    return True


def note_replies_printed(*, replies: Sequence[MemberReply], at: datetime) -> None:
    """These letters lie in the printer."""
    printed = [reply.pk for reply in replies]
    mark_printed(MemberReply.objects.filter(pk__in=printed, way=MemberReply.Way.LETTER), at=at)


@transaction.atomic
def note_reply_posted(*, reply: MemberReply, by: Actor, on: date) -> bool:
    """The printed letter went into the letter box; says whether it was waiting for that."""
    if not mark_posted(MemberReply.objects.filter(pk=reply.pk, way=MemberReply.Way.LETTER), on=on):
        return False
    record("group.letter_posted", on=reply.member, by=by)
    return True
