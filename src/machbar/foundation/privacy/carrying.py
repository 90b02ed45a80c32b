"""Doing what a plan says: rows go, fields are emptied, words are struck out, and what hangs on them follows."""

import json
from collections.abc import Sequence
from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import F

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.models import PersonalLink
from machbar.foundation.privacy.access import Row, groups_of
from machbar.foundation.privacy.needles import Finder
from machbar.foundation.privacy.planning import Deed, Step
from machbar.foundation.privacy.striking import values_after
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.search.services import renew
from machbar.foundation.surfaces.asking import findables, table_kinds
from machbar.foundation.surfaces.registry import all_modules
from machbar.foundation.tables.models import BatchItem

SIGNED_IN = "_auth_user_id"


def carry_out(steps: Sequence[Step], needles: Sequence[Finder], *, by: Actor, at: datetime) -> None:
    """Do it, row by row; a row that is gone meanwhile is no trouble. Part of the caller's transaction."""
    for step in steps:
        model = type(step.row.row)
        here = model._default_manager.filter(pk=step.row.pk)
        for group in step.theirs:
            row = here.first()
            deed = group.locks if step.deed is Deed.HELD else group.ends
            if deed is not None and row is not None:
                deed(row, by, at)
        if step.theirs:
            _end_links(step.row, at)
        if step.deed is Deed.GOES:
            here.delete()
        elif step.deed is not Deed.HELD and (row := here.first()) is not None:
            _change(row, step, needles)


def _change(row: models.Model, step: Step, needles: Sequence[Finder]) -> None:
    groups = groups_of(step.row.table)
    values = values_after(row, groups, step.theirs, needles)
    if not values:
        return
    for name, value in values.items():
        setattr(row, name, value)
    values |= {name: make(row) for group in groups for name, make in group.made_of.items()}
    if any(each.name == "version" for each in row._meta.local_fields):
        # A form that was opened before must not bring the words back.
        values["version"] = F("version") + 1
    type(row)._default_manager.filter(pk=row.pk).update(**values)


def _end_links(row: Row, at: datetime) -> None:
    PersonalLink.objects.filter(
        subject_kind=row.table, subject_id=_number(row.pk), revoked_at=None
    ).update(revoked_at=at)


def _number(pk: object) -> int:
    return pk if isinstance(pk, int) else -1


def end_sessions(steps: Sequence[Step], needles: Sequence[Finder]) -> None:
    """Sign the person out everywhere, and forget half-written forms that name them."""
    people = {str(step.row.pk) for step in steps if step.row.table == "people.person"}
    ended = []
    for session in Session.objects.iterator(chunk_size=500):
        held = session.get_decoded()
        text = json.dumps(held, ensure_ascii=False, default=str)
        is_theirs = held.get(SIGNED_IN) in people
        if is_theirs or any(n.is_in(text) or n.is_in(session.session_data) for n in needles):
            ended.append(session.pk)
    Session.objects.filter(pk__in=ended).delete()


def forget_imports(steps: Sequence[Step]) -> None:
    """What a thing was like when it came in from a table is no longer compared: its digest goes."""
    for kind in table_kinds(all_modules()):
        label = kind.model._meta.label_lower
        ids = [step.row.pk for step in steps if step.row.table == label]
        BatchItem.objects.filter(batch__kind=kind.key, object_id__in=ids).delete()


def renew_search(rows: Sequence[Row]) -> None:
    """Write the entries anew of everything findable that these rows are or belong to."""
    kinds = {each.objects().model: each for each in findables(all_modules())}
    wanted: dict[type[models.Model], set[int]] = {model: set() for model in kinds}
    for row in rows:
        if isinstance(row.row, SearchEntry):
            row.row.delete()
            for model, kind in kinds.items():
                if kind.kind == row.row.kind:
                    wanted[model].add(row.row.object_id)
        for model, pk in _above(row.row):
            if model in wanted:
                wanted[model].add(pk)
    for model, objects in wanted.items():
        if objects:
            renew(kinds[model], sorted(objects))


def _above(row: models.Model) -> set[tuple[type[models.Model], int]]:
    """The row and what its keys lead to, as far as they lead."""
    found: set[tuple[type[models.Model], int]] = set()
    waiting: list[models.Model] = [row]
    while waiting:
        here = waiting.pop()
        name = (type(here), _number(here.pk))
        if name in found:
            continue
        found.add(name)
        for each in here._meta.local_fields:
            if isinstance(each, models.ForeignKey) and getattr(here, each.attname) is not None:
                parent = each.related_model
                if isinstance(parent, type):
                    above = parent._default_manager.filter(pk=getattr(here, each.attname)).first()
                    waiting += [above] if above is not None else []
    return found
