"""One record of the programme catalogue: checked when it is imported, typed for whoever shows or plans with it.

Amounts are whole cents; shares are hundredths of a percent (6667 = 66.67 %). A number is there only where the
source named in the record states it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from machbar.modules.funding.core.deadlines import is_deadline, last_day_of, next_deadline
from machbar.reasoning.reading import Fields, Json, Problem, Record, Where

LEVELS = ("EU", "BUND", "LAND", "KOMMUNE", "STIFTUNG", "LOTTERIE", "SOZIALVERSICHERUNG")
PUBLIC_LEVELS = frozenset({"EU", "BUND", "LAND", "KOMMUNE", "SOZIALVERSICHERUNG"})
NATIONAL_LEVELS = frozenset({"BUND", "LAND", "KOMMUNE"})
SCOPES = ("BUND", "LAND", "KREIS", "GEMEINDE", "GEBIET")
STATUSES = ("active", "call_closed", "ended", "unknown")
INSTRUMENTS = ("zuschuss", "darlehen", "buergschaft", "beteiligung", "garantie", "sonstige")
FINANCING_TYPES = ("anteil", "fehlbedarf", "festbetrag", "voll", "pauschale", "darlehen")
DEADLINE_TYPES = ("annual", "call", "rolling", "none", "local", "closed_list", "ended")
APPLICANTS = (
    "kommune", "verein", "gemeinnuetzig", "initiative", "privatperson", "unternehmen", "existenzgruender",
    "freiberufler", "einzelhandel", "baugewerbe", "genossenschaft", "stiftung", "kirche", "schule", "hochschule",
    "kammer", "verband", "wohlfahrtsverband", "sportverein",
)  # fmt: skip
RATE_APPLICANTS = (
    *APPLICANTS,
    "alle",
    "arbeitgeber",
    "kleines_unternehmen",
    "mittleres_unternehmen",
)
NOT_NEEDED_HERE = (
    "rate_max_pct", "includes_koenigslutter", "region_codes", "cumulation_allowed", "duration_max_months",
    "binding_years", "proof_due_months", "recurring",
)  # fmt: skip
MOST_NAME = 300


@dataclass(frozen=True, kw_only=True)
class Rate:
    """The highest rate for one kind of applicant, in hundredths of a percent, with its condition."""

    applicant: str
    rate: int
    condition: str


@dataclass(frozen=True, kw_only=True)
class CatalogueEntry:
    """What the catalogue says about a programme; None means: the source does not say."""

    key: str
    name: str
    funder: str
    administered_by: str
    level: str
    fund_sources: tuple[str, ...]
    themes: tuple[str, ...]
    applicants: tuple[str, ...]
    excluded_applicants: tuple[str, ...]
    region: str
    region_scope: str
    instrument: str
    financing_type: str
    rate: int | None
    rates: tuple[Rate, ...]
    least: int | None
    most: int | None
    least_cost: int | None
    most_cost: int | None
    own_share: int | None
    inkind_own_share: bool | None
    cumulation_note: str
    excludes_tags: tuple[str, ...]
    public_cap: int | None
    de_minimis: bool | None
    early_start_rule: str
    payout: str
    deadline_dates: tuple[str, ...]
    deadline_note: str
    status: str
    as_of: str
    source_url: str
    other_sources: tuple[str, ...]
    seen: str
    summary: str
    everyday: tuple[str, ...]
    uncertain: tuple[str, ...]
    relevance: int

    @property
    def as_of_day(self) -> date:
        """The last day for which the record speaks: a year alone counts as its 31 December."""
        return last_day_of(self.as_of)

    @property
    def is_loan(self) -> bool:
        """Whether the money has to be paid back."""
        return self.instrument == "darlehen"

    @property
    def is_public(self) -> bool:
        """Whether it is public money (foundations and lotteries are not)."""
        return self.level in PUBLIC_LEVELS

    @property
    def is_national_public(self) -> bool:
        """Whether it is public money of this country, which EU money may ask for as its companion."""
        return self.level in NATIONAL_LEVELS

    def deadline(self, today: date) -> date | None:
        """The next deadline from today on, where one is known."""
        return next_deadline(self.deadline_dates, today)

    def rate_for(self, applicant: str) -> int | None:
        """The standard rate; where the record names rates for this kind of applicant, the lowest of those."""
        own = [each.rate for each in self.rates if each.applicant == applicant]
        return min(own) if own else self.rate

    def excludes(self, other: "CatalogueEntry") -> bool:
        """Whether this record's guideline bans money of the other one in the same project."""
        labels = {other.level, *other.fund_sources}
        return any(tag in labels or other.key.startswith(tag.lower()) for tag in self.excludes_tags)


