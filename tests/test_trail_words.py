"""Every key of a payload in a filled town has a German name in the answer to a request (Art. 12, 15 GDPR)."""

import json

import pytest

from machbar.foundation.audit.models import AuditPayload
from machbar.foundation.privacy.trail_words import KEYS, content_in_words, label_of_key
from tests.journeys.towns import filled_town

TECHNICAL = {
    *("privacy.answered", "privacy.period_over", "tables.taken_in", "town.populated"),
}
"""Events about the house itself: counts and settings, nobody's words."""


@pytest.mark.django_db
def test_every_key_in_a_filled_town_is_named() -> None:
    town = filled_town().town
    rows = AuditPayload.objects.filter(entry__town=town).exclude(entry__event__in=TECHNICAL)

    unnamed = set()
    for row in rows.select_related("entry"):
        payload = json.loads(row.content)
        assert isinstance(content_in_words(row.entry, payload), str)
        unnamed |= {
            f"{row.entry.event}: {key}"
            for key in payload
            if key not in KEYS
            and label_of_key(row.entry.object_kind, key).casefold() == key.casefold()
        }

    assert rows.count() > 50
    assert unnamed == set()
