"""Erasing somebody: in one transaction, as often as wanted, with a line on the list that a restore reads."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.privacy import listing
from machbar.foundation.privacy.access import (
    Row,
    groups_of,
    of_town,
    rows_about,
    rows_naming,
    text_of,
)
from machbar.foundation.privacy.carrying import (
    carry_out,
    end_sessions,
    forget_imports,
    renew_search,
)
from machbar.foundation.privacy.exceptions import NotErased
from machbar.foundation.privacy.models import Erasure, HeldRow
from machbar.foundation.privacy.needles import Finder, Needle, surname_needle
from machbar.foundation.privacy.planning import MADE_ANEW, Deed, Step, plan
from machbar.foundation.privacy.recording import title_of
from machbar.foundation.privacy.surnames import rows_of_the_surname
from machbar.foundation.privacy.wiping import wipe_rests
from machbar.foundation.towns.models import Town


@dataclass(frozen=True, kw_only=True)
class Request:
    """Who is to be erased, in which words, and why; ``chosen`` names the rows (None: all that are found).

    ``also`` names rows in which only the surname stands and which are meant as well.
    """

    sought: listing.Sought
    needles: Sequence[Finder]
    reason: str
    chosen: Collection[str] | None = None
    also: Collection[str] = ()

    @property
    def words(self) -> list[Finder]:
        """What is struck out of the rows that are meant: the surname alone as well."""
        surname = surname_needle(self.sought.name)
        return [*self.needles, *([surname] if surname else [])]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What an erasure would do, and how many deeds in the trail name the person's number.

    ``namesakes`` are rows in which only the surname stands: whose it is there, somebody has to say.
    """

    steps: Sequence[Step]
    deeds: int
    for_later: int = 0
    namesakes: Sequence[Step] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        every = (*self.steps, *self.namesakes)
        return not self.for_later and all(step.deed is Deed.HELD for step in every)


def preview(
    needles: Sequence[Finder], *, by: Actor, at: datetime, surname: Needle | None = None
) -> Preview:
    """Look, and change nothing."""
    today = timezone.localdate(at)
    rows = rows_about(needles, by.town)
    steps = plan(rows, needles, by=by, today=today, surname=surname)
    known = {step.key for step in steps}
    return Preview(
        steps=steps,
        deeds=sum(row.is_deed for row in rows),
        for_later=len(_newly_held(steps)),
        namesakes=rows_of_the_surname(surname, known, by=by, today=today) if surname else [],
    )


@transaction.atomic
def erase(request: Request, *, by: Actor, at: datetime) -> Erasure | None:
    """Erase whoever is meant; None where nothing is left to do. Raises `NotErased`; then nothing has changed."""
    rows = rows_about(request.needles, by.town)
    surname, today = surname_needle(request.sought.name), timezone.localdate(at)
    every = plan(rows, request.needles, by=by, today=today, surname=surname)
    steps = [s for s in every if request.chosen is None or s.key in request.chosen]
    also = _also_meant(request, every, surname, by=by, today=today)
    doing = [step for step in (*steps, *also) if step.deed is not Deed.HELD]
    held = _newly_held(steps)
    if not doing and not held:
        return None
    erasure = _new_erasure(by.town, request.reason, at, doing)
    names = [(s.deed.value, s.row.table, _name_of(s.row.row)) for s in (*doing, *held)]
    carry_out([*doing, *held], request.words, by=by, at=at)
    end_sessions(doing, request.needles)
    forget_imports(doing)
    _strike_what_came_meanwhile(request, every, by)
    renew_search([*rows, *(step.row for step in also)])
    _refuse_rests(request, every, by.town)
    _note_held(erasure, held)
    listing.note(
        listing.Listed(
            id=erasure.public_id,
            at=at.isoformat(timespec="seconds"),
            town=by.town.key,
            reason=request.reason,
            rows=tuple(names),
            seals=listing.seals_of(request.sought),
        )
    )
    record("privacy.erased", on=erasure, by=by, payload=_counts(erasure))
    transaction.on_commit(wipe_rests.enqueue)
    return erasure


