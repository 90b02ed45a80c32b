"""A kind of thing without a module, for tests of the index itself."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from machbar.foundation.people.models import Person
from machbar.foundation.search.findable import Audience, Findable, Text
from machbar.foundation.search.services import renew
from machbar.foundation.towns.models import Town

DAY = date(2026, 9, 24)


def make_text(town: Town, object_id: int, title: str, body: str = "", **fields: object) -> Text:
    """What everybody may find of an object."""
    text = Text(
        object_id=object_id,
        town_id=town.pk,
        audience=Audience.PUBLIC,
        title=title,
        body=body,
        url=f"/{object_id}/",
        on=DAY,
    )
    return replace(text, **fields)  # type: ignore[arg-type]


def make_findable(texts: Iterable[Text], kind: str = "dinge", number: int = 60) -> Findable:
    """A kind whose texts are these; its objects are borrowed, since the index only counts them."""
    every = list(texts)

    def of(objects: Sequence[int]) -> Iterable[Text]:
        return [text for text in every if text.object_id in set(objects)]

    return Findable(
        kind=kind,
        number=number,
        label=kind,
        objects=Person.objects.all,
        texts=of,
        audience=lambda _actor: Audience.PUBLIC,
    )


def index(*texts: Text, kind: str = "dinge", number: int = 60) -> Findable:
    """Let search find exactly these."""
    findable = make_findable(texts, kind, number)
    renew(findable, [text.object_id for text in texts])
    return findable
