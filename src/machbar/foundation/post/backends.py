"""How mail leaves: through the mail server of the environment, or the one that was entered; in the demo not at all.

What was entered is read for each connection, so that it counts without a restart, in the worker as well.
"""

import smtplib
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import EmailMessage

from machbar.foundation.towns.kept import kept


def mail_sender() -> str:
    """The address that all mails come from."""
    entered = {} if settings.MAIL_IS_SET else kept(settings.DATA)
    return entered.get("mail_from") or str(settings.MAIL_FROM)


def has_mail() -> bool:
    """Whether somebody has said how mail leaves, by a variable or on the page."""
    return bool(settings.MAIL_IS_SET or settings.DEMO or entered_server())


def entered_server() -> dict[str, Any]:
    """The mail server that was entered, as arguments of Django's backend; empty where none was or a variable wins."""
    found = {} if settings.MAIL_IS_SET else kept(settings.DATA)
    return server_of(found) if found.get("mail_host") else {}


def server_of(entered: Mapping[str, str]) -> dict[str, Any]:
    """Arguments of Django's backend for what was entered (`mail_host` and so on)."""
    port = entered.get("mail_port", "")
    return {
        "host": entered["mail_host"],
        "port": int(port) if port.isdecimal() else 25,
        "username": entered.get("mail_user", ""),
        "password": entered.get("mail_password", ""),
        "use_tls": entered.get("mail_tls") == "yes",
    }


class ServerMisnamed(smtplib.SMTPException):
    """Name, user or password of the mail server hold signs that cannot be sent: no letter is wrong, the set-up is."""


class HouseBackend(EmailBackend):
    """SMTP with the server of the house; arguments that are given win."""

    def open(self) -> bool | None:
        """Connect and sign in. Raises `ServerMisnamed` and what smtplib raises."""
        try:
            return super().open()
        except UnicodeError as error:
            raise ServerMisnamed from error

    def __init__(self, **given: Any) -> None:
        named = {name: value for name, value in given.items() if value is not None}
        super().__init__(**{**entered_server(), **named})


class MailboxBackend(BaseEmailBackend):
    """Counts the mails as sent; the outbox itself is the demo's mailbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many mails were given over."""
        return len(email_messages)