def _also_meant(
    request: Request, every: Sequence[Step], surname: Needle | None, *, by: Actor, today: date
) -> list[Step]:
    """Rows in which only the surname stands, as far as somebody has named them."""
    if surname is None or not request.also:
        return []
    known = {step.key for step in every}
    found = rows_of_the_surname(surname, known, by=by, today=today)
    return [step for step in found if step.key in request.also and step.deed is not Deed.HELD]


def _newly_held(steps: Sequence[Step]) -> list[Step]:
    """Rows that are for later, without those that an earlier request has noted (at most one query)."""
    held = {(step.row.table, step.row.row.pk): step for step in steps if step.is_for_later}
    noted = HeldRow.objects.filter(row_id__in={number for _table, number in held})
    known = set(noted.values_list("table", "row_id")) if held else set()
    return [step for key, step in held.items() if key not in known]


@dataclass(frozen=True, kw_only=True)
class Replayed:
    """What a restore erased again: how many requests, how many rows."""

    requests: int
    rows: int


@transaction.atomic
def erase_again(*, at: datetime) -> Replayed:
    """Do once more what stands on the list and what this database has not gone through. Raises `listing.KeyIsGone`."""
    known = set(Erasure.objects.values_list("public_id", flat=True))
    requests, count = 0, 0
    for listed in listing.every_listed():
        town = Town.objects.filter(key=listed.town).first()
        if listed.id in known or town is None:
            continue
        known.add(listed.id)
        count += _again(listed, town, at)
        requests += 1
    return Replayed(requests=requests, rows=count)


def _again(listed: listing.Listed, town: Town, at: datetime) -> int:
    by = Actor(town=town, system=True)
    needles = listing.needles_of(listed.seals)
    steps = [step for row in listed.rows if (step := _listed_step(*row, by, at)) is not None]
    carry_out(steps, needles, by=by, at=at)
    # A mail address or a phone number means nobody else: rows that were changed before the erasure are found by them.
    wide = listing.needles_of([seal for seal in listed.seals if seal.kind in listing.ALONE])
    rows = rows_about(wide, town) if wide else []
    last = listing.needles_of([seal for seal in listed.seals if seal.kind == "surname"])
    today = timezone.localdate(at)
    found = plan(rows, wide, by=by, today=today, surname=last[0] if last else None)
    found = [step for step in found if step.deed is not Deed.HELD]
    carry_out(found, needles, by=by, at=at)
    meant = listing.needles_of([seal for seal in listed.seals if seal.kind != "surname"])
    end_sessions([*steps, *found], meant)
    erasure = _new_erasure(town, listed.reason, at, [*steps, *found])
    Erasure.objects.filter(pk=erasure.pk).update(public_id=listed.id)
    erasure.public_id = listed.id
    _note_held(erasure, [step for step in steps if step.held is not None])
    record("privacy.erased_again", on=erasure, by=by, payload=_counts(erasure))
    return len(steps) + len(found)


def _listed_step(deed: str, table: str, name: str, by: Actor, at: datetime) -> Step | None:
    try:
        model = apps.get_model(table)
    except LookupError:
        return None
    key = "public_id" if _has_public_id(model) else "pk"
    row = of_town(model, by.town).filter(**{key: name}).first()
    if row is None:
        return None
    if deed == Deed.HELD:
        return _step_now(table, row, by, at)
    theirs = tuple(group for group in groups_of(table) if group.who or group.goes_beside)
    what = Deed(deed)
    return Step(
        row=Row(table=table, pk=row.pk, row=row, is_deed=False),
        deed=what,
        theirs=() if what is Deed.STRUCK else theirs,
    )


