"""Setting up a town, its words, its modules, and giving out running numbers."""

from django.db import transaction
from django.db.models import F

from machbar.foundation.towns.models import ModuleSwitch, NumberSeries, Term, Town


@transaction.atomic
def next_number(*, town: Town, series: str, year: int) -> str:
    """The next readable number of a series, such as ``K-2026-0147``; never given twice, also under load."""
    row = NumberSeries.objects.filter(town=town, series=series, year=year)
    if not row.update(last=F("last") + 1):
        NumberSeries.objects.get_or_create(town=town, series=series, year=year)
        row.update(last=F("last") + 1)
    return f"{town.number_prefix}-{year}-{row.values_list('last', flat=True).get():04d}"


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
