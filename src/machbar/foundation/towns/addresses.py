"""Complete addresses for mails and print, where no request is at hand."""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

from machbar.foundation.towns.models import Town


def absolute_url(town: Town, path: str) -> str:
    """``path`` below the town's own host, or below MACHBAR_PUBLIC_URL where the town has none."""
    base = urlsplit(settings.PUBLIC_URL)
    return urlunsplit((base.scheme, town.host or base.netloc, path, "", ""))
