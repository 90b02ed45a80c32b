"""Writing letters into the outbox and delivering them: never twice, and rather late than lost."""

import logging
import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from machbar.foundation.post.models import Letter
from machbar.foundation.towns.models import Town

log = logging.getLogger("machbar.post")
MOST_ATTEMPTS = 8


@transaction.atomic
def send_letter(*, town: Town, to: str, subject: str, body: str, key: str) -> Letter:
    """Put a letter into the outbox; it leaves after the transaction. The same occasion gives one letter only."""
    letter, is_new = Letter.objects.get_or_create(
        town=town,
        key=key,
        recipient=to,
        defaults={
            "subject": " ".join(subject.split())[:200],
            "body": body,
            "written_at": timezone.now(),
        },
    )
    if is_new:
        from machbar.foundation.post.tasks import deliver_due_letters

        transaction.on_commit(deliver_due_letters.enqueue)
    return letter


def deliver(letter: Letter) -> bool:
    """Send one letter. It is claimed first: where a worker dies in between, it stays "being sent" for ever."""
    claimed = Letter.objects.filter(pk=letter.pk, state=Letter.State.WAITING).update(
        state=Letter.State.SENDING, attempts=F("attempts") + 1
    )
    if not claimed:
        return False
    sender = f"{letter.town.house_name} {letter.town.short_name} <{settings.MAIL_FROM}>"
    mail = EmailMessage(letter.subject, letter.body, sender, [letter.recipient])
    try:
        mail.send()
    except (OSError, smtplib.SMTPException) as error:
        # Only the kind of the error is logged: its text may hold the address.
        log.warning("letter %s was not sent: %s", letter.public_id, type(error).__name__)
        _try_later(letter)
        return False
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENT, sent_at=timezone.now())
    return True


def deliver_due() -> int:
    """Send all letters whose time has come; returns how many left."""
    due = Letter.objects.filter(
        Q(next_attempt_at=None) | Q(next_attempt_at__lte=timezone.now()),
        state=Letter.State.WAITING,
    ).select_related("town")
    return sum(deliver(letter) for letter in due.order_by("id")[:500])


def _try_later(letter: Letter) -> None:
    letter.refresh_from_db(fields=["attempts"])
    failed = letter.attempts >= MOST_ATTEMPTS
    Letter.objects.filter(pk=letter.pk).update(
        state=Letter.State.FAILED if failed else Letter.State.WAITING,
        next_attempt_at=timezone.now() + timedelta(minutes=2**letter.attempts),
    )
