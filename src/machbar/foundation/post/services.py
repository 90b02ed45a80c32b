"""Writing letters into the outbox and delivering them: never twice, and rather late than lost.

A letter is claimed before it is sent. A worker that is killed between claim and answer leaves it at "being sent":
nobody knows whether it left, and nobody sends it again. Twice is worse here than once too few, because the next
letter of the same matter holds everything. The team's page of undelivered mail lists such letters; a person may decide
otherwise there.
"""

import logging
import secrets
import smtplib
from datetime import datetime, timedelta
from email.utils import formataddr

from django.core.mail import EmailMessage
from django.db import models, transaction
from django.db.models import F, Min, Q
from django.utils import timezone

from machbar.foundation.audit.services import Acting, record
from machbar.foundation.post.backends import mail_sender
from machbar.foundation.post.models import Letter
from machbar.foundation.post.selectors import CODE, too_late, undelivered
from machbar.foundation.towns.models import Town

log = logging.getLogger("machbar.post")
MOST_ATTEMPTS = 12  # with the waiting times below: about three days
LONGEST_WAIT = timedelta(hours=12)
AT_ONCE = 100


@transaction.atomic
def send_letter(
    *,
    town: Town,
    to: str,
    subject: str,
    body: str,
    key: str,
    not_before: datetime | None = None,
) -> Letter:
    """Put a letter into the outbox; it leaves after the transaction. The same occasion gives one letter only.

    ``not_before`` holds it back so long; until then `cancel_letter` can take it out again.
    """
    letter, is_new = Letter.objects.get_or_create(
        town=town,
        key=key,
        recipient=to,
        defaults={
            "subject": " ".join(subject.split())[:200],
            "body": body,
            "written_at": timezone.now(),
            "next_attempt_at": not_before,
        },
    )
    if is_new:
        transaction.on_commit(_ask_for_delivery)
    return letter


def send_code(*, town: Town, to: str, subject: str, body: str, what_for: str, of: str = "") -> None:
    """A letter with a code that is worth nothing after ten minutes: then nobody gets it, and nobody has to settle it.

    ``of`` says whose code it is, where an older one for the same ends with it.
    """
    begins = f"{CODE}{what_for}:{of}:"
    if of:
        _unsent_codes().filter(town=town, key__startswith=begins).delete()
    key = begins + secrets.token_hex(16)
    send_letter(town=town, to=to, subject=subject, body=body, key=key)


def drop_old_codes(at: datetime) -> int:
    """Take letters out of the outbox whose code is over before they left; returns how many."""
    old = _unsent_codes().filter(too_late(at))
    # Looking first: to write, one would have to wait for others even where there is nothing to take out.
    return old.delete()[0] if old.exists() else 0


def _unsent_codes() -> models.QuerySet[Letter]:
    """Not those being sent: a server may take them this very moment."""
    states = [Letter.State.WAITING, Letter.State.FAILED]
    return Letter.objects.filter(state__in=states, key__startswith=CODE)


@transaction.atomic
def cancel_letter(*, letter: Letter, at: datetime) -> bool:
    """Take a letter out of the outbox that no server has taken yet; says whether it was still there."""
    # Whoever changes the row first has it: a worker that claims it at the same time finds it settled.
    here = Letter.objects.filter(pk=letter.pk, state=Letter.State.WAITING)
    if not here.update(state=Letter.State.FAILED, settled_at=at, body=""):
        return False
    Letter.objects.filter(pk=letter.pk).delete()
    return True


def deliver(letter: Letter) -> bool:
    """Send one letter, unless somebody else has claimed it; says whether it left."""
    claimed = Letter.objects.filter(pk=letter.pk, state=Letter.State.WAITING).update(
        state=Letter.State.SENDING, attempts=F("attempts") + 1, tried_at=timezone.now()
    )
    if not claimed:
        return False
    try:
        _mail(letter).send()
    except (OSError, smtplib.SMTPException, ValueError) as error:
        # Only the kind of the error is logged: its text may hold the address.
        log.warning("letter %s was not sent: %s", letter.public_id, type(error).__name__)
        _try_later(letter, _problem(error))
        return False
    _settle(letter, Letter.State.SENT, sent_at=timezone.now())
    return True


