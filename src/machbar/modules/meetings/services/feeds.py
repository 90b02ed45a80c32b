"""The private calendar of somebody who holds talks: an address that is known to nobody else, and can be ended."""

from datetime import datetime

from django.db import transaction

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import issue_link, revoke_links
from machbar.foundation.audit.services import record
from machbar.foundation.people.models import Person

FEED = "talks_calendar"


@transaction.atomic
def open_own_feed(*, person: Person, by: Actor, at: datetime) -> str:
    """A new address; the one before ends. Returns its token, shown once and stored nowhere."""
    revoke_links(subject=person, purpose=FEED, at=at)
    record("calendar.opened", on=person, by=by)
    return issue_link(town=by.town, purpose=FEED, subject=person)


@transaction.atomic
def end_own_feed(*, person: Person, by: Actor, at: datetime) -> None:
    """The address answers no more; a second click changes nothing."""
    if revoke_links(subject=person, purpose=FEED, at=at):
        record("calendar.ended", on=person, by=by)