def entry_of(record: Record) -> CatalogueEntry:
    """Check and read one record. Raises `InputError` naming file, line and field."""
    fields = Fields(record.values, record.where)
    _one_of(fields, "deadline_type", DEADLINE_TYPES)
    fields.ignore(*NOT_NEEDED_HERE)
    entry = CatalogueEntry(
        key=_short(fields, "id"),
        name=_short(fields, "name"),
        funder=fields.optional_text("funder") or "",
        administered_by=fields.optional_text("administered_by") or "",
        level=_needed_one_of(fields, "level", LEVELS),
        fund_sources=fields.texts("fund_sources"),
        themes=fields.texts("themes"),
        applicants=_each_of(fields, "eligible_applicants", APPLICANTS),
        excluded_applicants=_each_of(fields, "excluded_applicants", APPLICANTS),
        region=fields.optional_text("region") or "",
        region_scope=_one_of(fields, "region_scope", SCOPES),
        instrument=_needed_one_of(fields, "instrument", INSTRUMENTS),
        financing_type=_one_of(fields, "financing_type", FINANCING_TYPES),
        rate=_share(fields, "rate_pct"),
        rates=_rates(fields),
        least=fields.optional_cents("min_eur"),
        most=fields.optional_cents("max_eur"),
        least_cost=fields.optional_cents("min_eligible_cost_eur"),
        most_cost=fields.optional_cents("max_eligible_cost_eur"),
        own_share=_share(fields, "own_share_min_pct"),
        public_cap=_share(fields, "aggregate_public_cap_pct"),
        inkind_own_share=fields.optional_flag("inkind_own_share"),
        cumulation_note=fields.optional_text("cumulation_note") or "",
        excludes_tags=fields.texts("excludes_tags"),
        de_minimis=fields.optional_flag("de_minimis"),
        early_start_rule=fields.optional_text("early_start_rule") or "",
        payout=fields.optional_text("payout") or "",
        deadline_dates=_deadlines(fields),
        deadline_note=fields.optional_text("deadline_note") or "",
        status=_needed_one_of(fields, "status", STATUSES),
        as_of=_period(fields),
        source_url=_address(fields),
        other_sources=fields.texts("other_sources"),
        seen=fields.optional_text("seen") or "",
        summary=fields.optional_text("summary_de") or "",
        everyday=(*fields.texts("everyday"), *fields.texts("typical_projects")),
        uncertain=fields.texts("uncertain"),
        relevance=_relevance(fields),
    )
    fields.refuse_the_rest()
    return entry


def stored_entry(values: dict[str, Json]) -> CatalogueEntry:
    """The record as the database keeps it (it was checked when it came in)."""
    return entry_of(Record(where=Where(file=str(values.get("id"))), values=values))


def _short(fields: Fields, name: str) -> str:
    text = fields.text(name)
    if len(text) > MOST_NAME:
        raise fields.error(Problem.OUT_OF_RANGE, name, text)
    return text


def _one_of(fields: Fields, name: str, known: Collection[str]) -> str:
    text = fields.optional_text(name) or ""
    if text and text not in known:
        raise fields.error(Problem.UNKNOWN_VALUE, name, text)
    return text


def _needed_one_of(fields: Fields, name: str, known: Collection[str]) -> str:
    text = fields.text(name)
    if text not in known:
        raise fields.error(Problem.UNKNOWN_VALUE, name, text)
    return text


def _each_of(fields: Fields, name: str, known: Collection[str]) -> tuple[str, ...]:
    texts = fields.texts(name)
    for at, text in enumerate(texts):
        if text not in known:
            raise fields.error(Problem.UNKNOWN_VALUE, f"{name}[{at}]", text)
    return texts


def _share(fields: Fields, name: str) -> int | None:
    number = fields.optional_number(name)
    return None if number is None else _hundredths(fields, name, number)


def _hundredths(fields: Fields, name: str, percent: Decimal) -> int:
    if not 0 <= percent <= 100:
        raise fields.error(Problem.OUT_OF_RANGE, name, percent)
    return int(percent * 100)


def _rates(fields: Fields) -> tuple[Rate, ...]:
    return tuple(
        _rate(Fields(entry, fields.where, f"rates[{at}]."))
        for at, entry in enumerate(fields.optional_entries("rates"))
    )


def _rate(fields: Fields) -> Rate:
    return Rate(
        applicant=_needed_one_of(fields, "applicant", RATE_APPLICANTS),
        rate=_hundredths(fields, "rate_pct", fields.number("rate_pct")),
        condition=fields.optional_text("condition") or "",
    )


def _deadlines(fields: Fields) -> tuple[str, ...]:
    dates = fields.texts("deadline_dates")
    known = fields.optional_text("next_known_deadline")
    for name, text in [
        *((f"deadline_dates[{at}]", each) for at, each in enumerate(dates)),
        ("next_known_deadline", known),
    ]:
        if text is not None and not is_deadline(text):
            raise fields.error(Problem.UNKNOWN_VALUE, name, text)
    return dates if known is None else (*dates, known)


def _period(fields: Fields) -> str:
    text = fields.text("as_of")
    try:
        last_day_of(text)
    except ValueError as error:
        raise fields.error(Problem.UNKNOWN_VALUE, "as_of", text) from error
    return text


def _address(fields: Fields) -> str:
    text = fields.text("source_url")
    if not text.startswith(("https://", "http://")):
        raise fields.error(Problem.UNKNOWN_VALUE, "source_url", text)
    return text


def _relevance(fields: Fields) -> int:
    number = fields.number("relevance")
    if number not in {1, 2, 3}:
        raise fields.error(Problem.OUT_OF_RANGE, "relevance", number)
    return int(number)
