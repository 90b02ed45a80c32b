"""Reading the street list."""

from datetime import datetime

from django.db.models import Count, QuerySet

from machbar.foundation.access.actor import Actor
from machbar.foundation.towns.models import Town
from machbar.modules.premises.models import House
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.units import last_change_of


def streets_of(actor: Actor) -> list[str]:
    """The streets of the street list, by name (one query)."""
    houses = House.objects.filter(town=actor.town)
    return list(houses.order_by("street").values_list("street", flat=True).distinct())


def count_houses(town: Town) -> int:
    """How many houses the street list has (one query)."""
    return House.objects.filter(town=town).count()


def houses_visible_to(actor: Actor) -> QuerySet[House]:
    """The street list with the number of units in each house, for who keeps the register."""
    houses = House.objects.filter(town=actor.town).annotate(unit_count=Count("units"))
    return (
        houses.order_by("street", "sort_key", "id")
        if can_work_on_premises(actor)
        else houses.none()
    )


def last_house_change(house: House) -> tuple[str, datetime | None]:
    """Who of the team changed the house last, by name, and when."""
    return last_change_of(house, house.public_id, ("house.changed",))
