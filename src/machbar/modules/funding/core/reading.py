"""From records of a file to projects and programmes: one adapter a schema, errors naming file, line and field."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from machbar.modules.funding.core.applicants import KINDS, LEAN_KINDS, ApplicantKind
from machbar.modules.funding.core.model import (
    Programme,
    ProjectProfile,
    StartRule,
    Status,
    Sums,
)
from machbar.modules.funding.core.places import (
    STATE_BY_NAME,
    STATE_NAMES,
    area_of_codes,
    area_of_names,
)
from machbar.modules.funding.core.topics import themes_of
from machbar.reasoning.reading import Fields, InputError, Problem, Record
from machbar.reasoning.verdicts import last_day_of

E = TypeVar("E", bound=StrEnum)

_AGS = re.compile(r"\d{5}(\d{3})?")
_DEADLINE = re.compile(r"(\d{4}-)?\d{2}-\d{2}")
_POPULATION = re.compile(r"bis (?:zu )?(\d{1,3}(?:\.\d{3})+) Einwohner")
_SCOPES = frozenset({"BUND", "LAND", "KREIS", "GEMEINDE", "GEBIET"})
MOST_PEOPLE = 100_000_000


def read_projects(records: Sequence[Record]) -> tuple[ProjectProfile, ...]:
    """Projects in their order. Raises `InputError` for a wrong field or an id that stands there twice."""
    _refuse_repeated(records)
    return tuple(_project(_fields(record)) for record in records)


def read_programmes(records: Sequence[Record]) -> tuple[Programme, ...]:
    """Programmes of either schema, in their order. Raises `InputError` as `read_projects` does."""
    _refuse_repeated(records)
    return tuple(
        _from_catalogue(_fields(record))
        if "eligible_applicants" in record.values
        else _from_lean(_fields(record))
        for record in records
    )


def _fields(record: Record) -> Fields:
    return Fields(dict(record.values), record.where)


def _refuse_repeated(records: Iterable[Record]) -> None:
    seen: set[str] = set()
    for record in records:
        name = _fields(record).text("id")
        if name in seen:
            raise InputError(Problem.DUPLICATE_ID, record.where, "id", name)
        seen.add(name)


def _project(fields: Fields) -> ProjectProfile:
    state, ags = _place(fields)
    return ProjectProfile(
        key=fields.text("id"),
        title=fields.text("title"),
        description=fields.text("description"),
        keywords=fields.texts("themes"),
        applicant=_applicant(fields),
        state=state,
        ags=ags,
        population=_population(fields),
        cost=fields.optional_cents("cost_eur"),
        started=fields.optional_flag("started"),
    )


def _applicant(fields: Fields) -> ApplicantKind | None:
    name = fields.optional_text("applicant_type")
    if name is None:
        return None
    if name not in KINDS:
        raise fields.error(Problem.UNKNOWN_VALUE, "applicant_type", name)
    return KINDS[name]


def _place(fields: Fields) -> tuple[str | None, str | None]:
    name, ags = fields.optional_text("state"), fields.optional_text("ags")
    if name is not None and name not in STATE_BY_NAME:
        raise fields.error(Problem.UNKNOWN_VALUE, "state", name)
    state = STATE_BY_NAME[name] if name is not None else None
    if ags is None:
        return state, None
    if not _AGS.fullmatch(ags) or ags[:2] not in STATE_NAMES or state not in (None, ags[:2]):
        raise fields.error(Problem.UNKNOWN_VALUE, "ags", ags)
    return ags[:2], ags


def _population(fields: Fields) -> int | None:
    number = fields.optional_number("population")
    if number is None:
        return None
    if number < 0:
        raise fields.error(Problem.NEGATIVE, "population", number)
    if number != number.to_integral_value() or number > MOST_PEOPLE:
        raise fields.error(Problem.OUT_OF_RANGE, "population", number)
    return int(number)


def _from_lean(fields: Fields) -> Programme:
    """The schema of the matching cases: no status, no date, no sums."""
    name, description = fields.text("name"), fields.text("description")
    family = fields.optional_text("family")
    regions = fields.texts("region")
    if not regions:
        raise fields.error(Problem.MISSING, "region")
    if not fields.has("applicants"):
        raise fields.error(Problem.MISSING, "applicants")
    applicants = _kinds(fields, "applicants")
    return Programme(
        key=fields.text("id"),
        name=name,
        text=". ".join([name, *fields.texts("aliases"), description]),
        tags=themes_of((family,) if family else ()),
        applicants=applicants,
        excluded=LEAN_KINDS - applicants,
        area=area_of_names(regions),
        population_limit=_population_limit(description),
    )


def _from_catalogue(fields: Fields) -> Programme:
    """The catalogue's own schema (`catalogue/programmes.jsonl`)."""
    name, summary = fields.text("name"), fields.text("summary_de")
    scope = fields.text("region_scope")
    if scope not in _SCOPES:
        raise fields.error(Problem.UNKNOWN_VALUE, "region_scope", scope)
    region = fields.text("region")
    return Programme(
        key=fields.text("id"),
        name=name,
        text=f"{name}. {summary}",
        examples=". ".join([*fields.texts("everyday"), *fields.texts("typical_projects")]),
        tags=themes_of(fields.texts("themes")),
        applicants=_kinds(fields, "eligible_applicants"),
        excluded=_kinds(fields, "excluded_applicants"),
        area=area_of_codes(
            region,
            scope,
            fields.texts("region_codes"),
            fields.optional_flag("includes_koenigslutter"),
        ),
        status=_member(fields, "status", Status),
        deadlines=_deadlines(fields),
        as_of=_as_of(fields),
        sums=_sums(fields),
        start_rule=start_rule_of(fields.optional_text("early_start_rule")),
        population_limit=_population_limit(f"{region}. {summary}"),
    )


