"""Personal links: who holds the token sees one object, until the link ends; the database knows no token."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.models import PersonalLink
from machbar.foundation.access.services import hash_of, issue_link, link_behind, revoke_links
from machbar.foundation.testing import make_link, make_town

pytestmark = pytest.mark.django_db


def test_the_token_finds_its_link_with_one_question(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    town = make_town()
    token, link = make_link(town=town, subject=town, purpose="report")

    with django_assert_num_queries(1):
        found = link_behind(town=town, token=token, purpose="report")

    assert found == link
    assert (link.subject_kind, link.subject_id) == ("towns.town", town.pk)


def test_looking_behind_a_link_changes_nothing() -> None:
    town = make_town()
    token, _link = make_link(town=town, subject=town)
    before = PersonalLink.objects.values().get()

    link_behind(town=town, token=token, purpose="test")

    assert PersonalLink.objects.values().get() == before


def test_the_token_is_random_and_stored_nowhere() -> None:
    town = make_town()

    first = issue_link(town=town, purpose="test", subject=town)
    second = issue_link(town=town, purpose="test", subject=town)

    assert first != second
    assert len(first) == 22  # 128 bits in base64
    for row in PersonalLink.objects.values():
        assert first not in map(str, row.values())
        assert second not in map(str, row.values())


def test_another_purpose_another_town_and_another_token_find_nothing() -> None:
    town, other = make_town(), make_town()
    token, link = make_link(town=town, subject=town, purpose="report")

    assert link_behind(town=town, token=token, purpose="vote") is None
    assert link_behind(town=other, token=token, purpose="report") is None
    assert link_behind(town=town, token=token[:-1], purpose="report") is None
    assert link_behind(town=town, token="", purpose="report") is None
    assert link_behind(town=town, token=link.token_hash, purpose="report") is None


def test_a_link_ends_at_its_time() -> None:
    town, now = make_town(), timezone.now()
    over, _link = make_link(town=town, subject=town, expires_at=now)
    still, _link = make_link(town=town, subject=town, expires_at=now + timedelta(minutes=1))

    assert link_behind(town=town, token=over, purpose="test") is None
    assert link_behind(town=town, token=still, purpose="test") is not None


def test_revoking_ends_the_links_of_one_purpose_to_one_object_once() -> None:
    town, other = make_town(), make_town()
    first, _link = make_link(town=town, subject=town)
    second, _link = make_link(town=town, subject=town)
    purpose, _link = make_link(town=town, subject=town, purpose="other")
    object_, _link = make_link(town=town, subject=other)
    now = timezone.now()

    assert revoke_links(subject=town, purpose="test", at=now) == 2
    assert revoke_links(subject=town, purpose="test", at=now) == 0

    assert link_behind(town=town, token=first, purpose="test") is None
    assert link_behind(town=town, token=second, purpose="test") is None
    assert link_behind(town=town, token=purpose, purpose="other") is not None
    assert link_behind(town=town, token=object_, purpose="test") is not None


def test_two_links_cannot_share_a_token() -> None:
    town = make_town()
    token, link = make_link(town=town, subject=town)

    link.pk = None
    link.public_id = "another"

    with pytest.raises(IntegrityError):
        link.save()
    assert hash_of(token) == link.token_hash
