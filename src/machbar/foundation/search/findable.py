"""What a module says about its findable things, and the values that the index is made of."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any, TypeAlias

from django.db.models import QuerySet
from django.utils.functional import Promise

from machbar.foundation.access.actor import Actor
from machbar.foundation.towns.models import Town

OBJECT_BITS = 34
KIND_BITS = 6
AUDIENCE_BITS = 3


class Audience(IntEnum):
    """For whom a text is: everybody, or those whom the module lets read its inside. Each is an entry of its own."""

    PUBLIC = 0
    INTERNAL = 1


@dataclass(frozen=True, kw_only=True)
class Text:
    """One object as one audience finds it.

    ``title`` and ``body`` are shown and searched, ``keywords`` only searched; all of it must be for this audience.
    ``facets`` are exact values a list filters by, such as ``stand_new``: letters, digits and underscores.
    """

    object_id: int
    town_id: int
    audience: Audience
    title: str
    body: str
    url: str
    on: date
    keywords: str = ""
    facets: tuple[str, ...] = ()
    fictional_note: str = ""


Texts: TypeAlias = "Callable[[Sequence[int]], Iterable[Text]]"


@dataclass(frozen=True, kw_only=True)
class Findable:
    """A kind of thing that search finds.

    ``kind`` stands in addresses, ``number`` (1 to 63) in stored keys: neither ever changes. ``objects`` are all of
    them, in every town; ``texts`` gives what may be found of these objects, nothing for what may not; ``audience`` says
    which entries an actor searches (the internal ones hold the public text as well); ``jump`` gives the address of the
    one object that a readable number names, or nothing; ``numbered`` gives the objects of a town behind such a number.
    """

    kind: str
    number: int
    label: "str | Promise"
    objects: "Callable[[], QuerySet[Any]]"
    texts: Texts
    audience: Callable[[Actor], Audience]
    jump: "Callable[[Actor, str], str] | None" = None
    numbered: "Callable[[Town, str], Iterable[int]] | None" = None


def key_of(on: date, *, object_id: int, kind: int, audience: Audience) -> int:
    """The primary key of an entry: by it, entries stand in the order of date and id, in both databases.

    The day (20 bits), the object (34), the kind (6) and the audience (3) make every key different, and the index hands
    out its rows in the order of keys: the newest two hundred cost the same in a hundred rows and in a hundred thousand.
    """
    key = on.toordinal()
    for value, bits in ((object_id, OBJECT_BITS), (kind, KIND_BITS), (audience, AUDIENCE_BITS)):
        if not 0 <= value < 1 << bits:
            raise ValueError(f"{value} needs more than {bits} bits")
        key = key << bits | value
    return key


def object_of(key: int) -> int:
    """The object that a key was made for."""
    return key >> (KIND_BITS + AUDIENCE_BITS) & ((1 << OBJECT_BITS) - 1)


def audience_of(key: int) -> int:
    """The number of the audience that a key was made for."""
    return key & ((1 << AUDIENCE_BITS) - 1)
