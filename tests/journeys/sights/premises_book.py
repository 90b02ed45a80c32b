"""The pages of the house's own room and window and of walk-rounds, as rows of the sweep."""

from tests.journeys.sights.rows import Try, guest, team

ALWAYS = (
    guest("premises/room_programme.html", "premises:room_programme"),
    team("premises/room_work.html", "premises:room_work"),
    team("premises/bookable.html", "premises:new_bookable"),
    team("premises/walks.html", "premises:walks"),
    team("premises/figures.html", "premises:figures"),
)
FILLED = (
    guest("premises/room_free.html", "premises:room_free", "window"),
    guest("premises/room_free.html", "premises:room_free", "room"),
    guest("premises/room_book.html", "premises:room_book", "window"),
    guest("premises/room_book.html", "premises:room_book", "room"),
    team("premises/room_book.html", "premises:room_book", "room"),
    *(
        guest("premises/room_guest.html", "premises:room_guest", f"{state} room link")
        for state in ("asked", "booked", "gone")
    ),
    guest("premises/room_call_off.html", "premises:room_guest_call_off", "asked room link"),
    guest("premises/room_call_off.html", "premises:room_guest_call_off", "gone room link"),
    team("premises/room_booking_work.html", "premises:room_booking_work", "asked room booking"),
    team("premises/room_booking_work.html", "premises:room_booking_work", "gone room booking"),
    team("premises/bookable.html", "premises:bookable", "window"),
    team("premises/walk.html", "premises:walk", "walk"),
    team("premises/walk.html", "premises:walk", "ended walk"),
    team(
        "premises/walk.html",
        "premises:walk",
        "walk",
        attempt=Try(route="premises:walk", status=200),
    ),
    team("premises/walk_sheet.html", "premises:walk_sheet", "walk"),
    guest("premises/walk_phone.html", "premises:walk_phone", "walk link"),
    team(
        "premises/walk_link.html",
        "premises:walk",
        "walk",
        attempt=Try(route="premises:walk_link", status=200),
    ),
)
TRIED = (
    team(
        "premises/bookable.html",
        "premises:new_bookable",
        attempt=Try(route="premises:new_bookable"),
    ),
)
TRIED_IN_THE_FILLED_TOWN = (
    team("premises/walks.html", "premises:walks", attempt=Try(route="premises:walks")),
    guest(
        "premises/room_book.html",
        "premises:room_book",
        "room",
        attempt=Try(route="premises:room_book"),
    ),
    team(
        "premises/room_booking_work.html",
        "premises:room_booking_work",
        "asked room booking",
        attempt=Try(route="premises:room_booking_call_off"),
    ),
    team(
        "premises/bookable.html",
        "premises:bookable",
        "window",
        attempt=Try(route="premises:bookable"),
    ),
)
