"""The public search entry of a unit: its words as everybody reads them, and nothing else of it."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils import timezone, translation

from machbar.foundation.search.findable import Audience, Text
from machbar.modules.premises.labels.public import fact_rows, room_name
from machbar.modules.premises.selectors.public import public_units, rooms_of

FICTIONAL = "fiktiv"


def public_texts(units: Sequence[int]) -> Iterator[Text]:
    """What everybody may find of these units; nothing for those that are not public (three queries)."""
    shown = public_units().filter(pk__in=units)
    keys = dict(shown.values_list("public_id", "pk"))
    towns = dict(shown.values_list("public_id", "town_id"))
    for room in rooms_of(shown):
        # An index is German whoever asks for it to be made anew.
        with translation.override("de"):
            title = room_name(room.unit)
            rows = [f"{row.label}: {row.text}" for row in fact_rows(room.unit)]
        yield Text(
            object_id=keys[room.public_id],
            town_id=towns[room.public_id],
            audience=Audience.PUBLIC,
            title=title,
            body="\n".join(part for part in (room.unit.card.description, *rows) if part),
            url=reverse("premises:room", args=[room.public_id]),
            on=timezone.localdate(room.changed),
            fictional_note=FICTIONAL if room.is_fictional else "",
        )
