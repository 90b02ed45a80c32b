"""Opening hours of a town: kept in tables, read on the town's clock."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.testing import make_town
from machbar.foundation.towns.hours import Span, SpecialDay
from machbar.foundation.towns.linked_data import house_data
from machbar.foundation.towns.models import OpeningTime, SpecialOpening
from machbar.foundation.towns.selectors import door, special_days, week
from machbar.foundation.towns.services import set_special_days, set_week

pytestmark = pytest.mark.django_db
MORNING = Span(opens=time(10), closes=time(13))
CHRISTMAS = SpecialDay(day=date(2026, 12, 24), note="Heiligabend")


def test_the_week_replaces_the_old_one_and_the_line_says_the_same() -> None:
    town = make_town(opening_hours="wie es kommt")

    set_week(town=town, week={0: (MORNING,)})
    set_week(town=town, week={1: (MORNING,)})

    town.refresh_from_db()
    assert week(town) == {1: (MORNING,)}
    assert town.opening_hours == "Di 10–13 Uhr"


def test_the_door_follows_the_clock_of_the_town_through_both_changes_of_it(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    town = make_town()
    set_week(town=town, week={6: (MORNING,)})  # both changes of the clock are on Sundays
    moments = {
        datetime(2026, 3, 29, 7, 59, tzinfo=UTC): False,
        datetime(2026, 3, 29, 8, 0, tzinfo=UTC): True,  # 10 o'clock in summer
        datetime(2026, 10, 25, 8, 59, tzinfo=UTC): False,
        datetime(2026, 10, 25, 9, 0, tzinfo=UTC): True,  # 10 o'clock in winter
    }

    for moment, is_open in moments.items():
        with django_assert_num_queries(2):
            found = door(town, moment)
        assert found is not None
        assert found.is_open is is_open


def test_without_any_hours_there_is_no_sign() -> None:
    assert door(make_town(), datetime(2026, 11, 24, 10, tzinfo=UTC)) is None


def test_special_days_are_read_from_a_day_on() -> None:
    town = make_town()
    fair = SpecialDay(day=date(2026, 12, 6), spans=(MORNING,), note="Markt")
    set_special_days(town=town, days=[CHRISTMAS, fair])

    assert special_days(town, date(2026, 12, 1)) == [fair, CHRISTMAS]
    assert special_days(town, date(2026, 12, 7)) == [CHRISTMAS]


@pytest.mark.parametrize(
    "row",
    [
        OpeningTime(weekday=7, opens=time(10), closes=time(12)),
        OpeningTime(weekday=1, opens=time(12), closes=time(12)),
        SpecialOpening(day=date(2026, 12, 24), opens=time(12), closes=time(10)),
        SpecialOpening(day=date(2026, 12, 24), opens=time(12)),
        SpecialOpening(day=date(2026, 12, 24), closes=time(12)),
    ],
)
def test_the_database_takes_no_hours_that_cannot_be(row: OpeningTime | SpecialOpening) -> None:
    row.town = make_town()

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_house_in_the_words_of_schema_org() -> None:
    town = make_town(host="haus.example.org", address="Markt 3", contact_phone="05353 000")

    data = house_data(town, {1: (MORNING,)}, [CHRISTMAS])

    assert data["@type"] == "Organization"
    assert data["url"] == "http://haus.example.org/"
    assert data["location"] == {
        "@type": "Place",
        "name": "MachBar Lutterstadt am Elm",
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": "https://schema.org/Tuesday",
                "opens": "10:00",
                "closes": "13:00",
            }
        ],
        "specialOpeningHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "validFrom": "2026-12-24",
                "validThrough": "2026-12-24",
                "opens": "00:00",
                "closes": "00:00",
            }
        ],
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "Markt 3",
            "addressLocality": "Lutterstadt am Elm",
            "addressRegion": "Niedersachsen",
            "addressCountry": "DE",
        },
    }
