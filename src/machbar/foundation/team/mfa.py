"""How allauth's second factors behave here: secrets are sealed in the database, and names are the town's."""

import base64
import hashlib
from typing import Any, ClassVar

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Town


class Adapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth is untyped
    """Secrets are sealed with a key of the server's own secret, so that a copy of the database alone opens nothing."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This does not fit. Please try once more with a new code."),
    }

    def encrypt(self, text: str) -> str:
        """The sealed secret."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; one that no code ever fits where it was sealed by another server (after a move)."""
        try:
            return _seal().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            random = Fernet.generate_key()
            return base64.b32encode(hashlib.sha256(random).digest()[:20]).decode()

    def get_totp_issuer(self) -> str:
        """What the app on the phone shows."""
        return self._get_site_name()

    def _get_site_name(self) -> str:
        town: Any = getattr(context.request, "town", None)
        return f"{town.house_name} {town.short_name}" if isinstance(town, Town) else "MachBar"


def sealed_anew(sealed: str) -> str:
    """The same secret under the newest key; as it is where this server cannot open it."""
    try:
        return _seal().rotate(sealed.encode()).decode()
    except InvalidToken:
        return sealed


def _seal() -> MultiFernet:
    """The newest secret seals, the ones before still open."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [
        hashlib.sha256(b"machbar.second_factor:" + force_bytes(each)).digest() for each in secrets
    ]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
