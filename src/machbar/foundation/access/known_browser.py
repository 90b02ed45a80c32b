"""Which people have signed in with this browser before: a signed cookie knows, so that a new device is noticed."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from machbar.foundation.people.models import Person

COOKIE = "bekannt"
SALT = "machbar.known_browser"
KNOWN_FOR = timedelta(days=180)
MOST = 8  # people who share a browser
MARK = "signed_in_now"


def knows_browser(request: HttpRequest, person: Person) -> bool:
    """Whether this person has signed in here within the last half year."""
    return person.public_id in _known(request)


def remember_browser(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Where somebody has signed in by this very request, the browser knows them from now on."""
    person = getattr(request, MARK, None)
    if not isinstance(person, Person):
        return
    others = [each for each in _known(request) if each != person.public_id]
    answer.set_cookie(
        COOKIE,
        signing.dumps([person.public_id, *others][:MOST], salt=SALT),
        max_age=int(KNOWN_FOR.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known(request: HttpRequest) -> list[str]:
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KNOWN_FOR)
    except signing.BadSignature:
        return []
    return [str(each) for each in found]
