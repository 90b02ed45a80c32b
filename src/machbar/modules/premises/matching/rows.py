"""How a fit is shown: the mark beside the verdict, and its reasons, remarks, questions and conditions in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from machbar.modules.premises.core.matching import Finding, Fit, Verdict
from machbar.modules.premises.labels.matching import VERDICTS, condition_of, sentence_of
from machbar.modules.premises.models import Demand, Unit

MARKS = {
    Verdict.FITS: "yes",
    Verdict.REMARK: "yes",
    Verdict.ASK: "unknown",
    Verdict.IF: "unknown",
    Verdict.FAR: "no",
    Verdict.EXCLUDED: "no",
}


@dataclass(frozen=True, kw_only=True)
class FitRow:
    """One fit in words. ``mark`` is yes, unknown or no; ``conditions`` end the sentence *Würde passen, wenn …*."""

    mark: str
    verdict: str
    agreements: tuple[str, ...]
    against: tuple[str, ...]
    questions: tuple[str, ...]
    conditions: tuple[str, ...]
    is_excluded: bool


@dataclass(frozen=True, kw_only=True)
class UnitRow:
    """A unit beside a search, with its fit in words."""

    unit: Unit
    row: FitRow


@dataclass(frozen=True, kw_only=True)
class DemandRow:
    """A search beside a unit, with its fit in words."""

    demand: Demand
    row: FitRow


def split_rows(rows: Sequence[UnitRow] | Sequence[DemandRow]) -> dict[str, object]:
    """What could fit as `rows`, what is excluded as `excluded`; both in their order."""
    return {
        "rows": [each for each in rows if not each.row.is_excluded],
        "excluded": [each for each in rows if each.row.is_excluded],
    }


def row_of(fit: Fit) -> FitRow:
    """A fit as pages and mails show it."""
    is_excluded = fit.verdict is Verdict.EXCLUDED
    hard = fit.exclusions if is_excluded else ()
    return FitRow(
        mark=MARKS[fit.verdict],
        verdict=str(VERDICTS[fit.verdict]),
        agreements=_said(fit.agreements),
        against=_said((*hard, *fit.needs, *fit.remarks)),
        questions=() if is_excluded else _said(fit.questions),
        conditions=() if is_excluded else tuple(condition_of(each) for each in fit.changes),
        is_excluded=is_excluded,
    )


def _said(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(sentence_of(each) for each in findings)
