"""What the leak test between two towns stands on: the words of one town alone, the world turned round, and what a deed
has written.

A word is anything between blanks and signs, as it stands in a row; numbers alone and short words tell nothing.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import fields, is_dataclass
from itertools import product
from typing import Any
from unittest import mock

from django.apps import apps
from django.db import connection, models
from django.forms import (
    BaseForm,
    BooleanField,
    ChoiceField,
    DateField,
    EmailField,
    Field,
    FileField,
    ModelChoiceField,
    TimeField,
)
from django.http import QueryDict
from django.urls import reverse
from django.utils.choices import flatten_choices

from machbar.foundation.people.models import Person
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.paths import town_path
from machbar.site.mixing import links_into_other_towns, mixed_towns, objects_of_other_towns
from tests.permissions.table import Case, Row
from tests.permissions.world import Things, World

WORD = re.compile(r"[\w@.-]{7,}")
WRITES = re.compile(r'^(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"')
NO_RECORDS = {"django_session", "access_signin"}


def turned(world: World) -> World:
    """The same world seen from the other town: what was ours is theirs."""
    return World(ours=world.theirs, theirs=world.ours)


def words_in(text: str) -> set[str]:
    """The words of a text that tell something."""
    found = {word.strip(".-") for word in WORD.findall(text)}
    return {word for word in found if len(word) >= 7 and not word.replace("-", "").isdigit()}


def words_of_them_alone(world: World) -> frozenset[str]:
    """Every word of a row of the other town that stands in no row of ours; and the tokens of their links."""
    tokens = {
        value
        for name, value in _parts(world.theirs)
        if isinstance(value, str) and name.endswith("token")
    }
    return frozenset((_words_of(world.theirs.town) | tokens) - _words_of(world.ours.town))


def things_of(things: Things) -> Iterator[models.Model]:
    """Every row that the world has a name for, but the town itself."""
    for _name, value in _parts(things):
        if isinstance(value, models.Model) and not isinstance(value, Town):
            yield value


def _parts(things: object) -> Iterator[tuple[str, object]]:
    for each in fields(things):  # type: ignore[arg-type] # a dataclass
        value = getattr(things, each.name)
        if is_dataclass(value):
            yield from _parts(value)
        else:
            yield each.name, value


def _words_of(town: Town) -> set[str]:
    found: set[str] = set()
    for model in apps.get_models(include_auto_created=True):
        rows, names = rows_of(model, town), _text_columns(model)
        if rows is None or not names:
            continue
        for values in rows.values_list(*names):
            for value in values:
                found |= words_in(
                    value if isinstance(value, str) else json.dumps(value, default=str)
                )
    return found


def _text_columns(model: type[models.Model]) -> list[str]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [
        each.name for each in model._meta.concrete_fields if isinstance(each, kinds) and not each.choices
    ]  # fmt: skip


def rows_of(model: type[models.Model], town: Town) -> "models.QuerySet[models.Model] | None":
    """The rows of a table that belong to a town; None where no way leads to one. People belong to their only town."""
    everything = model._default_manager.order_by("pk")
    if model is Town:
        return everything.filter(pk=town.pk)
    if model is Person:
        return everything.filter(roles__town=town).exclude(roles__town__in=_others(town)).distinct()
    way = town_path(model)
    return None if way is None else everything.filter(**{way: town})


def _others(town: Town) -> "models.QuerySet[Town]":
    return Town.objects.exclude(pk=town.pk)


# --- addresses ---------------------------------------------------------------------------------------------


def their_addresses(row: Row, case: Case, world: World) -> list[str]:
    """Every address of this case in which at least one part names something of the other town instead of ours."""
    own, theirs = case.arguments(world), case.arguments(turned(world))
    differing = [
        at for at, (here, there) in enumerate(zip(own, theirs, strict=True)) if here != there
    ]
    found = []
    for choice in product((False, True), repeat=len(differing)):
        taken = {at for at, is_theirs in zip(differing, choice, strict=True) if is_theirs}
        if taken:
            parts = [theirs[at] if at in taken else part for at, part in enumerate(own)]
            found.append(reverse(row.route, args=parts))
    return found


def names_them(case: Case, world: World, their_words: frozenset[str]) -> bool:
    """Whether the case is about something of the other town already, and so the table says what happens."""
    own, theirs = case.arguments(world), case.arguments(turned(world))
    keys = {str(each.pk) for each in things_of(world.theirs)}
    return any(
        part in keys if part.isdigit() else part in their_words
        for part, other in zip(own, theirs, strict=True)
        if part != other
    )


# --- forms -------------------------------------------------------------------------------------------------


def their_forms(case: Case, world: World) -> list[Mapping[str, str]]:
    """The form of this case once for each answer that names something: then it names theirs."""
    own, theirs = case.sent(world), case.sent(turned(world))
    return [
        {**own, name: theirs[name]} for name in own if name in theirs and own[name] != theirs[name]
    ]


# Such a field takes one of its choices, or no name of a thing at all.
BOUNDED = (ChoiceField, BooleanField, DateField, TimeField, FileField, EmailField)


@contextmanager
def noting_questions() -> Iterator[set[str]]:
    """The names under which a view, or a form of it, looks for free answers in the address or in the body."""
    asked: set[str] = {"csrfmiddlewaretoken"}
    bounded: set[str] = {"csrfmiddlewaretoken"}
    real = {name: getattr(QueryDict, name) for name in ("get", "getlist", "__getitem__")}
    clean = BaseForm.full_clean

    def noting(name: str) -> Callable[..., object]:
        def read(self: QueryDict, key: str, *rest: object) -> object:
            asked.add(key)
            return real[name](self, key, *rest)

        return read

    def look(form: BaseForm) -> None:
        fields = form.fields.items()
        bounded.update(form.add_prefix(name) for name, each in fields if isinstance(each, BOUNDED))
        clean(form)

    with ExitStack() as patches:
        for name in real:
            patches.enter_context(mock.patch.object(QueryDict, name, noting(name)))
        patches.enter_context(mock.patch.object(BaseForm, "full_clean", look))
        yield asked
    asked -= bounded


@contextmanager
def looking_at_choices(world: World, their_words: frozenset[str]) -> Iterator[list[str]]:
    """The fields of sent forms that offer something of the other town."""
    found: list[str] = []
    real = BaseForm.full_clean

    def look(form: BaseForm) -> None:
        for name, each in form.fields.items() if form.is_bound else ():
            if _offers(each, world, their_words):
                found.append(f"{type(form).__name__}.{name}")
        real(form)

    with mock.patch.object(BaseForm, "full_clean", look):
        yield found


def _offers(field: Field, world: World, their_words: frozenset[str]) -> bool:
    """Whether one of the choices of a field is theirs."""
    if isinstance(field, ModelChoiceField):
        offered = field.queryset
        rows = None if offered is None else rows_of(offered.model, world.theirs.town)
        if offered is None or rows is None:
            return False
        return bool(offered.filter(pk__in=rows.values("pk")).exists())
    choices: Any = field.choices if isinstance(field, ChoiceField) else ()
    pairs: Any = flatten_choices(choices)
    return any(str(pair[0]) in their_words for pair in pairs)


# --- what a deed has written ---------------------------------------------------------------------------------


class Written:
    """The tables that were written to since, and what they hold of the other town."""

    def __init__(self, world: World) -> None:
        self.tables: set[str] = set()
        self.after: Mapping[str, str] = {}
        self.mixed: list[str] = []
        self._town = world.theirs.town

    def listen(self, run: Callable[..., object], sql: str, *rest: object) -> object:
        """Note the table of a statement that writes."""
        if (match := WRITES.match(sql)) and match.group(1) not in NO_RECORDS:
            self.tables.add(match.group(1))
        return run(sql, *rest)

    def look(self) -> None:
        """Before the deed is undone: what the tables hold, and whether a row points into another town."""
        if self.tables:
            self.after = self._digests()
            self.mixed = [*mixed_towns(self.tables)]
            if "access_personallink" in self.tables:
                self.mixed += links_into_other_towns()
            if "meetings_talk" in self.tables:
                self.mixed += objects_of_other_towns()

    def faults(self) -> list[str]:
        """After it is undone: the tables whose rows of the other town were others, and rows between the towns."""
        before = self._digests()
        changed = [table for table in sorted(self.after) if self.after[table] != before[table]]
        return [*(f"their rows changed: {table}" for table in changed), *self.mixed]

    def _digests(self) -> dict[str, str]:
        found = {}
        for model in apps.get_models(include_auto_created=True):
            rows = rows_of(model, self._town) if model._meta.db_table in self.tables else None
            if rows is not None:
                told = repr(list(rows.values_list()))
                found[model._meta.db_table] = hashlib.sha256(told.encode()).hexdigest()
        return found


@contextmanager
def watching(world: World) -> Iterator[Written]:
    """What is written meanwhile."""
    written = Written(world)
    with connection.execute_wrapper(written.listen):
        yield written
