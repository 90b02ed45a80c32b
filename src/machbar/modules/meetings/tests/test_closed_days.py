"""Days on which nobody can come: those on which the house is closed, and those that are over."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.models import SpecialOpening, Town
from machbar.modules.meetings.exceptions import SlotTaken
from machbar.modules.meetings.forms import PresenceForm
from machbar.modules.meetings.module import day_page
from machbar.modules.meetings.selectors import coming_days, free_slots
from machbar.modules.meetings.tests.builders import (
    BERLIN,
    FOUR,
    MORNING,
    THURSDAY,
    TODAY,
    make_booking,
    make_presence,
)

pytestmark = pytest.mark.django_db


def free(town: Town, at: datetime = MORNING) -> list[str]:
    return [
        f"{slot.slot.starts_at.astimezone(BERLIN):%d.%m. %H:%M}" for slot in free_slots(town, at)
    ]


def close_house(town: Town, day: date, note: str = "") -> None:
    SpecialOpening.objects.create(town=town, day=day, note=note)


def test_a_day_on_which_the_house_is_closed_offers_no_slot_and_says_why() -> None:
    town = make_town()
    presence = make_presence(town, weeks_ahead=1, ends=time(17))
    close_house(town, THURSDAY, "Heiligabend")
    close_house(town, TODAY)

    days = coming_days(town, TODAY, THURSDAY)

    assert free(town) == []
    assert [day.cancelled_because for day in days] == ["Das Haus ist geschlossen.", "Heiligabend"]
    with pytest.raises(SlotTaken):
        make_booking(presence, starts_at=FOUR)


def test_a_special_day_with_other_hours_goes_on_offering_slots() -> None:
    town = make_town()
    make_presence(town, first_day=THURSDAY, weeks_ahead=1, ends=time(17))
    SpecialOpening.objects.create(town=town, day=THURSDAY, opens=time(10), closes=time(12))

    assert free(town) == ["03.12. 16:00", "03.12. 16:30"]


def test_a_booking_on_a_day_that_was_closed_after_it_stands_on_the_teams_day() -> None:
    town = make_town()
    booking = make_booking(make_presence(town, first_day=THURSDAY), starts_at=FOUR)
    team = make_actor(Role.LOTSE, town=town)
    before = day_page(team, TODAY)
    close_house(town, THURSDAY, "Heiligabend")

    part = day_page(team, TODAY)

    assert before is None
    assert part is not None
    assert [(item.headline, item.is_late) for item in part.items] == [
        (f"03.12.2026, 16:00: {booking.name} hat gebucht, aber das Haus ist geschlossen", True)
    ]


def test_presence_hours_do_not_begin_in_the_past_but_a_series_that_runs_keeps_its_first_day() -> (
    None
):
    yesterday = timezone.localdate() - timedelta(days=1)
    sent = {"first_day": yesterday}

    assert PresenceForm(sent).errors["first_day"] == [
        "Dieser Tag ist vorbei. Bitte nennen Sie heute oder einen künftigen."
    ]
    assert "first_day" not in PresenceForm(sent, initial={"first_day": yesterday}).errors
