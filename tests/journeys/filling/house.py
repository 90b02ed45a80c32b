"""Bookings and talks, more contacts than one page takes, and files that were brought."""

from datetime import timedelta

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.contacts.tests.builders import kind_called, make_contact
from machbar.foundation.tables.services import bring_file, take_batch
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services import add_to_idea
from machbar.modules.ideas.tables import IDEAS
from machbar.modules.meetings.models import Presence
from machbar.modules.meetings.selectors import IDEA, Subject
from machbar.modules.meetings.services import call_off_as_house
from machbar.modules.meetings.tests.builders import make_booked, make_talk
from machbar.modules.premises.core.figures import Look
from machbar.modules.premises.models import Bookable
from machbar.modules.premises.services.rooms import (
    RoomBooked,
    call_off_room_as_house,
    confirm_room,
)
from machbar.modules.premises.services.walks import end_walk, open_walk_link
from machbar.modules.premises.tests.builders.rooms import days_from, make_room_booked
from machbar.modules.premises.tests.builders.walks import make_houses, make_walk, see
from machbar.modules.projects.models import Project
from tests.journeys.filling.words import LONG_WORD

MORE_CONTACTS = 32


def fill_rooms(house: Actor) -> dict[str, str]:
    """Bookings of the window in every state, with long words."""
    now, today = timezone.now(), timezone.localdate()
    window = Bookable.objects.get(town=house.town, rhythm=Bookable.Rhythm.DAYS)
    room = Bookable.objects.get(town=house.town, rhythm=Bookable.Rhythm.HOURS)

    def book(in_days: int, **more: object) -> RoomBooked:
        span = days_from(today + timedelta(days=in_days), 2)
        return make_room_booked(window, span=span, at=now, **more)  # type: ignore[arg-type]

    asked = book(40, title=LONG_WORD, name=LONG_WORD, contact=f"Weg 1, 38154 {LONG_WORD}")
    booked = book(50, is_public=True, contact="b@gast.invalid")
    confirm_room(booking=booked.booking, by=house, at=now)
    gone = book(60, contact="05353 000000")
    call_off_room_as_house(booking=gone.booking, by=house, at=now, reason=LONG_WORD)
    return {
        "window": window.public_id,
        "room": room.public_id,
        "asked room booking": asked.booking.public_id,
        "asked room link": asked.token,
        "booked room link": booked.token,
        "gone room booking": gone.booking.public_id,
        "gone room link": gone.token,
    }


def fill_walks(house: Actor) -> dict[str, str]:
    """A round that runs, and two that have ended, so that figures can be compared."""
    streets = {"Rundweg": 4, f"Weg {LONG_WORD}": 3}
    make_houses(house.town, streets)
    now = timezone.now()
    found = {}
    for name, look in (
        ("first walk", Look.EMPTY),
        ("ended walk", Look.USED),
        ("walk", Look.PARTLY),
    ):
        walk = make_walk(house.town, streets=streets, title=f"{name} {LONG_WORD}")
        for number in (1, 2):
            see(walk, "Rundweg", number, look)
        found[name] = walk.public_id
        if name == "walk":
            found["walk link"] = open_walk_link(walk=walk, by=house, at=now)
        else:
            end_walk(walk=walk, by=house, at=now)
    return found


def fill_meetings(house: Actor) -> dict[str, str]:
    """A booking to come and one that we called off by phone; talks about a project and about an idea that is gone."""
    now, today = timezone.now(), timezone.localdate()
    presence = Presence.objects.filter(town=house.town).order_by("pk")[0]
    coming = make_booked(presence, at=now, topic=LONG_WORD, name=LONG_WORD)
    gone = make_booked(presence, at=now, contact="05353 000000")
    call_off_as_house(booking=gone.booking, by=house, at=now, reason="Die Lotsin ist krank.")
    project = Project.objects.get(town=house.town, title="Offene Werkstatt")
    talk = make_talk(
        house.town,
        project=project,
        said=f"{LONG_WORD}: besprochen",
        held_on=today,
        next_step="Fragen",
    )
    lost = make_talk(
        house.town,
        about=Subject(kind=IDEA, object_id=10**9),
        held_on=today - timedelta(days=1),
        said="Die Idee ist weg",
    )
    return {
        "presence": presence.public_id,
        "booking": coming.booking.public_id,
        "booking link": coming.token,
        "called off": gone.booking.public_id,
        "called off link": gone.token,
        "talk": talk.public_id,
        "talk about a gone idea": lost.public_id,
    }


def fill_contacts(house: Actor) -> dict[str, str]:
    """More contacts than fit on a page, one of them with long words."""
    for number in range(MORE_CONTACTS):
        make_contact(town=house.town, organisation=f"Verein Nummer {number}")
    kind = kind_called(house.town, "verein")
    contact = make_contact(town=house.town, organisation=LONG_WORD, note=LONG_WORD, kind=kind)
    return {"contact": contact.public_id}


def bring_files(house: Actor) -> dict[str, str]:
    """A file that cannot be taken, one that can, and one that was taken and touched since."""
    now = timezone.now()
    wrong = f"Idee;Eingegangen am;{LONG_WORD}\n=1+1;gestern;x\n;3.2.2026;y\n"
    good = "Idee;Ort\nEin Baum am Tor;Tor\nein baum am tor!;\n@Markt;Markt\n"
    taken = "Idee;Ort\nSchatten am Rathaus;Rathaus\nEin Brunnen;Wall\n"
    found = {}
    for name, content in {"wrong file": wrong, "good file": good, "taken file": taken}.items():
        file_name = f"{name} {LONG_WORD}.csv"
        batch = bring_file(content=content.encode(), name=file_name, kind=IDEAS, by=house, at=now)
        found[name] = batch.public_id
        if name == "taken file":
            take_batch(batch=batch, kind=IDEAS, by=house, at=now, with_doubles=True)
            touched = Idea.objects.get(town=house.town, title="Ein Brunnen")
            add_to_idea(idea=touched, by=house, at=now, text="Mit Trinkwasser.")
    return found
