"""Removing one town from a server: every row that belongs to it, and the accounts that work nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Q

from machbar.foundation.people.models import Person
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.paths import town_path

AT_ONCE = 500  # SQLite takes a few thousand values in one statement


@dataclass(frozen=True, kw_only=True)
class Removed:
    """How many rows go, or went, and how many of them are accounts."""

    rows: int
    people: int


def what_would_go(town: Town) -> Removed:
    """Counted, nothing changed."""
    people = _people_only_of(town)
    return Removed(rows=sum(len(keys) for _model, keys in _rows_of(town)), people=people.count())


@transaction.atomic
def remove_town(town: Town) -> Removed:
    """All of it in one step, or nothing. Backups from before still hold the town; files go with the next sweep."""
    people = list(_people_only_of(town).values_list("pk", flat=True))
    # Read to the end before the first row goes: the way from a row to its town leads over other rows.
    found = _rows_of(town)
    for model, keys in found:
        for start in range(0, len(keys), AT_ONCE):
            some = model._default_manager.filter(pk__in=keys[start : start + AT_ONCE])
            some._raw_delete(connection.alias)  # noqa: SLF001 - keys are checked below
    Person.objects.filter(pk__in=people).delete()
    connection.check_constraints()
    return Removed(rows=sum(len(keys) for _model, keys in found), people=len(people))


def _rows_of(town: Town) -> Sequence[tuple[type[models.Model], Sequence[object]]]:
    """The keys of every row of the town, table by table, the town itself at the end."""
    found: list[tuple[type[models.Model], Sequence[object]]] = []
    for model in apps.get_models(include_auto_created=True):
        way = None if model is Town else town_path(model)
        if way is not None:
            rows = model._default_manager.filter(**{way: town})
            found.append((model, list(rows.values_list("pk", flat=True))))
    return [*found, (Town, [town.pk])]


def _people_only_of(town: Town) -> "models.QuerySet[Person]":
    """Whoever works, or has worked, in this town and in no other, and does not run the server."""
    others = Town.objects.exclude(pk=town.pk)
    here = Q(roles__town=town) | Q(departures__town=town)
    elsewhere = Q(roles__town__in=others) | Q(departures__town__in=others)
    known = Person.objects.filter(here, is_operator=False)
    return Person.objects.filter(pk__in=known.values("pk")).exclude(
        pk__in=Person.objects.filter(elsewhere).values("pk")
    )
