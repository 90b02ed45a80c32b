"""Setting up a town, its words, its modules, and giving out running numbers."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from machbar.foundation.towns.exceptions import LabelTaken, TermChanged
from machbar.foundation.towns.hours import SpecialDay, Week
from machbar.foundation.towns.hours_text import week_in_words
from machbar.foundation.towns.models import (
    ModuleSwitch,
    NumberSeries,
    OpeningTime,
    SpecialOpening,
    Term,
    Town,
    new_public_id,
)


@transaction.atomic
def next_number(*, town: Town, series: str, year: int) -> str:
    """The next readable number of a series, such as ``K-2026-0147``; never given twice, also under load."""
    row = NumberSeries.objects.filter(town=town, series=series, year=year)
    if not row.update(last=F("last") + 1):
        NumberSeries.objects.get_or_create(town=town, series=series, year=year)
        row.update(last=F("last") + 1)
    return f"{town.number_prefix}-{year}-{row.values_list('last', flat=True).get():04d}"


@transaction.atomic
def next_numbers(*, town: Town, series: str, year: int, count: int) -> list[str]:
    """The next ``count`` readable numbers of a series in one step."""
    row = NumberSeries.objects.filter(town=town, series=series, year=year)
    NumberSeries.objects.get_or_create(town=town, series=series, year=year)
    row.update(last=F("last") + count)
    last = row.values_list("last", flat=True).get()
    return [
        f"{town.number_prefix}-{year}-{number:04d}" for number in range(last - count + 1, last + 1)
    ]


@transaction.atomic
def switch_module(*, town: Town, module: str, is_on: bool) -> None:
    """Switch a module on or off for a town; its records stay."""
    ModuleSwitch.objects.update_or_create(town=town, module=module, defaults={"is_on": is_on})


@transaction.atomic
def add_terms(
    *, town: Town, vocabulary: str, labels: dict[str, str], is_official: bool = False
) -> None:
    """Add terms (code to label) that the town does not have yet; what the town edited stays as it is."""
    for position, (code, label) in enumerate(labels.items(), start=1):
        Term.objects.get_or_create(
            town=town,
            vocabulary=vocabulary,
            code=code,
            defaults={"label": label, "position": position, "is_official": is_official},
        )


@transaction.atomic
def add_term(*, town: Town, vocabulary: str, label: str) -> Term:
    """A term of the town's own at the end of a list. Raises `LabelTaken`."""
    _refuse_taken(town, vocabulary, label)
    terms = Term.objects.filter(town=town, vocabulary=vocabulary)
    last: int = terms.aggregate(last=Max("position"))["last"] or 0
    code = slugify(label)[:60]
    if not code or terms.filter(code=code).exists():
        code = f"{code}-{new_public_id()}".lstrip("-")
    try:
        with transaction.atomic():
            return terms.create(
                town=town, vocabulary=vocabulary, code=code, label=label, position=last + 1
            )
    except IntegrityError as error:
        # Somebody added the same term in this moment.
        raise LabelTaken(_taken(label)) from error


@transaction.atomic
def rename_term(*, term: Term, label: str, seen_label: str) -> None:
    """Another name for a term, wherever it is used; renamed, it is no longer the official one.

    Raises `LabelTaken`, and `TermChanged` where the term is not called ``seen_label`` any more.
    """
    known = Term.objects.filter(pk=term.pk, label=seen_label)
    if label == seen_label:
        won = known.exists()
    else:
        _refuse_taken(term.town, term.vocabulary, label, but=term)
        # The name is part of the WHERE clause, so that two who rename at once cannot both win.
        won = known.update(label=label, is_official=False) > 0
    if not won:
        raise TermChanged(_("Somebody else has renamed this entry meanwhile."))
    term.refresh_from_db(fields=["label", "is_official"])


@transaction.atomic
def offer_term(*, term: Term, is_offered: bool) -> None:
    """Offer a term, or offer it no longer; what carries it keeps it."""
    term.is_active = is_offered
    term.save(update_fields=["is_active"])


@transaction.atomic
def set_week(*, town: Town, week: Week, line: str = "") -> None:
    """The opening hours of the week in place of the old ones; the town's line of hours says the same, unless it is
    given in other words."""
    town.opening_times.all().delete()
    OpeningTime.objects.bulk_create(
        OpeningTime(town=town, weekday=day, opens=span.opens, closes=span.closes)
        for day, spans in week.items()
        for span in spans
    )
    town.opening_hours = line or week_in_words(week)
    town.save(update_fields=["opening_hours"])


@transaction.atomic
def set_special_days(*, town: Town, days: Iterable[SpecialDay]) -> None:
    """Holidays and other special days in place of the old ones; a day has at most one stretch of hours."""
    town.special_openings.all().delete()
    SpecialOpening.objects.bulk_create(
        SpecialOpening(
            town=town,
            day=each.day,
            opens=each.spans[0].opens if each.spans else None,
            closes=each.spans[0].closes if each.spans else None,
            note=each.note,
        )
        for each in days
    )


def _refuse_taken(town: Town, vocabulary: str, label: str, *, but: Term | None = None) -> None:
    others = Term.objects.filter(town=town, vocabulary=vocabulary)
    if but is not None:
        others = others.exclude(pk=but.pk)
    # Compared in Python, because SQLite folds only plain letters.
    if any(
        other.casefold() == label.casefold() for other in others.values_list("label", flat=True)
    ):
        raise LabelTaken(_taken(label))


def _taken(label: str) -> str:
    return _("“%(label)s” is in this list already.") % {"label": label}
