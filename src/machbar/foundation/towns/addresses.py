"""Complete addresses for mails and print, where no request is at hand."""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

from machbar.foundation.towns.models import Town


def absolute_url(town: Town, path: str, *, public_url: str = "") -> str:
    """``path`` below the town's own host, or below MACHBAR_PUBLIC_URL where the town has none.

    ``public_url`` is for who has just written another one down, which counts from the next start on.
    """
    base = urlsplit(public_url or settings.PUBLIC_URL)
    return urlunsplit((base.scheme, town.host or base.netloc, path, "", ""))
