"""How long somebody stays signed in (trust.md, V7), in which browsers, and how that is ended at once.

Twelve hours without a click, 30 days at most. Each sign-in has a row that says what kind of device it is, never from
which address. Ending one deletes its session; ending all changes what every session of the person is checked against.
Whoever came by an account of the town hall stays for twelve hours at most: an account that was locked there shall not
live on here, and coming back costs one click.
"""

import re
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from machbar.foundation.access.models import SignIn
from machbar.foundation.people.models import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MOST = timedelta(days=30)
MOST_BY_HOUSE = timedelta(hours=12)
HOUSE = "house_account"  # in the session: the issuer by which somebody came
RENEW_AFTER = timedelta(minutes=30)  # so that not every click writes; idle means 11.5 to 12 hours
SIGNED_IN = "signed_in_at"
SEEN = "seen_at"
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Macintosh": "Mac",
    "Linux": "Linux",
}


def sign_in_by_link(request: HttpRequest, person: Person) -> None:
    """Sign somebody in who has just come by a link of their own; no mail tells them what they know."""
    request.came_by_link = True  # type: ignore[attr-defined] # the receivers of the sign-in look for it
    login(request, person, backend=BACKEND)


def is_over(session: SessionBase, now: datetime) -> bool:
    """Whether a signed-in session has reached its longest life."""
    signed_in = _moment(session.get(SIGNED_IN))
    most = MOST_BY_HOUSE if HOUSE in session else MOST
    return signed_in is not None and now - signed_in >= most


def renew(request: HttpRequest, person: Person, now: datetime) -> None:
    """Let a session live on from this click, and note it for its list; writes once in half an hour at most."""
    session = request.session
    seen = _moment(session.get(SEEN))
    if seen is not None and now - seen < RENEW_AFTER:
        return
    session.setdefault(SIGNED_IN, now.timestamp())
    session[SEEN] = now.timestamp()
    if seen is not None:
        note_sign_in(request, person, now)


def note_sign_in(request: HttpRequest, person: Person, now: datetime) -> None:
    """The row of this browser in the list: new, or seen just now."""
    if request.session.session_key is None:
        request.session.save()
    SignIn.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={"seen_at": now},
        create_defaults={
            "person": person,
            "device": device_words(request.headers.get("User-Agent", "")),
            "by_house_account": HOUSE in request.session,
            "since": now,
            "seen_at": now,
        },
    )


def device_words(agent: str) -> str:
    """Browser and system in words that their owner knows, such as `Firefox, Windows`; empty where nothing is known."""
    found = (
        next((words for mark, words in names.items() if re.search(rf"\b{mark}", agent)), "")
        for names in (BROWSERS, SYSTEMS)
    )
    return ", ".join(filter(None, found))


def sign_ins_of(person: Person, now: datetime) -> QuerySet[SignIn]:
    """The browsers in which somebody is signed in now, the one used last first."""
    return person.sign_ins.filter(seen_at__gt=now - _idle()).exclude(_too_long(now))


@transaction.atomic
def end_sign_in(sign_in: SignIn) -> None:
    """Sign one browser out."""
    Session.objects.filter(session_key=sign_in.session_key).delete()
    SignIn.objects.filter(pk=sign_in.pk).delete()


@transaction.atomic
def end_all_sign_ins(person: Person) -> None:
    """Sign somebody out everywhere, also where no row knows of it: every session is checked against the password."""
    keys = list(person.sign_ins.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    person.sign_ins.all().delete()
    person.set_unusable_password()
    person.save(update_fields=["password"])


@transaction.atomic
def end_house_sign_ins(person: Person, *, but: str | None = None) -> None:
    """Sign somebody out where they came by an account of the town hall, except in the session ``but``."""
    for each in person.sign_ins.filter(by_house_account=True).exclude(session_key=but or ""):
        end_sign_in(each)


@transaction.atomic
def end_other_sign_ins(request: HttpRequest, person: Person, now: datetime) -> None:
    """The same, but the browser that asks stays signed in."""
    own = person.sign_ins.filter(session_key=request.session.session_key).first()
    end_all_sign_ins(person)
    update_session_auth_hash(request, person)
    note_sign_in(request, person, now)
    if own is not None:
        person.sign_ins.update(since=own.since)


def forget_old_sign_ins(now: datetime) -> int:
    """Rows of sessions that have ended by themselves go; returns how many."""
    old = Q(seen_at__lte=now - _idle()) | _too_long(now)
    return SignIn.objects.filter(old).delete()[0]


def _too_long(now: datetime) -> Q:
    by_house = Q(by_house_account=True, since__lte=now - MOST_BY_HOUSE)
    return by_house | Q(since__lte=now - MOST)


def _idle() -> timedelta:
    return timedelta(seconds=settings.SESSION_COOKIE_AGE)


def _moment(stored: object) -> datetime | None:
    return datetime.fromtimestamp(stored, UTC) if isinstance(stored, float) else None