def erase_held(*, town: Town, at: datetime) -> int:
    """Erase the rows whose day has come and that nothing holds any more; returns how many."""
    by, today, count = Actor(town=town, system=True), timezone.localdate(at), 0
    due = HeldRow.objects.filter(erasure__town=town).exclude(until__gt=today)
    for held in due.order_by("id"):
        step = _held_step(held, by, at)
        if step is not None and step.held is not None:
            HeldRow.objects.filter(pk=held.pk).update(until=step.held.until)
            continue
        if step is not None:
            carry_out([step], [], by=by, at=at)
            renew_search([step.row])
            record("privacy.erased", on=held.erasure, by=by, payload={"held": 1})
        held.delete()
        count += 1
    return count


def _held_step(held: HeldRow, by: Actor, at: datetime) -> Step | None:
    try:
        row = apps.get_model(held.table)._default_manager.filter(pk=held.row_id).first()
    except (LookupError, ValueError):
        return None  # this version has no such table
    return None if row is None else _step_now(held.table, row, by, at)


def _step_now(table: str, row: models.Model, by: Actor, at: datetime) -> Step:
    """What becomes today of a row that had to stay: it still has to, or it can be erased now."""
    theirs = tuple(group for group in groups_of(table) if group.who)
    reasons = (g.held(row, by, timezone.localdate(at)) for g in theirs if g.held is not None)
    held = next((reason for reason in reasons if reason is not None), None)
    deed = Deed.GOES if any(group.takes(row) for group in theirs) else Deed.EMPTIED
    return Step(
        row=Row(table=table, pk=row.pk, row=row, is_deed=False),
        deed=deed if held is None else Deed.HELD,
        theirs=theirs,
        held=held,
    )


def _new_erasure(town: Town, reason: str, at: datetime, steps: Sequence[Step]) -> Erasure:
    deeds = [step.deed for step in steps]
    return Erasure.objects.create(
        town=town,
        reason=reason,
        at=at,
        gone=deeds.count(Deed.GOES),
        emptied=deeds.count(Deed.EMPTIED),
        struck=deeds.count(Deed.STRUCK),
    )


def _counts(erasure: Erasure) -> dict[str, object]:
    return {
        "reason": erasure.reason,
        "gone": erasure.gone,
        "emptied": erasure.emptied,
        "struck": erasure.struck,
    }


def _note_held(erasure: Erasure, steps: Sequence[Step]) -> None:
    for step in steps:
        if step.held is not None:
            HeldRow.objects.create(
                erasure=erasure,
                table=step.row.table,
                row_id=step.row.row.pk,
                why=str(step.held.why)[:300],
                until=step.held.until,
            )


def _strike_what_came_meanwhile(request: Request, every: Sequence[Step], by: Actor) -> None:
    """Letters that ending something has written name the person once more."""
    spared = _spared(request, every)
    steps = [
        Step(row=Row(table=label, pk=row.pk, row=row, is_deed=False), deed=Deed.STRUCK)
        for label, row, _names in rows_naming(request.needles, by.town)
        if f"{label}:{row.pk}" not in spared and label not in MADE_ANEW
    ]
    carry_out(steps, request.words, by=by, at=timezone.now())


def _refuse_rests(request: Request, every: Sequence[Step], town: Town) -> None:
    spared = _spared(request, every)
    for label, row, names in rows_naming(request.needles, town):
        if f"{label}:{row.pk}" in spared or label in MADE_ANEW:
            continue
        texts = [text_of(getattr(row, name)) for name in names]
        if any(needle.is_in(text) for needle in request.needles for text in texts):
            raise NotErased(
                _("Something would have stayed in “%(table)s”. Nothing was changed.")
                % {"table": title_of(label)}
            )


def _spared(request: Request, every: Sequence[Step]) -> set[str]:
    """Rows that may still name the person: kept ones, and those of somebody else with the same name."""
    return {
        step.key
        for step in every
        if step.deed is Deed.HELD or (request.chosen is not None and step.key not in request.chosen)
    }


def _name_of(row: models.Model) -> str:
    return str(row.public_id if _has_public_id(type(row)) else row.pk)  # type: ignore[attr-defined]


def _has_public_id(model: type[models.Model]) -> bool:
    return any(each.name == "public_id" for each in model._meta.local_fields)
