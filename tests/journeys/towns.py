"""The two towns of the sweep: the demonstration with every state in it, and a town on its first morning."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Person, Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import DEVICE_TOKEN, make_device, make_person
from machbar.foundation.towns.models import Town
from machbar.modules.funding.services.suggesting import suggest
from machbar.site.demo.loading import load_demo
from machbar.site.sign_in import one_time_address
from machbar.site.towns import set_up_town
from tests.journeys.filling.groups import fill_groups
from tests.journeys.filling.house import (
    bring_files,
    fill_contacts,
    fill_meetings,
    fill_rooms,
    fill_walks,
)
from tests.journeys.filling.ideas import fill_ideas, fill_offers
from tests.journeys.filling.mediation import fill_mediation
from tests.journeys.filling.premises import fill_premises
from tests.journeys.filling.premises_outside import fill_owners
from tests.journeys.filling.projects import fill_projects, find_programmes
from tests.journeys.filling.searches import fill_searches
from tests.journeys.filling.team import fill_team


@dataclass(frozen=True, kw_only=True)
class Place:
    """A town, somebody who may do everything in it, a project guide, and the things that rows name."""

    town: Town
    team: Person
    lotse: Person
    device: str
    things: Mapping[str, str]


def filled_town() -> Place:
    """The demonstration, and beside it what it lacks: long lists, long words, every state of an idea and of a plan."""
    town = load_demo(timezone.now())
    house = Actor(town=town, system=True)
    things = (
        fill_ideas(house)
        | fill_offers(house)
        | fill_projects(house)
        | find_programmes(town)
        | fill_groups(house)
        | fill_meetings(house)
        | fill_searches(house)
        | fill_rooms(house)
        | fill_walks(house)
        | fill_premises(house)
        | fill_mediation(house)
    )
    things |= fill_contacts(house) | bring_files(house) | fill_owners(house)
    suggest(town, list(town.projects.filter(title__in=["Offene Werkstatt", "Ohne Zahlen"])))
    things |= {"device": make_device(town=town).public_id} | fill_team(house)
    _stuck_letter(town)
    admin = make_person(Role.ADMIN, town=town, name="Verwaltet den Server")
    address = one_time_address(town=town, person=admin)
    return _place(town, things | {"sign-in link": address.rstrip("/").rpartition("/")[2]})


def _stuck_letter(town: Town) -> None:
    """A letter that a killed worker left behind in the very moment of sending."""
    long_ago = timezone.now() - timedelta(hours=2)
    letter = Letter.objects.filter(town=town).order_by("-pk")[0]
    Letter.objects.filter(pk=letter.pk).update(state="sending", attempts=1, tried_at=long_ago)


def new_town() -> Place:
    """What `machbar setup` leaves, opened, and a tablet."""
    town, _is_new = set_up_town(
        details={
            "name": "Lutterstadt am Elm",
            "short_name": "Lutterstadt",
            "state": "Niedersachsen",
        },
        admin_email="admin@lutterstadt.invalid",
        admin_name="Admin",
        is_public=True,
    )
    make_device(town=town)
    return _place(town, {})


def _place(town: Town, things: Mapping[str, str]) -> Place:
    return Place(
        town=town,
        team=make_person(*Role, town=town, name="Wer alles darf"),
        lotse=make_person(Role.LOTSE, town=town),
        device=DEVICE_TOKEN,
        things=MappingProxyType(dict(things)),
    )
