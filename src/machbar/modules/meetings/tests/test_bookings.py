"""Booking without an account: one slot, one guest; calling off from either side; the reminder exactly once."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.surfaces.tests.calling_off import entries_around_calling_off
from machbar.foundation.testing import (
    make_actor,
    make_person,
    make_town,
)
from machbar.foundation.towns.models import Town
from machbar.modules.meetings.exceptions import (
    AlreadyOver,
    NotADay,
    ReasonMissing,
    SlotTaken,
    TooManyBookings,
)
from machbar.modules.meetings.models import Booking, Talk
from machbar.modules.meetings.selectors import IDEA, Subject, coming_days, free_slots
from machbar.modules.meetings.services import (
    call_off_as_guest,
    call_off_as_house,
    change_presence,
    end_presence,
    finish_call,
    forget_guests,
    give_day_off,
    hold_booking,
    miss_booking,
    remind_of_bookings,
    take_day_off_back,
)
from machbar.modules.meetings.tests.builders import (
    BERLIN,
    FOUR,
    MORNING,
    THURSDAY,
    TODAY,
    make_booked,
    make_booking,
    make_idea,
    make_plan,
    make_presence,
)
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


def free(town: Town, at: datetime = MORNING) -> list[str]:
    return [
        f"{slot.slot.starts_at.astimezone(BERLIN):%d.%m. %H:%M}" for slot in free_slots(town, at)
    ]


def letters(town: Town) -> list[str]:
    return [
        letter.key.rpartition(":")[2] for letter in Letter.objects.filter(town=town).order_by("pk")
    ]


def test_slots_are_published_some_weeks_ahead_and_not_on_holidays() -> None:
    town = make_town()
    make_presence(
        town,
        first_day=date(2026, 12, 18),
        weeks_ahead=3,
        starts=datetime.min.time().replace(hour=17),
    )

    # Fridays: 18 December; 25 December is a holiday and 1 January lies beyond three weeks.
    assert free(town, datetime(2026, 12, 9, 8, tzinfo=BERLIN)) == ["18.12. 17:00", "18.12. 17:30"]


def test_a_slot_needs_an_hours_notice() -> None:
    town = make_town()
    make_presence(town, last_day=TODAY)

    assert free(town, datetime(2026, 11, 26, 16, 1, tzinfo=BERLIN)) == ["26.11. 17:30"]


def test_a_taken_slot_is_free_for_nobody_else() -> None:
    presence = make_presence(make_town())
    make_booking(presence, starts_at=FOUR)

    with pytest.raises(SlotTaken):
        make_booking(presence, starts_at=FOUR, contact="b@example.invalid")

    assert Booking.objects.count() == 1
    assert "03.12. 16:00" not in free(presence.town)


def test_two_places_take_two_guests() -> None:
    presence = make_presence(make_town(), places=2)

    seats = [make_booking(presence, starts_at=FOUR, contact="").seat for _ in range(2)]

    assert seats == [1, 2]
    with pytest.raises(SlotTaken):
        make_booking(presence, starts_at=FOUR, contact="")


def test_the_database_itself_holds_that_a_place_is_taken_once() -> None:
    presence = make_presence(make_town(), places=2)
    make_booking(presence, starts_at=FOUR)
    second = make_booking(presence, starts_at=FOUR, contact="")

    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.filter(pk=second.pk).update(seat=1)


def test_a_changed_plan_gives_no_slot_that_overlaps_a_booking() -> None:
    presence = make_presence(make_town())
    make_booking(presence, starts_at=FOUR)
    by = make_actor(Role.LOTSE, town=presence.town)

    change_presence(presence=presence, by=by, at=MORNING, plan=make_plan(slot_minutes=60))

    assert [slot for slot in free(presence.town) if slot.startswith("03.12.")] == ["03.12. 17:00"]


def test_the_same_form_twice_books_once() -> None:
    presence = make_presence(make_town())

    one, two = (make_booked(presence, starts_at=FOUR, form_key="same") for _ in range(2))

    assert one.booking == two.booking
    assert letters(presence.town) == ["made"]


def test_one_contact_books_three_times_at_most() -> None:
    presence = make_presence(make_town())
    for _ in range(3):
        make_booking(presence)

    with pytest.raises(TooManyBookings):
        make_booking(presence)


def test_a_booking_from_elsewhere_in_time_is_refused() -> None:
    presence = make_presence(make_town())

    with pytest.raises(SlotTaken):
        make_booking(presence, starts_at=FOUR + timedelta(minutes=5))


def test_calling_off_frees_the_slot_and_tells_who_is_there() -> None:
    town = make_town()
    lotse = make_person(Role.LOTSE, town=town)
    presence = make_presence(town, person=lotse)
    booking = make_booking(presence, starts_at=FOUR)

    call_off_as_guest(booking=booking, by=Actor(town=town), at=MORNING)

    assert "03.12. 16:00" in free(town)
    assert Letter.objects.get(key__endswith="guest-off").recipient == lotse.email
    with pytest.raises(AlreadyOver):
        call_off_as_guest(booking=booking, by=Actor(town=town), at=MORNING)
    make_booking(presence, starts_at=FOUR, contact="b@example.invalid")


def test_who_left_a_mail_address_is_told_by_mail_and_who_left_a_number_has_to_be_called() -> None:
    town = make_town()
    presence = make_presence(town)
    by = make_actor(Role.LOTSE, town=town)
    by_mail = make_booking(presence)
    by_phone = make_booking(presence, contact="05353 12345")
    nobody = make_booking(presence, contact="")

    for booking in (by_mail, by_phone, nobody):
        call_off_as_house(booking=booking, by=by, at=MORNING, reason="Krank")

    assert [each.needs_call for each in (by_mail, by_phone, nobody)] == [False, True, False]
    assert letters(town) == ["made", "called-off"]
    assert "Krank" in Letter.objects.get(key__endswith="called-off").body
    finish_call(booking=by_phone, by=by)
    finish_call(booking=by_phone, by=by)
    assert AuditEntry.objects.filter(event="booking.told").count() == 1


def test_we_do_not_call_off_without_a_reason() -> None:
    booking = make_booking(make_presence(make_town()))

    with pytest.raises(ReasonMissing):
        call_off_as_house(booking=booking, by=Actor(town=booking.town), at=MORNING, reason=" ")

    booking.refresh_from_db()
    assert booking.is_booked


def test_a_day_off_calls_off_what_is_booked_on_it_and_shows_as_cancelled() -> None:
    town = make_town()
    presence = make_presence(town)
    by = make_actor(Role.LOTSE, town=town)
    gone, stays = (
        make_booking(presence, starts_at=FOUR),
        make_booking(presence, starts_at=FOUR + timedelta(days=7)),
    )

    told = give_day_off(presence=presence, by=by, at=MORNING, on=THURSDAY, reason="Fortbildung")
    again = give_day_off(presence=presence, by=by, at=MORNING, on=THURSDAY, reason="Fortbildung")

    gone.refresh_from_db()
    stays.refresh_from_db()
    assert (told, again) == (1, 0)
    assert (gone.state, gone.reason, stays.state) == ("house_off", "Fortbildung", "booked")
    assert [day.cancelled_because for day in coming_days(town, THURSDAY, THURSDAY)] == [
        "Fortbildung"
    ]
    assert not any(slot.startswith("03.12.") for slot in free(town))
    take_day_off_back(presence=presence, by=by, at=MORNING, on=THURSDAY)
    assert "03.12. 16:00" in free(town)


def test_a_day_that_is_none_cannot_be_called_off() -> None:
    presence = make_presence(make_town())

    with pytest.raises(NotADay):
        give_day_off(
            presence=presence,
            by=Actor(town=presence.town),
            at=MORNING,
            on=THURSDAY + timedelta(days=1),
            reason="Nie",
        )


def test_an_ended_series_offers_nothing_more_and_calls_off_what_was_booked_later() -> None:
    presence = make_presence(make_town())
    by = make_actor(Role.LOTSE, town=presence.town)
    later = make_booking(presence, starts_at=FOUR)

    assert end_presence(presence=presence, by=by, at=MORNING, last_day=TODAY, reason="Ende") == 1

    later.refresh_from_db()
    assert later.state == Booking.State.HOUSE_CANCELLED
    assert {slot[:6] for slot in free(presence.town)} == {"26.11."}
    with pytest.raises(NotADay):
        end_presence(
            presence=presence, by=by, at=MORNING, last_day=date(2026, 11, 1), reason="Ende"
        )


def test_the_reminder_goes_out_the_day_before_exactly_once() -> None:
    presence = make_presence(make_town())
    town = presence.town
    make_booking(presence, starts_at=FOUR)
    make_booking(presence, starts_at=FOUR + timedelta(minutes=30), contact="05353 12345")
    make_booking(presence, starts_at=FOUR + timedelta(days=7), contact="c@example.invalid")

    def clock(day: date) -> int:
        at = datetime.combine(day, MORNING.timetz())
        return remind_of_bookings(town=town, today=day, at=at)

    sent = [clock(date(2026, 12, day)) for day in (1, 2, 2, 3)]

    assert sent == [0, 1, 0, 0]
    assert letters(town).count("reminder") == 1


def test_who_booked_today_needs_no_reminder_today() -> None:
    presence = make_presence(make_town())
    make_booking(presence, starts_at=FOUR, at=datetime(2026, 12, 2, 5, tzinfo=BERLIN))

    at = datetime(2026, 12, 2, 6, tzinfo=BERLIN)
    assert remind_of_bookings(town=presence.town, today=date(2026, 12, 2), at=at) == 0


def test_one_click_makes_a_talk_of_a_booking_with_what_it_is_about() -> None:
    town = make_town()
    idea = make_idea(town)
    about = Subject(kind=IDEA, object_id=idea.pk)
    booking = make_booking(make_presence(town), starts_at=FOUR, about=about)
    by = make_actor(Role.LOTSE, town=town)

    with pytest.raises(AlreadyOver):
        hold_booking(booking=booking, by=by, at=MORNING)
    hold_booking(booking=booking, by=by, at=FOUR)

    talk = Talk.objects.get()
    assert (talk.quarters, talk.said, talk.with_whom) == (2, "Fahrradwerkstatt", "Anna Muster")
    assert (talk.subject_kind, talk.subject_id) == (IDEA, idea.pk)
    assert (talk.held_on, talk.booking) == (THURSDAY, booking)
    with pytest.raises(AlreadyOver):
        miss_booking(booking=booking, by=by, at=FOUR)


def test_name_contact_and_topic_go_after_a_month() -> None:
    presence = make_presence(make_town())
    booking = make_booking(presence, starts_at=FOUR)

    assert forget_guests(town=presence.town, at=FOUR + timedelta(days=29)) == 0
    assert forget_guests(town=presence.town, at=FOUR + timedelta(days=31)) == 1
    assert forget_guests(town=presence.town, at=FOUR + timedelta(days=31)) == 0

    booking.refresh_from_db()
    assert (booking.name, booking.contact, booking.topic) == ("", "", "")


def test_the_guests_page_looks_and_does_nothing_until_the_button(client: Client) -> None:
    presence = make_presence(make_town(), first_day=date(2999, 1, 3))
    at = datetime(2999, 1, 1, 8, tzinfo=BERLIN)
    booked = make_booked(presence, at=at)
    page = f"/gespraech/{booked.token}/"

    old, new = entries_around_calling_off(
        client, page, stands=lambda: Booking.objects.get().is_booked
    )

    assert old["UID"] == new["UID"]
    assert (int(old["SEQUENCE"]), int(new["SEQUENCE"])) == (0, 1)
    assert (str(old["STATUS"]), str(new["STATUS"])) == ("CONFIRMED", "CANCELLED")


def test_the_private_calendar_ends_with_the_link_and_with_the_role(client: Client) -> None:
    presence = make_presence(make_town())
    now = timezone.now()
    make_booking(presence, starts_at=free_slots(presence.town, now)[0].slot.starts_at, at=now)
    lotse = make_person(Role.LOTSE, town=presence.town)
    client.force_login(lotse, backend=BACKEND)
    address = client.post("/werkstatt/termine/kalender/").context["address"]
    path = address.removeprefix("http://testserver")
    guest = Client()

    assert b"Anna Muster" in guest.get(path).content
    lotse.roles.update(role=Role.ADMINISTRATION)
    assert guest.get(path).status_code == 404
    lotse.roles.update(role=Role.LOTSE)
    assert guest.get(path).status_code == 200
    client.post("/werkstatt/termine/kalender/beenden/")
    assert guest.get(path).status_code == 404
