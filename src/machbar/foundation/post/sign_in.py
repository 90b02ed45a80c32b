"""How allauth behaves here: nobody signs up, and the code goes out through our own outbox."""

import hashlib
import hmac
import ipaddress
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from machbar.foundation.post.services import send_code
from machbar.foundation.towns.models import Town

BY_HOUSE = "by_house_account"  # in the state of a sign-in that allauth keeps


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth is untyped
    """Staff only; people are added by an admin."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _("Too many attempts. Please try again in a few minutes."),
        "rate_limited": _("Too many attempts. Please try again in a few minutes."),
    }

    def is_login_by_code_required(self, login: Any) -> bool:
        """A passkey knows its owner, and so does the town hall: whoever comes so needs no code by mail."""
        if login.state.get(BY_HOUSE):
            return False
        if did_use_passwordless_login(self.request, login.user):
            return False
        return bool(super().is_login_by_code_required(login))

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth calls it so
        """Nobody makes an account here."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send the code through the outbox (delivered by the worker, seen in the demo's mailbox)."""
        town = getattr(self.request, "town", None)
        if not isinstance(town, Town):
            return
        mail = self.render_mail(template_prefix, email, {**context, "town": town})
        body = str(mail.body)
        send_code(town=town, to=email, subject=mail.subject, body=body, what_for="sign-in")

    def get_client_ip(self, request: HttpRequest) -> str:
        """What the rate limits count by: a hash of the address with a key of the day, never the address itself."""
        key = f"{settings.SECRET_KEY}{timezone.localdate():%Y-%m-%d}".encode()
        address: str = super().get_client_ip(request)
        return hmac.new(key, address.encode(), hashlib.sha256).hexdigest()


def is_this_machine(request: HttpRequest) -> bool:
    """Whether the visitor sits at this machine, or stands behind a proxy that does not say where."""
    address = DefaultAccountAdapter(request).get_client_ip(request)
    return ipaddress.ip_address(address).is_loopback
