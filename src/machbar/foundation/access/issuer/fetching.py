"""Asking the issuer: encrypted, briefly, without following it elsewhere, and no more than a quarter of a megabyte."""

import json
import logging
import ssl
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

from machbar.foundation.access.issuer.addresses import may_be_asked
from machbar.foundation.access.issuer.errors import IssuerAway, IssuerStrange

logger = logging.getLogger(__name__)
SECONDS = 5  # of silence
ALL_SECONDS = 10  # for one whole answer
MOST_BYTES = 256 * 1024


@dataclass(frozen=True, kw_only=True)
class Said:
    """An answer of the issuer, and what its clock said (seconds since 1970; None where it did not)."""

    content: dict[str, Any]
    at: float | None


class _StaysHere(urllib.request.HTTPRedirectHandler):
    """Whoever we ask answers, and sends us nowhere."""

    def redirect_request(self, *_arguments: Any, **_keywords: Any) -> None:
        """No new address."""


def ask(
    url: str,
    *,
    form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Said:
    """The JSON object at an address of the issuer; with ``form`` by POST. Raises `IssuerAway`, `IssuerStrange`."""
    if not may_be_asked(url):
        raise IssuerStrange("address")
    body = None if form is None else urlencode(form).encode()
    question = urllib.request.Request(  # noqa: S310 - `may_be_asked` has looked at the scheme
        url, data=body, headers={"Accept": "application/json", **(headers or {})}
    )
    try:
        with _opener().open(question, timeout=SECONDS) as answer:
            return Said(content=_object(_read(answer)), at=_clock(answer))
    except HTTPError as error:
        error.close()
        if error.code >= 500:
            raise IssuerAway from error
        raise IssuerStrange(f"status_{error.code}") from error
    except (OSError, HTTPException) as error:
        logger.warning("House account: the issuer does not answer (%s)", type(error).__name__)
        raise IssuerAway from error
    except ValueError as error:  # what it gave us fits into no header
        raise IssuerStrange("header") from error


def _opener() -> urllib.request.OpenerDirector:
    # Certificates are checked; a proxy of the environment (HTTPS_PROXY) and a list of our own (SSL_CERT_FILE) count.
    secure = urllib.request.HTTPSHandler(context=ssl.create_default_context())
    return urllib.request.build_opener(_StaysHere, secure)


def _read(answer: HTTPResponse) -> bytes:
    """All of it, but neither too much nor drop by drop."""
    ends, parts, size = time.monotonic() + ALL_SECONDS, [], 0
    while part := answer.read1(65536):
        size += len(part)
        if size > MOST_BYTES:
            raise IssuerStrange("too_long")
        if time.monotonic() > ends:
            raise IssuerAway
        parts.append(part)
    return b"".join(parts)


def _object(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise IssuerStrange("no_json") from error
    if not isinstance(found, dict):
        raise IssuerStrange("no_object")
    return found


def _clock(answer: HTTPResponse) -> float | None:
    try:
        return parsedate_to_datetime(answer.headers.get("Date", "")).timestamp()
    except ValueError:
        return None
