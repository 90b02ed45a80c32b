"""From findings to a verdict and an order: hard exclusions last, every tie broken by names that are said."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from machbar.modules.premises.core.matching import criteria, estimates, terms
from machbar.modules.premises.core.matching.facts import (
    ChangeCode,
    Criterion,
    Finding,
    Fit,
    Room,
    Verdict,
    Wish,
)
from machbar.reasoning.verdicts import Answer

Rule = Callable[[Room, Wish, date], Finding | None]
TIERS = {
    Verdict.FITS: 0,
    Verdict.REMARK: 1,
    Verdict.ASK: 2,
    Verdict.IF: 2,
    Verdict.FAR: 3,
    Verdict.EXCLUDED: 4,
}


def _timeless(rule: Callable[[Room, Wish], Finding | None]) -> Rule:
    return lambda room, wish, _today: rule(room, wish)


RULES: tuple[Rule, ...] = (
    *(
        _timeless(rule)
        for rule in (
            criteria.taken,
            criteria.kind,
            criteria.area,
            criteria.ground_floor,
            criteria.steps,
            criteria.water,
            criteria.toilet,
            criteria.power,
            criteria.heating,
            criteria.internet,
            criteria.storage,
            criteria.condition,
            criteria.noise,
            criteria.rent,
            criteria.running,
        )
    ),
    terms.starts,
    terms.ends,
    _timeless(terms.interim),
)
"""In the order of `Criterion`: the order in which reasons are shown."""


def judge(room: Room, wish: Wish, today: date) -> Fit:
    """How ``room`` and ``wish`` go together on the day ``today``, with every reason."""
    findings = tuple(found for rule in RULES if (found := rule(room, wish, today)) is not None)
    return Fit(
        room=room.key,
        wish=wish.key,
        verdict=verdict_of(findings),
        score=score_of(findings),
        findings=findings,
    )


def verdict_of(findings: Sequence[Finding]) -> Verdict:
    """Excluded before too far before *would fit, if* before a question before a remark before *fits*."""
    weighing = {one.answer for one in findings if one.weighs}
    if any(one.is_hard for one in findings):
        return Verdict.EXCLUDED
    if is_far(findings):
        return Verdict.FAR
    if Answer.NO in weighing:
        return Verdict.IF
    if Answer.UNKNOWN in weighing:
        return Verdict.ASK
    return Verdict.FITS if all(one.answer is Answer.YES for one in findings) else Verdict.REMARK


def is_far(findings: Sequence[Finding]) -> bool:
    """Size and rent off together, or one of them by more than `estimates` allows to talk about."""
    off = {one.criterion: one for one in findings if one.answer is Answer.NO and one.weighs}
    area, rent = off.get(Criterion.AREA), off.get(Criterion.RENT)
    return bool((area and rent) or (area and _area_is_far(area)) or (rent and _rent_is_far(rent)))


def _area_is_far(found: Finding) -> bool:
    area = _number(found, "area")
    if found.change and found.change.code is ChangeCode.SHARE_AREA:
        return area * 100 > _number(found, "area_max") * estimates.AREA_FAR_PERCENT
    return area * estimates.AREA_FAR_PERCENT < _number(found, "area_min") * 100


def _rent_is_far(found: Finding) -> bool:
    limit = _number(found, "rent_max_cents") * estimates.RENT_FAR_PERCENT
    return _number(found, "rent_cents") * 100 > limit


def _number(found: Finding, name: str) -> int:
    value = found.numbers[name]
    if not isinstance(value, int):
        raise TypeError(name)
    return value


def score_of(findings: Sequence[Finding]) -> int:
    """0 to 100, whole: two points for a yes, one for a question or a remark, none for a no that weighs, as a share
    of what there was to get. 100 where nothing was asked."""
    if not findings:
        return 100
    points = sum(_points(one) for one in findings)
    return (100 * points + len(findings)) // (2 * len(findings))


def _points(found: Finding) -> int:
    if found.answer is Answer.YES:
        return 2
    return 1 if found.answer is Answer.UNKNOWN or not found.weighs else 0


def order_of(fit: Fit) -> tuple[int, int, int, int, int, int]:
    """What is compared, one after the other: verdict, score, cost of the changes, cents a month above the limit,
    square metres off, and how much was asked and fits (more first). Keys decide last, in the callers."""
    gaps = {one.code: one.gap or 0 for one in fit.changes}
    size = gaps.get(ChangeCode.SHARE_AREA, 0) + gaps.get(ChangeCode.TAKE_LESS_AREA, 0)
    rent = gaps.get(ChangeCode.LOWER_RENT, 0)
    return (TIERS[fit.verdict], -fit.score, fit.cost, rent, size, -len(fit.agreements))


def rank_rooms(rooms: Iterable[Room], wish: Wish, today: date) -> list[Fit]:
    """All ``rooms`` for one wish, best first, exclusions last; none is left out. Equal ones stand by their key."""
    fits = [judge(room, wish, today) for room in rooms]
    return sorted(fits, key=lambda fit: (*order_of(fit), fit.room))


def rank_wishes(wishes: Iterable[Wish], room: Room, today: date) -> list[Fit]:
    """All ``wishes`` for one room, best first, exclusions last; none is left out. Equal ones stand by their key."""
    fits = [judge(room, wish, today) for wish in wishes]
    return sorted(fits, key=lambda fit: (*order_of(fit), fit.wish))