def deliver_due() -> int:
    """Send all letters whose time has come; returns how many left."""
    drop_old_codes(timezone.now())
    left = 0
    while letters := list(_due(timezone.now())[:AT_ONCE]):
        left += sum(deliver(letter) for letter in letters)
    return left


@transaction.atomic
def retry_letter(*, letter: Letter, by: Acting, at: datetime) -> bool:
    """Send a late or stuck letter now; says whether it was one.

    A stuck one may have left already: a person decides here that twice is better than not at all.
    """
    again = undelivered(letter.town, at).filter(pk=letter.pk).exclude(state=Letter.State.FAILED)
    if not again.update(state=Letter.State.WAITING, next_attempt_at=None):
        return False
    record("letter.retried", on=letter, by=by)
    transaction.on_commit(_ask_for_delivery)
    return True


@transaction.atomic
def settle_letter(*, letter: Letter, by: Acting, at: datetime) -> bool:
    """Take an undelivered letter off the list: it is not tried again and its text goes. Says whether it was on it."""
    listed = undelivered(letter.town, at).filter(pk=letter.pk)
    if not listed.update(state=Letter.State.FAILED, settled_at=at, body=""):
        return False
    record("letter.settled", on=letter, by=by)
    return True


def hold_back_waiting() -> int:
    """After a restore: what waited when the backup was made may have left since, so a person decides; how many."""
    waiting = Letter.objects.filter(state=Letter.State.WAITING)
    return waiting.update(state=Letter.State.SENDING, tried_at=None, next_attempt_at=None)


def next_attempt() -> datetime | None:
    """When the next waiting letter is due, or None where nothing waits."""
    waiting = Letter.objects.filter(state=Letter.State.WAITING)
    found: datetime | None = waiting.aggregate(at=Min("next_attempt_at"))["at"]
    return found


def _ask_for_delivery() -> None:
    from machbar.foundation.post.tasks import deliver_due_letters

    deliver_due_letters.enqueue()


def are_due(now: datetime) -> bool:
    """Whether letters wait whose time has come."""
    return _due(now).exists()


def _due(now: datetime) -> models.QuerySet[Letter]:
    """Waiting and due; beyond the longest wait there is no right time, only a clock that went wrong."""
    come, never = Q(next_attempt_at__lte=now), Q(next_attempt_at__gt=now + 2 * LONGEST_WAIT)
    return (
        Letter.objects.filter(Q(next_attempt_at=None) | come | never, state=Letter.State.WAITING)
        .select_related("town")
        .order_by("id")
    )


def _mail(letter: Letter) -> EmailMessage:
    name = f"{letter.town.house_name} {letter.town.short_name}"
    address = mail_sender()
    sender = formataddr((name, address))
    answers = letter.town.contact_email or address
    return EmailMessage(letter.subject, letter.body, sender, [letter.recipient], reply_to=[answers])


def _problem(error: Exception) -> Letter.Problem:
    """Why a letter did not leave; only where the server is unreachable it makes sense to try again."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _answer in error.recipients.values()]
        is_final = all(code >= 500 for code in codes)
        return Letter.Problem.REFUSED if is_final else Letter.Problem.UNREACHABLE
    # Many of smtplib's errors are OSErrors; a ValueError means that no mail can be made of this letter.
    is_impossible = isinstance(error, ValueError)
    return Letter.Problem.IMPOSSIBLE if is_impossible else Letter.Problem.UNREACHABLE


def _try_later(letter: Letter, problem: Letter.Problem) -> None:
    letter.refresh_from_db(fields=["attempts"])
    Letter.objects.filter(pk=letter.pk).update(problem=problem)
    if problem is not Letter.Problem.UNREACHABLE or letter.attempts >= MOST_ATTEMPTS:
        _settle(letter, Letter.State.FAILED)
        return
    wait = min(timedelta(minutes=2**letter.attempts), LONGEST_WAIT)
    Letter.objects.filter(pk=letter.pk).update(
        state=Letter.State.WAITING, next_attempt_at=timezone.now() + wait
    )


def _settle(letter: Letter, state: Letter.State, *, sent_at: datetime | None = None) -> None:
    """Close a letter. Its text goes, because links and codes must not lie about (in the demo it is the mailbox)."""
    kept = letter.body if letter.town.is_demo else ""
    Letter.objects.filter(pk=letter.pk).update(state=state, sent_at=sent_at, body=kept)
