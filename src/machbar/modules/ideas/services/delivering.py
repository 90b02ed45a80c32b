"""How an answer reaches its giver: by mail, by phone, by letter; and who has no address reads the receipt's page.

An answer goes one way at a time. A mail goes through the outbox, which sends it at most once. Calls and letters wait
on their lists until somebody notes that the person was reached. When the contact changes, everything that has not
reached the person goes the new way.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.post.models import Letter
from machbar.foundation.post.reaching import Call, count_call, mark_posted, mark_printed
from machbar.foundation.post.services import cancel_letter
from machbar.modules.ideas import letters
from machbar.modules.ideas.core import ContactKind, read_contact
from machbar.modules.ideas.findable import index_ideas
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.services.linking import link_to


def send_off(answer: Answer, *, not_before: datetime | None = None) -> None:
    """Put a mail into the outbox; other ways need nothing but their list. Part of the transaction of the answer."""
    if answer.sent_by != ContactKind.MAIL:
        return
    idea = answer.idea
    answer.letter = letters.send_answer(idea, answer, token=link_to(idea), not_before=not_before)
    answer.save(update_fields=["letter"])


@transaction.atomic
def note_call(*, idea: Idea, by: Actor, at: datetime, call: Call) -> bool:
    """Note how a call went, for all answers that wait for it; says whether it counted."""
    waiting = on_their_way(idea, ContactKind.PHONE)
    if not count_call(waiting, call, at=at, note_field="delivery_note"):
        return False
    record("idea.called", on=idea, by=by, payload={"reached": call.is_reached})
    return True


def note_printed(*, ideas: Sequence[Idea], at: datetime) -> None:
    """The letters to these givers lie in the printer."""
    mark_printed(Answer.objects.filter(idea__in=ideas, sent_by=ContactKind.LETTER), at=at)


@transaction.atomic
def note_posted(*, idea: Idea, by: Actor, on: date) -> bool:
    """The printed letter went into the letter box; says whether one was waiting for that."""
    if not mark_posted(on_their_way(idea, ContactKind.LETTER), on=on):
        return False
    record("idea.letter_posted", on=idea, by=by)
    return True


@transaction.atomic
def change_contact(*, idea: Idea, by: Actor, at: datetime, contact: str) -> int:
    """Reach the giver another way from now on; returns how many answers go the new way.

    Raises `core.UnclearContact` for an incomplete mail address.
    """
    how = read_contact(contact)
    if (how.kind, how.address) == (idea.contact_kind, idea.contact):
        return 0
    waiting = list(not_arrived(idea).select_related("letter", "idea__town"))
    idea.contact, idea.contact_kind = how.address, how.kind.value
    idea.save(update_fields=["contact", "contact_kind"])
    record("idea.contact_changed", on=idea, by=by, payload={"kind": how.kind.value})
    index_ideas(idea)
    if idea.status == Idea.Status.WITHDRAWN:
        return 0
    return sum(_send_anew(answer, idea, at) for answer in waiting)


def _send_anew(answer: Answer, idea: Idea, at: datetime) -> bool:
    """Let an answer go the idea's new way, unless its mail has left in this moment."""
    is_waiting = answer.letter is not None and answer.letter.state == Letter.State.WAITING
    if answer.letter is not None and is_waiting and not cancel_letter(letter=answer.letter, at=at):
        return False
    answer.idea = idea
    answer.letter = None
    answer.sent_by = idea.contact_kind
    answer.tries, answer.again_on, answer.printed_at = 0, None, None
    answer.save(update_fields=["letter", "sent_by", "tries", "again_on", "printed_at"])
    send_off(answer)
    return True


def on_their_way(idea: Idea, channel: str) -> QuerySet[Answer]:
    """The idea's answers that wait for a call or a letter."""
    return Answer.objects.filter(idea=idea, sent_by=channel, reached_on=None)


def not_arrived(idea: Idea) -> QuerySet[Answer]:
    """The idea's answers that have surely reached nobody: no mail sent or being sent, no call, no letter posted."""
    mail_failed = Q(letter__state__in=[Letter.State.WAITING, Letter.State.FAILED]) | Q(letter=None)
    return Answer.objects.filter(idea=idea, reached_on=None).filter(
        ~Q(sent_by=ContactKind.MAIL) | mail_failed
    )
