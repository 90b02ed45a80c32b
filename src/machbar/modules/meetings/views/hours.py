"""The hours of talks by project and month: a page and a file. Later they are an own contribution in proofs."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.documents.downloads import download, file_name
from machbar.foundation.tables.core import Style, write_csv
from machbar.foundation.towns.models import Town
from machbar.modules.meetings.core import HoursTable, hours_table, in_hours
from machbar.modules.meetings.forms import YearForm
from machbar.modules.meetings.selectors import IDEA, hours_of, years_with_talks
from machbar.modules.projects.models import Project

CSV = "text/csv; charset=utf-8"
Key = tuple[int, str, str]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the table in words; `url` where it is a project's."""

    label: str
    months: list[tuple[str, str]]
    total: str
    url: str = ""


@never_cache
@require_safe
@staff_only
def hours(request: ActorRequest) -> HttpResponse:
    """One year as a table."""
    years = _years(request.town)
    form = YearForm(request.GET, years=years)
    year = _year(form, years)
    table = hours_table(hours_of(request.town, year))
    urls = _urls(table)
    context = {
        "form": YearForm(initial={"jahr": year}, years=years),
        "year": year,
        "lines": [_line(row.key, row.months, row.total, urls) for row in table.rows],
        "sums": _months(table.months),
        "total": in_hours(table.total),
        "has_any": table.total > 0,
        "names": _names(),
    }
    return render(request, "meetings/hours.html", context)


@never_cache
@require_safe
@staff_only
def hours_csv(request: ActorRequest) -> HttpResponse:
    """The same year as a file for a spreadsheet."""
    years = _years(request.town)
    year = _year(YearForm(request.GET, years=years), years)
    table = hours_table(hours_of(request.town, year))
    name = file_name(_("Hours"), str(year), day=timezone.localdate(), ending="csv")
    headings = [_("Project"), *(f"{name} {year}" for name in _names()), _("Sum")]
    content = b"".join(write_csv(headings, _cells(table), Style.EXCEL))
    return download(content, name=name, kind=CSV)


def _cells(table: HoursTable[Key]) -> Iterator[list[str | Decimal]]:
    """Each line with its hours, of which there are four quarters."""
    for row in table.rows:
        yield [_label(row.key), *(Decimal(each) / 4 for each in (*row.months, row.total))]
    yield [_("Sum"), *(Decimal(each) / 4 for each in (*table.months, table.total))]


def _line(key: Key, months: tuple[int, ...], total: int, urls: dict[int, str]) -> Line:
    return Line(
        label=_label(key),
        months=_months(months),
        total=in_hours(total),
        url=urls.get(key[0], ""),
    )


def _urls(table: HoursTable[Key]) -> dict[int, str]:
    keys = [row.key[0] for row in table.rows if row.key[0]]
    found = Project.objects.filter(pk__in=keys).values_list("pk", "public_id")
    return {pk: reverse("projects:workspace", args=[public_id]) for pk, public_id in found}


def _label(key: Key) -> str:
    project, title, kind = key
    if project:
        return title
    return _("About ideas, without a project") if kind == IDEA else _("Without a project")


def _months(months: tuple[int, ...]) -> list[tuple[str, str]]:
    return [
        (name, in_hours(quarters) if quarters else "")
        for name, quarters in zip(_names(), months, strict=True)
    ]


def _names() -> list[str]:
    return [str(MONTHS[month]) for month in range(1, 13)]


def _years(town: Town) -> list[int]:
    this_year = timezone.localdate().year
    return sorted({this_year, *years_with_talks(town)}, reverse=True)


def _year(form: YearForm, years: list[int]) -> int:
    chosen = form.cleaned_data.get("jahr") if form.is_valid() else None
    return chosen or years[0]
