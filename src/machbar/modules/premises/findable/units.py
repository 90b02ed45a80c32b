"""How units are found: by who keeps the register, and by everybody what owners have let out.

Owner, rent and internal note are in no internal entry; the public ones are made in `public_texts`.
"""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.findable import Audience, Findable, Text
from machbar.foundation.search.services import renew
from machbar.modules.premises.core import read_unit_number
from machbar.modules.premises.findable.public import public_texts
from machbar.modules.premises.models import Unit
from machbar.modules.premises.rules import can_work_on_premises

FICTIONAL = "fiktiv"


def texts(units: Sequence[int]) -> Iterator[Text]:
    """Each unit for those who keep the register (one query), and what is let out of it for everybody."""
    yield from public_texts(units)
    for unit in Unit.objects.filter(pk__in=units).select_related("house").order_by("pk"):
        # An index is German whoever asks for it to be made anew.
        with translation.override("de"):
            kind, state = unit.get_kind_display(), unit.get_state_display()
        parts = (unit.label if unit.house else "", unit.use_now, unit.use_before, unit.description)
        yield Text(
            object_id=unit.pk,
            town_id=unit.town_id,
            audience=Audience.INTERNAL,
            title=f"{kind}, {unit.house or unit.label}",
            body="\n".join(part for part in (*parts, state) if part),
            keywords=unit.number,
            url=reverse("premises:unit", args=[unit.public_id]),
            on=timezone.localdate(unit.created_at),
            fictional_note=FICTIONAL if unit.is_fictional else "",
        )


def audience(actor: Actor) -> Audience:
    """Who keeps the register finds units; for everybody else there are no entries."""
    return Audience.INTERNAL if can_work_on_premises(actor) else Audience.PUBLIC


def jump(actor: Actor, typed: str) -> str:
    """The card with this number, for who keeps the register."""
    number = read_unit_number(typed) if can_work_on_premises(actor) else ""
    if not number:
        return ""
    found = Unit.objects.filter(town=actor.town, number=number).values_list("public_id", flat=True)
    return "".join(reverse("premises:unit", args=[public_id]) for public_id in found)


FINDABLE = Findable(
    kind="raeume",
    number=10,
    label=_("Rooms"),
    objects=Unit.objects.all,
    texts=texts,
    audience=audience,
    jump=jump,
)


def index_units(*units: Unit) -> None:
    """Let search find these units as they are now; part of the transaction that changed them."""
    renew(FINDABLE, [unit.pk for unit in units])
