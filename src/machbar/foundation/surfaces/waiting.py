"""Reading what waits in several lists at once: one query, whatever the town has, for the start page of the team."""

from collections.abc import Sequence
from typing import Any

from django.db.models import DateField, DateTimeField, F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from machbar.foundation.surfaces.module import MOST_COUNTED

NO_DAY = Cast(Value(None), DateField())
NO_MOMENT = Cast(Value(None), DateTimeField())


def of_each(
    lists: Sequence[tuple[QuerySet[Any], Sequence[str | Combinable]]],
) -> list[tuple[Any, ...]]:
    """The first 100 rows of each ordered list, with the columns named beside it, in no order (one query, or none).

    Every list names as many columns, of the same kinds; a number beyond 99 is shown as "more than 99", so that the
    length of what comes back is also the count (see `DayPart`).
    """
    branches = [_branch(rows, columns) for rows, columns in lists]
    return list(branches[0].union(*branches[1:], all=True)) if branches else []


def _branch(rows: QuerySet[Any], columns: Sequence[str | Combinable]) -> QuerySet[Any]:
    """A list with an end of its own cannot stand in a union on SQLite; its keys in a question for keys can."""
    first = rows.values("pk")[: MOST_COUNTED + 1]
    named = [F(column) if isinstance(column, str) else column for column in columns]
    branch: QuerySet[Any] = rows.model._default_manager.filter(pk__in=first)
    return branch.order_by().values_list(*named)
