"""Every consent of one person, whatever it is about; taking one back is one click, as giving it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from machbar.foundation.access.actor import Actor
from machbar.foundation.privacy.access import Row, rows_about
from machbar.foundation.privacy.needles import Finder
from machbar.foundation.privacy.registry import consent_sources
from machbar.foundation.surfaces.personal import Given, Way
from machbar.foundation.towns.models import Town


@dataclass(frozen=True, kw_only=True)
class Consent:
    """One consent with the row in which it stands; `key` names both on a page."""

    key: str
    row: Row
    given: Given


def consents_of(needles: Sequence[Finder], town: Town) -> list[Consent]:
    """All consents in the rows about whoever is meant, those that still hold first."""
    sources = consent_sources()
    found = [
        Consent(key=f"{row.table}:{row.pk}:{given.part}", row=row, given=given)
        for row in rows_about(needles, town)
        if row.table in sources and not row.is_deed
        for given in sources[row.table].given(row.row)
    ]
    return sorted(found, key=lambda each: each.given.withdrawn_on is not None)


def withdraw(
    key: str, needles: Sequence[Finder], *, way: Way, by: Actor, at: datetime
) -> Consent | None:
    """Take back one of a person's consents; None where it is not theirs, or does not hold any more."""
    for each in consents_of(needles, by.town):
        if each.key == key and each.given.withdrawn_on is None:
            source = consent_sources()[each.row.table]
            source.withdraw(each.row.row, each.given.part, way, by, at)
            return each
    return None
