"""A link that shows somebody's data asks, on a device that it does not know, for a code sent to the known address.

Whoever finds a letter or reads over a shoulder has the link, but not the mailbox. The code lives in the session, as a
hash and with few tries; the device is known afterwards by a signed cookie that names the link and the address. Sending
the code is the caller's deed. Looking changes nothing: the code is asked for by a form.
"""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from machbar.foundation.access.exceptions import CodeRefused
from machbar.foundation.access.models import PersonalLink
from machbar.foundation.access.services import hash_of

SALT = "machbar.known_device"
SESSION = "link_codes"
CODE_LIVES = timedelta(minutes=10)
TRIES = 5
CODES_AN_HOUR = 5
KNOWN_FOR = timedelta(days=180)


def knows_device(request: HttpRequest, *, link: PersonalLink, address: str) -> bool:
    """Whether a code for this link and this address was typed in on this device before."""
    cookie = request.COOKIES.get(_cookie(link), "")
    try:
        known = signing.loads(cookie, salt=SALT, max_age=KNOWN_FOR)
    except signing.BadSignature:
        return False
    return bool(known == _names(link, address))


def new_code(request: HttpRequest, *, link: PersonalLink, at: datetime) -> str:
    """Six digits to be sent to the known address, good for 10 minutes. Raises `CodeRefused` after five an hour."""
    asked = f"link-code:{link.public_id}"
    cache.add(asked, 0, timeout=3600)
    if cache.incr(asked) > CODES_AN_HOUR:
        raise CodeRefused(_("Too many codes were asked for. Please try again in an hour."))
    code = f"{secrets.randbelow(10**6):06d}"
    ends = (at + CODE_LIVES).timestamp()
    waiting = {"hash": _hash(link, code), "ends": ends, "tries": 0}
    request.session[SESSION] = {**request.session.get(SESSION, {}), link.public_id: waiting}
    return code


def is_code_waiting(request: HttpRequest, *, link: PersonalLink, at: datetime) -> bool:
    """Whether this browser has asked for a code that is still good."""
    waiting = request.session.get(SESSION, {}).get(link.public_id)
    return waiting is not None and waiting["ends"] > at.timestamp() and waiting["tries"] < TRIES


def check_code(request: HttpRequest, *, link: PersonalLink, code: str, at: datetime) -> None:
    """Accept the code once. Raises `CodeRefused` where it is wrong, too old, or tried too often."""
    codes = request.session.get(SESSION, {})
    if not is_code_waiting(request, link=link, at=at):
        raise CodeRefused(_("This code is too old. Please ask for a new one."))
    waiting = codes[link.public_id]
    digits = "".join(filter(str.isdigit, code))
    if not secrets.compare_digest(waiting["hash"], _hash(link, digits)):
        waiting["tries"] += 1
        request.session[SESSION] = codes
        raise CodeRefused(_("This is not the code from our mail. Please look once more."))
    del codes[link.public_id]
    request.session[SESSION] = codes


def remember_device(answer: HttpResponseBase, *, link: PersonalLink, address: str) -> None:
    """From now on this device needs no code for this link, for half a year."""
    answer.set_cookie(
        _cookie(link),
        signing.dumps(_names(link, address), salt=SALT),
        max_age=int(KNOWN_FOR.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _cookie(link: PersonalLink) -> str:
    return f"geraet-{link.public_id}"


def _names(link: PersonalLink, address: str) -> list[str]:
    # Where the address changes, the device is a new one again.
    return [link.public_id, hash_of(address)]


def _hash(link: PersonalLink, code: str) -> str:
    return hash_of(f"{link.public_id}:{code}")
