"""How searches are found: public words by everybody while they are public, all of them by the team; who looks never."""

import re
from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.findable import Audience, Findable, Text
from machbar.foundation.search.services import renew
from machbar.foundation.towns.models import Town
from machbar.modules.premises.models import Demand
from machbar.modules.premises.rules import can_work_on_premises

FICTIONAL = "fiktiv"
NUMBER = re.compile(r"[Gg]\s?[-–]?\s?(20\d\d)\s?[-–/]\s?0*([0-9]{1,6})")


def texts(demands: Sequence[int]) -> Iterator[Text]:
    """The inside of each search, and its public text while everybody may read it (one query); never who looks."""
    for demand in Demand.objects.filter(pk__in=demands).order_by("pk"):
        on = timezone.localdate(demand.created_at)
        body = "\n".join(part for part in (demand.text, demand.storage_note) if part)
        note = FICTIONAL if demand.is_fictional else ""
        yield Text(
            object_id=demand.pk,
            town_id=demand.town_id,
            audience=Audience.INTERNAL,
            title=demand.title,
            body=body,
            url=reverse("premises:demand_work", args=[demand.public_id]),
            on=on,
            keywords=demand.number,
            fictional_note=note,
        )
        if demand.published_at is not None:
            yield Text(
                object_id=demand.pk,
                town_id=demand.town_id,
                audience=Audience.PUBLIC,
                title=demand.title,
                body=body,
                url=reverse("premises:demand", args=[demand.public_id]),
                on=on,
                fictional_note=note,
            )


def audience(actor: Actor) -> Audience:
    """Who works on premises finds every search, everybody else the public ones."""
    return Audience.INTERNAL if can_work_on_premises(actor) else Audience.PUBLIC


def read_demand_number(text: str) -> str:
    """The number of a search out of what was typed, or nothing where it is no such number."""
    found = NUMBER.fullmatch(" ".join(text.split()))
    return f"G-{found[1]}-{int(found[2]):04d}" if found else ""


def jump(actor: Actor, text: str) -> str:
    """The search with this number, for who works on premises."""
    number = read_demand_number(text)
    if not number or not can_work_on_premises(actor):
        return ""
    found = Demand.objects.filter(town=actor.town, number=number).first()
    return reverse("premises:demand_work", args=[found.public_id]) if found else ""


def numbered(town: Town, text: str) -> list[int]:
    """The search behind a readable number."""
    number = read_demand_number(text)
    found = Demand.objects.filter(town=town, number=number) if number else Demand.objects.none()
    return list(found.values_list("pk", flat=True))


DEMANDS = Findable(
    kind="gesuche",
    number=12,
    label=_("Searches"),
    objects=Demand.objects.all,
    texts=texts,
    audience=audience,
    jump=jump,
    numbered=numbered,
)


def index_demands(*demands: Demand) -> None:
    """Let search find these as they are now; part of the transaction that changed them."""
    renew(DEMANDS, [demand.pk for demand in demands])
