"""Races of rooms and demand: bookings of the house's room, what becomes of them, searches, walk-rounds.

Each function is a scenario of `tests.racing` and says what it found; imports stand inside, after Django's start.
"""

from tests.threads import ROUNDS, THREADS, at_once


def rooms() -> dict[str, object]:
    """Every thread tries to book a time that overlaps those of all others, each time as somebody else."""
    from datetime import timedelta

    from machbar.foundation.post.models import Letter
    from machbar.foundation.testing import make_town
    from machbar.modules.premises.core.slices import QUARTER, Span
    from machbar.modules.premises.exceptions import RoomTaken
    from machbar.modules.premises.models import RoomBooking, Slice
    from machbar.modules.premises.tests.builders.rooms import SIX, make_room, make_room_booking

    room = make_room(make_town())

    def take(thread: int) -> bool:
        starts_at = SIX.starts_at + thread * QUARTER
        span = Span(starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))
        try:
            make_room_booking(room, span=span, contact=f"{thread}@example.invalid")
        except RoomTaken:
            return False
        return True

    tries = at_once(take, times=11)
    return {
        "tries": len(tries),
        "booked": sum(tries),
        "rows": RoomBooking.objects.count(),
        "slices": Slice.objects.count(),
        "mails": Letter.objects.count(),
    }


def walkers() -> dict[str, object]:
    """Every phone sends its looks at the same ten houses; those of the last phone are the latest."""
    from datetime import timedelta

    from machbar.foundation.testing import make_town
    from machbar.modules.premises.core.figures import Look
    from machbar.modules.premises.models import House, Tick
    from machbar.modules.premises.services.walks import Sight, tick_houses
    from machbar.modules.premises.tests.builders.walks import AFTERNOON, make_walk

    walk = make_walk(make_town())
    houses = list(House.objects.values_list("public_id", flat=True))
    last = THREADS - 1

    def send(thread: int) -> int:
        look = Look.NO_SHOP if thread == last else Look.USED
        seen_at = AFTERNOON + timedelta(minutes=thread)
        sights = [Sight(house=house, look=look, seen_at=seen_at) for house in houses]
        return len(tick_houses(walk=walk, sights=sights, at=AFTERNOON + timedelta(hours=1)))

    at_once(send, times=3)
    looks = Tick.objects.values_list("seen", flat=True).distinct().order_by()
    return {"ticks": Tick.objects.count(), "looks": list(looks)}


def room_deeds() -> dict[str, object]:
    """Threads say yes to each booking, call it off for the house or the guest, or let the worker's clock strike."""
    from datetime import timedelta

    from machbar.foundation.access.actor import Actor
    from machbar.foundation.audit.models import AuditEntry
    from machbar.foundation.post.models import Letter
    from machbar.foundation.testing import make_town
    from machbar.modules.premises.core.slices import QUARTER, Span
    from machbar.modules.premises.exceptions import AlreadyDecided
    from machbar.modules.premises.models import RoomBooking, Slice
    from machbar.modules.premises.services.room_lapsing import give_unanswered_free
    from machbar.modules.premises.services.rooms import (
        call_off_room_as_guest,
        call_off_room_as_house,
        confirm_room,
    )
    from machbar.modules.premises.tests.builders.rooms import (
        MORNING,
        SIX,
        make_room,
        make_room_booking,
    )

    room = make_room(make_town())
    house = Actor(town=room.town, system=True)
    bookings = [
        make_room_booking(
            room,
            span=Span(
                starts_at=SIX.starts_at + number * QUARTER,
                ends_at=SIX.starts_at + (number + 1) * QUARTER,
            ),
            contact=f"{number}@example.invalid",
        )
        for number in range(ROUNDS)
    ]

    late = MORNING + timedelta(days=30)

    def click(thread: int, number: int) -> str:
        booking = RoomBooking.objects.select_related("town", "bookable").get(pk=bookings[number].pk)
        deed = ("confirmed", "house_off", "guest_off", "lapsed")[thread % 4]
        try:
            if deed == "lapsed":
                return " ".join([deed] * give_unanswered_free(town=room.town, at=late))
            if deed == "confirmed":
                confirm_room(booking=booking, by=house, at=MORNING)
            elif deed == "house_off":
                call_off_room_as_house(booking=booking, by=house, at=MORNING, reason="Rohrbruch")
            else:
                call_off_room_as_guest(booking=booking, by=house, at=MORNING)
        except AlreadyDecided:
            return ""
        return deed

    clicks = at_once(lambda thread: [click(thread, each) for each in range(ROUNDS)])
    won = " ".join(deed for deeds in clicks for deed in deeds).split()
    ended = won.count("house_off") + won.count("guest_off") + won.count("lapsed")
    told = won.count("confirmed") + won.count("house_off") + won.count("lapsed")
    entries = AuditEntry.objects.filter(event__startswith="room_booking.").count()
    return {
        "ended": ended,
        "confirmed_twice": won.count("confirmed") > ROUNDS,
        "slices": Slice.objects.count(),
        "living": RoomBooking.objects.filter(state__in=RoomBooking.LIVING).count(),
        "entries_too_many": entries - ROUNDS - len(won),
        "mails_too_many": Letter.objects.count() - ROUNDS - told,
    }


def searches() -> dict[str, object]:
    """All publish the same search; some renew while others withdraw; all let the worker's clock strike."""
    from datetime import timedelta

    from machbar.foundation.access.actor import Actor
    from machbar.foundation.audit.models import AuditEntry
    from machbar.foundation.post.models import Letter
    from machbar.foundation.testing import make_town
    from machbar.modules.premises.exceptions import PremisesError
    from machbar.modules.premises.models import Demand
    from machbar.modules.premises.services.demand import (
        publish_demand,
        renew_demand,
        withdraw_demand,
    )
    from machbar.modules.premises.services.demand_ending import ask_to_renew, expire_demands
    from machbar.modules.premises.tests.builders.demand import MORNING, TODAY, make_demand

    town = make_town()
    house = Actor(town=town, system=True)
    demand = make_demand(town, wants_public=True)

    def publish(thread: int) -> bool:
        try:
            publish_demand(demand=demand, by=house, at=MORNING, version=1)
        except PremisesError:
            return False
        return True

    def renew_or_withdraw(thread: int) -> int:
        if thread % 2:
            withdraw_demand(demand=demand, by=house, at=MORNING)
            return 0
        try:
            renew_demand(demand=demand, by=house, at=MORNING)
        except PremisesError:
            return 0
        return 1

    published = sum(at_once(publish, times=3))
    renewed = sum(at_once(renew_or_withdraw, times=3))
    after = Demand.objects.get()

    def events(kind: str) -> int:
        return AuditEntry.objects.filter(event=f"demand.{kind}").count()

    found: dict[str, object] = {
        "published": published,
        "published_events": events("published"),
        "withdrawn": events("withdrawn"),
        "state": after.state,
        "is_public": after.published_at is not None,
        "steps_lost": 1 + published + renewed + events("withdrawn") - after.version,
    }
    make_demand(town)
    late = TODAY + timedelta(days=85)
    at_once(lambda thread: ask_to_renew(town=town, today=late, at=MORNING), times=2)
    found["asked"] = events("asked_to_renew")
    found["renewal_mails"] = Letter.objects.filter(key__contains=":renew").count()
    gone = TODAY + timedelta(days=91)
    found["expired"] = sum(
        at_once(lambda thread: expire_demands(town=town, today=gone, at=MORNING), times=2)
    )
    found["expired_events"] = events("expired")
    return found
