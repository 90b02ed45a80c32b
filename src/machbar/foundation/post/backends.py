"""The demo's mail: nothing leaves the machine, the mailbox page shows what would have left."""

from collections.abc import Sequence

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage


class MailboxBackend(BaseEmailBackend):
    """Counts the mails as sent; the outbox itself is the demo's mailbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many mails were given over."""
        return len(email_messages)
