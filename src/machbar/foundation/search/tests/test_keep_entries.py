"""Entries are renewed with the deed, and what differs is found and mended, as often as one likes."""

import pytest
from django.db import transaction

from machbar.foundation.search.findable import Audience
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.search.selectors import find_in
from machbar.foundation.search.services import (
    differences,
    forget,
    forget_other_kinds,
    mend,
    renew,
)
from machbar.foundation.search.tests.builders import index, make_findable, make_text
from machbar.foundation.testing import make_town

pytestmark = pytest.mark.django_db


def test_an_object_that_may_not_be_found_any_more_loses_its_entry() -> None:
    town = make_town()
    index(make_text(town, 1, "Brunnen"), make_text(town, 2, "Bank"))

    renew(make_findable([make_text(town, 2, "Bank")]), [1])

    assert [entry.object_id for entry in SearchEntry.objects.all()] == [2]


def test_renewing_again_gives_the_same_entry() -> None:
    town = make_town()
    findable = index(make_text(town, 1, "Brunnen"))
    before = SearchEntry.objects.values().get()

    renew(findable, [1])

    assert SearchEntry.objects.values().get() == before


def test_what_is_rolled_back_is_not_found() -> None:
    town = make_town()

    with transaction.atomic():
        index(make_text(town, 1, "Brunnen"))
        transaction.set_rollback(True)

    assert find_in(town, "Brunnen", kind="dinge", audience=Audience.PUBLIC).objects == ()


def test_missing_changed_and_left_over_entries_are_found_and_mended_once() -> None:
    town = make_town()
    index(make_text(town, 1, "Brunnen"), make_text(town, 2, "Bank"), make_text(town, 3, "Laden"))
    now = make_findable([make_text(town, 2, "Sitzbank"), make_text(town, 3, "Laden")])

    assert differences(now).objects == (1, 2)
    assert (mend(now), mend(now)) == (2, 0)
    assert differences(now).objects == ()
    assert {(each.object_id, each.title) for each in SearchEntry.objects.all()} == {
        (2, "Sitzbank"),
        (3, "Laden"),
    }


def test_deleted_objects_are_forgotten_and_the_others_stay() -> None:
    town = make_town()
    findable = index(make_text(town, 1, "Brunnen"), make_text(town, 2, "Bank"))

    forget(findable, [1])

    assert SearchEntry.objects.get().object_id == 2


def test_entries_of_a_kind_that_nobody_knows_are_removed() -> None:
    town = make_town()
    known = index(make_text(town, 1, "Brunnen"))
    index(make_text(town, 1, "Brunnen"), kind="frueher", number=61)

    assert forget_other_kinds([known]) == 1
    assert SearchEntry.objects.get().kind == "dinge"