def _kinds(fields: Fields, name: str) -> frozenset[ApplicantKind]:
    words = fields.texts(name)
    for at, word in enumerate(words):
        if word not in KINDS:
            raise fields.error(Problem.UNKNOWN_VALUE, f"{name}[{at}]", word)
    return frozenset(KINDS[word] for word in words)


def _member(fields: Fields, name: str, kind: type[E]) -> E:
    word = fields.text(name)
    try:
        return kind(word)
    except ValueError as error:
        raise fields.error(Problem.UNKNOWN_VALUE, name, word) from error


def _deadlines(fields: Fields) -> tuple[str, ...]:
    stated = fields.texts("deadline_dates")
    for at, text in enumerate(stated):
        try:
            if not _DEADLINE.fullmatch(text):
                raise ValueError(text)
            date.fromisoformat(text if len(text) > 5 else f"2000-{text}")
        except ValueError as error:
            place = f"deadline_dates[{at}]"
            raise fields.error(Problem.UNKNOWN_VALUE, place, text) from error
    return stated


def _as_of(fields: Fields) -> date | None:
    stated = fields.optional_text("as_of")
    if stated is None:
        return None
    try:
        return last_day_of(stated)
    except ValueError as error:
        raise fields.error(Problem.UNKNOWN_VALUE, "as_of", stated) from error


def _sums(fields: Fields) -> Sums:
    rates = (fields.optional_number("rate_pct"), fields.optional_number("rate_max_pct"))
    known = [rate for rate in rates if rate is not None]
    if any(rate < 0 or rate > 100 for rate in known):
        raise fields.error(Problem.OUT_OF_RANGE, "rate_pct", max(known, key=abs))
    doubts = fields.texts("uncertain")
    names = ("min_eur", "max_eur", "min_eligible_cost_eur", "max_eligible_cost_eur", "rate")
    return Sums(
        min_grant=fields.optional_cents("min_eur"),
        max_grant=fields.optional_cents("max_eur"),
        min_cost=fields.optional_cents("min_eligible_cost_eur"),
        max_cost=fields.optional_cents("max_eligible_cost_eur"),
        best_rate=int(max(known) * Decimal(100)) if known else None,
        uncertain=frozenset(name for name in names if any(name in doubt for doubt in doubts)),
    )


# What the rules of the records say, by the words that tell it; the first that fits counts.
_START_WORDS: tuple[tuple[re.Pattern[str], StartRule], ...] = (
    (re.compile(r"aufschiebend|auflösend"), StartRule.CLAUSE),
    (
        re.compile(r"Einreichen des Antrags|Beginn nach Antrag|Antrag vor|vor .* beantragen"),
        StartRule.APPLICATION,
    ),
    (re.compile(r"nur mit Zustimmung|gesondert zu beantragen"), StartRule.CONSENT),
)


def start_rule_of(text: str | None) -> StartRule:
    """What a record's sentence on early starts means; a sentence without known words means: after approval."""
    if text is None:
        return StartRule.UNSTATED
    return next((rule for words, rule in _START_WORDS if words.search(text)), StartRule.APPROVAL)


def _population_limit(text: str) -> int | None:
    """A limit such as "bis 10.000 Einwohner" that the text states."""
    found = _POPULATION.search(text)
    return int(found[1].replace(".", "")) if found else None
