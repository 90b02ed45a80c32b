"""What a talk can be about: projects, and ideas, which are another module's; both are known through search.

An object is named by its model's label and its primary key, as personal links name theirs. What is gone has no entry
in search any more, and a talk about it stays what it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.findable import Audience, Findable, object_of
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.search.selectors import find
from machbar.foundation.surfaces.asking import findables
from machbar.foundation.surfaces.module import Module
from machbar.foundation.towns.models import Town
from machbar.reasoning.german import read_question

IDEA = "ideas.idea"
PROJECT = "projects.project"
MOST = 8


@dataclass(frozen=True, kw_only=True)
class Subject:
    """An idea or a project: `value` names it in a form."""

    kind: str
    object_id: int
    title: str = ""
    url: str = ""

    @property
    def value(self) -> str:
        """The kind and the object."""
        return f"{self.kind}-{self.object_id}"


def search_subjects(modules: Iterable[Module], actor: Actor, text: str) -> list[Subject]:
    """What a typed text or number means, best first; only what the actor may find."""
    known = dict(_findables(modules))
    numbered = [entry for findable in known.values() for entry in _numbered(actor, findable, text)]
    if numbered:
        return numbered
    kinds = {findable.kind: kind for kind, findable in known.items()}
    audiences = {findable.kind: findable.audience(actor) for findable in known.values()}
    hits = find(actor.town, read_question(text), audiences, most=MOST)
    keys = [key for found in hits.values() for key in found.every[:MOST]]
    entries = SearchEntry.objects.defer("terms", "body").in_bulk(keys)
    return [
        Subject(
            kind=kinds[entries[key].kind],
            object_id=object_of(key),
            title=entries[key].title,
            url=entries[key].url,
        )
        for key in keys
        if key in entries
    ]


def read_subject(modules: Iterable[Module], actor: Actor, value: str) -> Subject | None:
    """The object that a form names, where the actor may find it."""
    kind, _dash, number = value.rpartition("-")
    findable = dict(_findables(modules)).get(kind)
    if findable is None or not number.isascii() or not number.isdecimal():
        return None
    found = _entries(actor.town, findable, [int(number[:18])], findable.audience(actor))
    return next(iter(found), None)


def subject_by_number(modules: Iterable[Module], town: Town, text: str) -> Subject | None:
    """The object behind a readable number such as K-2026-0147, unseen by who typed it."""
    for kind, findable in _findables(modules):
        if findable.numbered is None or not text:
            continue
        for object_id in findable.numbered(town, text):
            return Subject(kind=kind, object_id=object_id)
    return None


def subjects_of(
    modules: Iterable[Module], actor: Actor, wanted: Iterable[tuple[str, int | None]]
) -> dict[tuple[str, int], Subject]:
    """The titles and addresses of these objects (one query a kind); what is gone is missing."""
    ids: dict[str, set[int]] = {}
    for kind, object_id in wanted:
        if kind and object_id is not None:
            ids.setdefault(kind, set()).add(object_id)
    known = dict(_findables(modules))
    return {
        (subject.kind, subject.object_id): subject
        for kind, objects in ids.items()
        if kind in known
        for subject in _entries(
            actor.town, known[kind], sorted(objects), known[kind].audience(actor)
        )
    }


def _findables(modules: Iterable[Module]) -> Iterator[tuple[str, Findable]]:
    for findable in findables(modules):
        kind = findable.objects().model._meta.label_lower
        if kind in {IDEA, PROJECT}:
            yield kind, findable


def _numbered(actor: Actor, findable: Findable, text: str) -> list[Subject]:
    audience = findable.audience(actor)
    if findable.numbered is None or audience is not Audience.INTERNAL:
        return []
    objects = list(findable.numbered(actor.town, text))
    return _entries(actor.town, findable, objects, audience) if objects else []


def _entries(
    town: Town, findable: Findable, objects: Sequence[int], audience: Audience
) -> list[Subject]:
    rows = SearchEntry.objects.filter(
        town=town, kind=findable.kind, object_id__in=objects, audience=audience
    ).values_list("object_id", "title", "url")
    kind = findable.objects().model._meta.label_lower
    return [
        Subject(kind=kind, object_id=object_id, title=title, url=url)
        for object_id, title, url in rows
    ]
