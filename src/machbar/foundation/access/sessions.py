"""How long somebody of the team stays signed in: 12 hours without a click, 30 days at most (trust.md, V7)."""

from datetime import UTC, datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

MOST = timedelta(days=30)
RENEW_AFTER = timedelta(minutes=30)  # so that not every click writes; idle means 11.5 to 12 hours
SIGNED_IN = "signed_in_at"
SEEN = "seen_at"


def is_over(session: SessionBase, now: datetime) -> bool:
    """Whether a signed-in session has reached its longest life; a session that lives on is renewed."""
    signed_in = _moment(session.get(SIGNED_IN))
    if signed_in is None:
        session[SIGNED_IN] = session[SEEN] = now.timestamp()
        return False
    if now - signed_in >= MOST:
        return True
    seen = _moment(session.get(SEEN))
    if seen is None or now - seen >= RENEW_AFTER:
        session[SEEN] = now.timestamp()
    return False


def _moment(stored: object) -> datetime | None:
    return datetime.fromtimestamp(stored, UTC) if isinstance(stored, float) else None
