"""The file contract of `machbar finance` (financing.md, section 3): a record becomes a case, an answer a record."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import floor

from machbar.modules.funding.core.financing.model import (
    Answer,
    Case,
    Item,
    Kind,
    Plan,
    Programme,
    Status,
)
from machbar.reasoning.reading import Fields, Json, Problem, Record

MOST_COFIN = 1000
MOST_ADMIN = 10_000
MOST_DECIMALS = 30
Number = int | float


def case_of(record: Record) -> Case:
    """Read one case. Raises `InputError` naming case and field for anything the contract does not allow."""
    fields = Fields(dict(record.values), record.where)
    fields.ignore("note", "expected")
    case_id = fields.text("id")
    items = tuple(_items(fields))
    programmes = tuple(_programmes(fields, {item.id for item in items}))
    known = {programme.id for programme in programmes}
    _check_requires(fields, programmes, known)
    case = Case(
        id=case_id,
        items=items,
        programmes=programmes,
        own_cash_available=fields.cents("own_cash_available"),
        donations=fields.optional_cents("donations") or 0,
        de_minimis_left=fields.optional_cents("de_minimis_left"),
        project_conflicts=_pairs(fields, "project_conflicts", known),
        same_cost_conflicts=_pairs(fields, "same_cost_conflicts", known),
    )
    fields.refuse_the_rest()
    return case


def _items(fields: Fields) -> Iterable[Item]:
    seen: set[str] = set()
    for at, entry in enumerate(fields.entries("items")):
        item = Fields(entry, fields.where, f"items[{at}].")
        item_id = _new_id(item, seen)
        yield Item(id=item_id, cost=item.cents("cost"))
        item.refuse_the_rest()


def _programmes(fields: Fields, items: set[str]) -> Iterable[Programme]:
    seen: set[str] = set()
    for at, entry in enumerate(fields.entries("programmes")):
        programme = Fields(entry, fields.where, f"programmes[{at}].")
        yield _programme(programme, _new_id(programme, seen), items)
        programme.refuse_the_rest()


def _programme(fields: Fields, programme_id: str, items: set[str]) -> Programme:
    kind = _kind(fields)
    amount = fields.optional_cents("amount")
    if kind is Kind.FIXED and amount is None:
        raise fields.error(Problem.MISSING, "amount")
    return Programme(
        id=programme_id,
        eligible=frozenset(_known(fields, "eligible", _needed_texts(fields, "eligible"), items)),
        kind=kind,
        rate=_share(fields, "rate"),
        amount=amount,
        max=fields.optional_cents("max"),
        min=fields.optional_cents("min") or 0,
        minbase=fields.optional_cents("minbase") or 0,
        maxbase=fields.optional_cents("maxbase"),
        public=fields.flag("public", default=False),
        national_public=fields.flag("national_public", default=False),
        public_cap=_share(fields, "public_cap"),
        cofin=_factor(fields, "cofin", Fraction(0), most=MOST_COFIN),
        own_share=_share(fields, "own_share") or Fraction(0),
        donations_count=fields.flag("donations_count", default=True),
        inkind_recognised=fields.optional_cents("inkind_recognised") or 0,
        de_minimis=fields.flag("de_minimis", default=False),
        requires=fields.texts("requires"),
        admin=_points_of(fields),
    )


def _needed_texts(fields: Fields, name: str) -> tuple[str, ...]:
    if not fields.has(name):
        raise fields.error(Problem.MISSING, name)
    return fields.texts(name)


def _kind(fields: Fields) -> Kind:
    text = fields.optional_text("kind")
    if text is None:
        return Kind.SHARE
    if text not in set(Kind):
        raise fields.error(Problem.UNKNOWN_VALUE, "kind", text)
    return Kind(text)


def _share(fields: Fields, name: str) -> Fraction | None:
    """A share from 0 to 1, or None where it is not given."""
    if not fields.has(name):
        fields.ignore(name)
        return None
    return _factor(fields, name, Fraction(0), most=1)


def _factor(fields: Fields, name: str, default: Fraction, *, most: int) -> Fraction:
    number = fields.optional_number(name)
    if number is None:
        return default
    if number < 0:
        raise fields.error(Problem.NEGATIVE, name, number)
    if number > most or -int(number.as_tuple().exponent) > MOST_DECIMALS:
        raise fields.error(Problem.OUT_OF_RANGE, name, number)
    return Fraction(number)


def _points_of(fields: Fields) -> Fraction:
    """Effort points: at most two decimals, so that sums of them stay exact in the search."""
    points = _factor(fields, "admin", Fraction(1), most=MOST_ADMIN)
    if (points * 100).denominator != 1:
        raise fields.error(Problem.TOO_MANY_DECIMALS, "admin", float(points))
    return points


def _new_id(fields: Fields, seen: set[str]) -> str:
    found = fields.text("id")
    if found in seen:
        raise fields.error(Problem.DUPLICATE_ID, "id", found)
    seen.add(found)
    return found


def _known(fields: Fields, name: str, ids: Iterable[str], known: set[str]) -> Iterable[str]:
    for each in ids:
        if each not in known:
            raise fields.error(Problem.UNKNOWN_ID, name, each)
        yield each


def _check_requires(fields: Fields, programmes: tuple[Programme, ...], known: set[str]) -> None:
    for at, programme in enumerate(programmes):
        for _each in _known(fields, f"programmes[{at}].requires", programme.requires, known):
            continue


def _pairs(fields: Fields, name: str, known: set[str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        _pair(fields, f"{name}[{at}]", entry, known)
        for at, entry in enumerate(fields.optional_entries(name))
    )


def _pair(fields: Fields, name: str, entry: Json, known: set[str]) -> tuple[str, str]:
    if not isinstance(entry, list) or len(entry) != 2:
        raise fields.error(Problem.WRONG_TYPE, name, entry)
    first, second = entry
    if not isinstance(first, str) or not isinstance(second, str):
        raise fields.error(Problem.WRONG_TYPE, name, entry)
    for _each in _known(fields, name, (first, second), known):
        continue
    return first, second


def answer_record(answer: Answer) -> dict[str, object]:
    """An answer as the record that is written; amounts in euros with at most two decimals."""
    plan = answer.plan
    record: dict[str, object] = {
        "id": answer.case.id,
        "status": answer.status.value,
        "own_cash": _euros(plan.own_cash),
        "programmes": list(plan.programmes),
        "admin": _points(plan.admin),
        "donations_used": _euros(plan.donations_used),
        "grants": {key: _euros(plan.grant(key)) for key in plan.programmes},
        "flows": [
            {"programme": programme, "item": item, "amount": _euros(amount)}
            for (programme, item), amount in plan.flows.items()
            if amount
        ],
        "own_flows": _flows(plan.own),
        "donation_flows": _flows(plan.donations),
        "binding": list(answer.binding),
        "alternatives": [_alternative(other) for other in answer.alternatives],
    }
    if answer.status is Status.INFEASIBLE:
        record["missing"] = _euros(answer.missing)
    if answer.status is Status.BOUNDED:
        record["gap"] = _euros(answer.gap)
    if not answer.alternatives_are_proven:
        record["alternatives_proven"] = False
    return record


def _alternative(plan: Plan) -> dict[str, object]:
    return {
        "programmes": list(plan.programmes),
        "own_cash": _euros(plan.own_cash),
        "admin": _points(plan.admin),
    }


def _flows(amounts: Mapping[str, int]) -> list[dict[str, object]]:
    return [{"item": item, "amount": _euros(amount)} for item, amount in amounts.items() if amount]


def _euros(cents: int) -> Number:
    return cents / 100


def _points(points: Fraction) -> Number:
    return floor(points) if points.denominator == 1 else float(points)
