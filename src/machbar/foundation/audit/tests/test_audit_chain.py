"""The audit chain: what it holds, what it notices, what may be erased, and that nobody overtakes anybody."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import START, AuditEntry, AuditHead, AuditPayload
from machbar.foundation.audit.services import ChainReport, erase_payload, record, verify_chain
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.models import Town
from tests.racing import race

pytestmark = pytest.mark.django_db


def _three_entries() -> Town:
    town = make_town()
    by = Actor(town=town, system=True)
    for number in range(3):
        record("money.awarded", on=town, by=by, payload={"cents": number, "to": "Müller"})
    return town


def test_an_entry_names_event_object_and_actor_but_no_person() -> None:
    actor = make_actor(Role.TREASURER)

    entry = record("town.changed", on=actor.town, by=actor, payload={"field": "name"})

    assert actor.person is not None
    assert (entry.event, entry.object_kind, entry.object_id, entry.actor, entry.previous) == (
        "town.changed",
        "towns.town",
        str(actor.town.pk),
        f"person:{actor.person.public_id}",
        START,
    )
    assert entry.payload.content == '{"field": "name"}'


def test_a_town_without_entries_holds() -> None:
    assert verify_chain(make_town()) == ChainReport(entries=0, head=START, broken_at=None)


def test_an_untouched_chain_holds_and_reports_its_head() -> None:
    town = _three_entries()

    last = AuditEntry.objects.get(town=town, sequence=3)
    assert verify_chain(town) == ChainReport(entries=3, head=last.digest, broken_at=None)


def test_two_towns_have_chains_of_their_own() -> None:
    first, second = _three_entries(), _three_entries()

    AuditEntry.objects.filter(town=first, sequence=2).update(event="something.else")

    assert (verify_chain(first).broken_at, verify_chain(second).broken_at) == (2, None)


def test_erasing_a_payload_keeps_the_chain_and_is_itself_an_entry() -> None:
    town = _three_entries()
    entry = AuditEntry.objects.get(town=town, sequence=2)
    by = Actor(town=town, system=True)

    erase_payload(entry, by=by)
    erase_payload(entry, by=by)

    assert not AuditPayload.objects.filter(entry=entry).exists()
    assert (verify_chain(town).entries, verify_chain(town).broken_at) == (4, None)
    last = AuditEntry.objects.get(town=town, sequence=4)
    assert (last.event, last.payload.content) == ("audit.erased", '{"number": 2}')


def test_a_deed_that_fails_leaves_no_entry() -> None:
    town = make_town()

    def deed() -> None:
        with transaction.atomic():
            record("town.changed", on=town, by=Actor(town=town, system=True))
            Town.objects.create(key=town.key)

    with pytest.raises(IntegrityError):
        deed()

    assert verify_chain(town).entries == 0


@pytest.mark.parametrize("removed", [1, 2, 3])
def test_a_removed_entry_is_noticed(removed: int) -> None:
    town = _three_entries()

    AuditEntry.objects.filter(town=town, sequence=removed).delete()

    assert verify_chain(town).broken_at == removed


def test_a_chain_whose_head_was_removed_is_noticed() -> None:
    town = _three_entries()

    AuditHead.objects.filter(town=town).delete()

    assert verify_chain(town).broken_at == 4


def test_an_entry_moved_into_another_town_is_noticed_in_both() -> None:
    town, other = _three_entries(), make_town()

    AuditEntry.objects.filter(town=town, sequence=1).update(town=other)

    assert (verify_chain(town).broken_at, verify_chain(other).broken_at) == (1, 1)


def test_a_character_moved_from_salt_to_payload_is_noticed() -> None:
    town = _three_entries()
    payload = AuditPayload.objects.get(entry__town=town, entry__sequence=2)

    payload.content = payload.salt[-1] + payload.content
    payload.salt = payload.salt[:-1]
    payload.save()

    assert verify_chain(town).broken_at == 2


def test_two_entries_cannot_follow_the_same_one() -> None:
    town = _three_entries()
    entry = AuditEntry.objects.get(town=town, sequence=3)
    entry.pk = None
    entry.sequence = 4

    with pytest.raises(IntegrityError):
        entry.save()


TEXT_COLUMNS = [
    "event",
    "object_kind",
    "object_id",
    "actor",
    "payload_digest",
    "previous",
    "digest",
]


class Tampering(TestCase):
    """Any change of any column of entry, payload or head is found, at the right place."""

    @settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors])
    @given(
        st.sampled_from(TEXT_COLUMNS),
        st.integers(1, 3),
        st.integers(0, 63),
        st.characters(codec="ascii", exclude_categories=["Cc"]),
    )
    def test_of_a_text_column(self, column: str, number: int, place: int, letter: str) -> None:
        entry = AuditEntry.objects.get(town=_three_entries(), sequence=number)
        self._change(entry, column, place, letter)

        assert verify_chain(entry.town).broken_at == number

    @given(st.integers(1, 3), st.integers(-(10**9), 10**9).filter(bool))
    def test_of_the_time(self, number: int, microseconds: int) -> None:
        entry = AuditEntry.objects.get(town=_three_entries(), sequence=number)
        entry.at += timedelta(microseconds=microseconds)
        entry.save()

        assert verify_chain(entry.town).broken_at == number

    @given(st.integers(1, 3), st.integers(4, 10**9))
    def test_of_the_number(self, number: int, other: int) -> None:
        town = _three_entries()
        AuditEntry.objects.filter(town=town, sequence=number).update(sequence=other)

        assert verify_chain(town).broken_at == number

    @given(
        st.sampled_from(["salt", "content"]),
        st.integers(1, 3),
        st.integers(0, 63),
        st.characters(codec="ascii", exclude_categories=["Cc"]),
    )
    def test_of_a_payload(self, column: str, number: int, place: int, letter: str) -> None:
        payload = AuditPayload.objects.get(entry__town=_three_entries(), entry__sequence=number)
        self._change(payload, column, place, letter)

        assert verify_chain(payload.entry.town).broken_at == number

    @given(st.integers(0, 10**9).filter(lambda number: number != 3))
    def test_of_the_head(self, sequence: int) -> None:
        town = _three_entries()
        AuditHead.objects.filter(town=town).update(sequence=sequence)

        assert verify_chain(town).broken_at == 4

    def _change(self, row: models.Model, column: str, place: int, letter: str) -> None:
        old = getattr(row, column)
        at = place % len(old)
        new = (
            old[:at]
            + (letter if letter != old[at] else "~" if letter != "~" else "!")
            + old[at + 1 :]
        )
        setattr(row, column, new)
        row.save(update_fields=[column])


@pytest.mark.django_db(transaction=True)
def test_entries_written_at_the_same_time_form_one_chain(tmp_path: Path) -> None:
    assert race("audit", tmp_path) == {"entries": 60, "broken_at": None}
