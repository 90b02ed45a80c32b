"""The number beside a part of the start page: exact up to 99, beyond that only that there are more."""

import pytest

from machbar.foundation.surfaces.module import DayPart, counted
from machbar.foundation.testing import make_town
from machbar.foundation.towns.models import Term


@pytest.mark.parametrize(
    ("total", "shown", "is_more"), [(0, 0, False), (99, 99, False), (100, 99, True)]
)
def test_a_number_beyond_ninety_nine_is_called_more(total: int, shown: int, is_more: bool) -> None:
    part = DayPart(title="", items=(), total=total, url="")

    assert (part.shown_total, part.is_more) == (shown, is_more)


@pytest.mark.django_db
@pytest.mark.parametrize(("rows", "count"), [(0, 0), (99, 99), (100, 100), (150, 100)])
def test_rows_are_counted_no_further_than_to_a_hundred(rows: int, count: int) -> None:
    town = make_town()
    Term.objects.bulk_create(
        Term(town=town, vocabulary="counting", code=f"c{n}", label="c", position=n)
        for n in range(rows)
    )

    assert counted(Term.objects.filter(town=town, vocabulary="counting")) == count
