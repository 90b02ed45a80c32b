"""The pages of presence hours, bookings and talks, as rows of the sweep."""

from tests.journeys.sights.rows import Eyes, Sight, Try, guest, team

ALWAYS = (
    guest("meetings/dates.html", "meetings:dates"),
    guest("meetings/presence.html", "meetings:presence"),
    guest("meetings/book.html", "meetings:book"),
    team("meetings/presence_work.html", "meetings:presence_work"),
    team("meetings/new_presence.html", "meetings:new_presence"),
    team("meetings/talks.html", "meetings:talks"),
    team("meetings/hours.html", "meetings:hours"),
    team("meetings/note.html", "meetings:note"),
    Sight(template="meetings/note.html", route="meetings:note", eyes=Eyes.DEVICE),
)
FILLED = (
    guest("meetings/booking.html", "meetings:booking", "booking link"),
    guest("meetings/booking.html", "meetings:booking", "called off link"),
    guest("meetings/call_off.html", "meetings:call_off", "booking link"),
    guest("meetings/call_off.html", "meetings:call_off", "called off link"),
    team("meetings/booking_work.html", "meetings:booking_work", "booking"),
    team("meetings/booking_work.html", "meetings:booking_work", "called off"),
    team("meetings/change_presence.html", "meetings:change_presence", "presence"),
    team("meetings/talk.html", "meetings:talk", "talk"),
    team("meetings/talk.html", "meetings:talk", "talk about a gone idea"),
    team(
        "meetings/own_feed.html",
        "meetings:presence_work",
        attempt=Try(route="meetings:open_feed", status=200),
    ),
)
TRIED = (
    guest("meetings/book.html", "meetings:book", attempt=Try(route="meetings:book")),
    team("meetings/note.html", "meetings:note", attempt=Try(route="meetings:note")),
    team(
        "meetings/new_presence.html",
        "meetings:new_presence",
        attempt=Try(route="meetings:new_presence"),
    ),
)
TRIED_IN_THE_FILLED_TOWN = (
    team(
        "meetings/note.html",
        "meetings:note",
        attempt=Try(
            route="meetings:note",
            words={"quarters": "2", "said": "Über den Raum", "about": "Werkstatt"},
        ),
    ),
    team(
        "meetings/booking_work.html",
        "meetings:booking_work",
        "booking",
        attempt=Try(route="meetings:booking_call_off"),
    ),
    *(
        team(
            "meetings/change_presence.html",
            "meetings:change_presence",
            "presence",
            attempt=Try(route=f"meetings:{route}"),
        )
        for route in ("change_presence", "day_off", "end")
    ),
    team("meetings/talk.html", "meetings:talk", "talk", attempt=Try(route="meetings:talk")),
)
