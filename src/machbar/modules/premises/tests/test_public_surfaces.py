"""Rooms that are let out on the home page, in the kiosk, in the feed and on the site map."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.testing import make_actor
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core import ConsentField
from machbar.modules.premises.surfaces import public
from machbar.modules.premises.tests.builders.outside import (
    NOW,
    let_out,
    make_owner,
    make_public_unit,
    make_unit,
)

pytestmark = pytest.mark.django_db
F = ConsentField


def test_home_kiosk_feed_and_site_map_show_rooms_that_are_let_out_in_two_queries_each(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    unit = make_public_unit(F.STREET, F.AREA, town=town)
    guest = make_actor(town=town)
    hidden = make_unit(town=town, owner=make_owner(town=town), number="99")

    with django_assert_num_queries(2):
        assert len(public.front(guest)) == 1
    with django_assert_num_queries(2):
        assert len(public.kiosk(guest)) == 1
    with django_assert_num_queries(2):
        (entry,) = public.feed(guest, None)
    with django_assert_num_queries(2):
        pages = public.site_pages(guest)

    assert (entry.key, entry.title) == (f"raeume/{unit.public_id}", "Laden, Beispielstraße")
    assert [page.path for page in pages] == ["/raeume/", f"/raeume/{unit.public_id}/"]
    assert public.feed(guest, 1) == ()
    let_out(hidden, F.DESCRIPTION, at=NOW + timedelta(days=1))
    assert [each.title for each in public.feed(guest, None)] == [
        "Laden",
        "Laden, Beispielstraße",
    ]


def test_without_a_public_room_home_and_kiosk_say_nothing(town: Town) -> None:
    guest = make_actor(town=town)

    assert (public.front(guest), public.kiosk(guest)) == ((), ())
