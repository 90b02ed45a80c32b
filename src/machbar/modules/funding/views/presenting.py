"""A stored plan as the page shows it: who pays what to the cent, own cash against effort, what binds, what to know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from machbar.foundation.ui.tradeoff import Way, tradeoff_sentence, tradeoff_svg
from machbar.modules.funding.core.deadlines import must_be_verified
from machbar.modules.funding.core.record import CatalogueEntry, stored_entry
from machbar.modules.funding.labels import binding_sentences, in_words
from machbar.modules.funding.models import ChosenProgramme, CostLine, FinancingPlan
from machbar.modules.funding.services.solving import Result


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """One cost with what each payer gives for it: name and cents, in the order of the columns."""

    label: str
    cents: int
    paid: Sequence[tuple[str, int]]


@dataclass(frozen=True, kw_only=True)
class WayRow:
    """One line of the trade-off: the programmes, the own cash that they leave, and the effort."""

    title: str
    names: Sequence[str]
    own_cash: int
    effort: int
    is_affordable: bool
    is_planned: bool


@dataclass(frozen=True, kw_only=True)
class Note:
    """What is honest to say about a programme in the plan, its source and the day of its record."""

    name: str
    sentences: Sequence[str]
    source: str
    as_of: date


@dataclass(frozen=True, kw_only=True)
class ShownPlan:
    """Everything the plan page says about the stored result; amounts in cents."""

    result: Result
    columns: Sequence[str]
    rows: Sequence[TableRow]
    totals: Sequence[tuple[str, int]]
    ways: Sequence[WayRow]
    binding: Sequence[str]
    left_out: Sequence[str]
    refused: Sequence[str]
    spare: int


def shown_plan(
    result: Result | None,
    plan: FinancingPlan,
    lines: Sequence[CostLine],
    chosen: Sequence[ChosenProgramme],
) -> ShownPlan | None:
    """The plan in words and tables; None while there is none for the present inputs."""
    if result is None:
        return None
    names = {each.programme.key: each.programme.name for each in chosen}
    payers = [key for key in names if key in result["grants"]]
    paid = _paid(result)
    keys = [*payers, *(["donations"] if result["donations"] else []), "own"]
    columns = [_column(key, names) for key in keys]
    rows = [
        TableRow(
            label=line.label,
            cents=line.cents,
            paid=[
                (name, paid.get((key, str(line.pk)), 0))
                for key, name in zip(keys, columns, strict=True)
            ],
        )
        for line in lines
    ]
    return ShownPlan(
        result=result,
        columns=columns,
        rows=rows,
        totals=[(name, sum(row.paid[at][1] for row in rows)) for at, name in enumerate(columns)],
        ways=_ways(result, names, plan.own_cash),
        binding=binding_sentences(result["binding"], names),
        refused=[names[key] for key in result["refused"] if key in names],
        left_out=[names[key] for key in result["left_out"] if key in names],
        spare=plan.own_cash - result["own_cash"],
    )


def trade_off(view: ShownPlan | None) -> Mapping[str, str]:
    """Own cash against effort as a sentence and two drawings; nothing where there is only one way."""
    ways = [
        Way(
            name=row.title,
            own_cash=row.own_cash,
            effort=row.effort,
            is_suggested=row.is_planned,
        )
        for row in (view.ways if view else ())
    ]
    if len(ways) < 2:
        return {}
    return {
        "sentence": tradeoff_sentence(ways),
        "wide": tradeoff_svg(ways, wide=True),
        "small": tradeoff_svg(ways, wide=False),
    }


def notes(chosen: Sequence[ChosenProgramme], today: date) -> list[Note]:
    """What one has to know before trusting the plan: old records, uncertain numbers, when one may begin."""
    return [
        Note(
            name=each.programme.name,
            sentences=_sentences(each, stored_entry(each.programme.record), today),
            source=each.programme.source_url,
            as_of=each.programme.as_of,
        )
        for each in chosen
    ]


def next_deadlines(chosen: Sequence[ChosenProgramme], today: date) -> date | None:
    """The first deadline of the programmes that are planned but not applied for."""
    coming = [
        stored_entry(each.programme.record).deadline(today)
        for each in chosen
        if each.progress == ChosenProgramme.Progress.PLANNED
    ]
    return min((day for day in coming if day is not None), default=None)


def _paid(result: Result) -> Mapping[tuple[str, str], int]:
    paid = {(payer, item): cents for payer, item, cents in result["flows"]}
    paid |= {("own", item): cents for item, cents in result["own"].items()}
    return paid | {("donations", item): cents for item, cents in result["given"].items()}


def _column(key: str, names: Mapping[str, str]) -> str:
    own = {"own": gettext("own money"), "donations": gettext("donations")}
    return own.get(key) or names[key]


def _ways(result: Result, names: Mapping[str, str], available: int) -> list[WayRow]:
    return [
        WayRow(
            title=gettext("Way %(n)d") % {"n": number},
            names=[names.get(key, key) for key in row["programmes"]],
            own_cash=row["own_cash"],
            effort=row["effort"],
            is_affordable=row["own_cash"] <= available,
            is_planned=sorted(row["programmes"]) == sorted(result["grants"]),
        )
        for number, row in enumerate(result["rows"], start=1)
    ]


def _sentences(chosen: ChosenProgramme, entry: CatalogueEntry, today: date) -> list[str]:
    found = []
    if must_be_verified(chosen.programme.as_of, today):
        found.append(gettext("The record is older than twelve months. Please verify it."))
    if chosen.programme.status == chosen.programme.Status.CALL_CLOSED:
        found.append(gettext("This round is closed. Ask when the next one opens."))
    if entry.early_start_rule:
        found.append(f"{entry.early_start_rule.rstrip('.')}.")
    if entry.uncertain:
        what = ", ".join(in_words(each) for each in entry.uncertain)
        found.append(gettext("Not certain is: %(what)s.") % {"what": what})
    return found
