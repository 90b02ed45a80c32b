from datetime import date
from decimal import Decimal

import pytest

from machbar.modules.funding.core import (
    ApplicantKind,
    Programme,
    ProjectProfile,
    StartRule,
    Status,
    Sums,
    area_of_codes,
    area_of_names,
    read_programmes,
    read_projects,
    start_rule_of,
)
from machbar.modules.funding.core.applicants import LEAN_KINDS
from machbar.modules.funding.core.tests.builders import (
    CATALOGUE_RECORD,
    catalogue_programme,
    read_project,
    record,
)
from machbar.reasoning.reading import InputError, Json, Problem, read_records
from tests.shared import SHARED

LEAN: dict[str, Json] = {
    "id": "fund",
    "name": "Dorffonds",
    "aliases": ["Fonds für Dörfer"],
    "level": "land",
    "region": ["Niedersachsen"],
    "applicants": ["verein", "privat"],
    "family": "laendlich",
    "description": "Für Orte bis 10.000 Einwohner.",
}


def test_a_project_is_read_with_everything_it_states() -> None:
    project = read_project(
        applicant_type="verein",
        state="Niedersachsen",
        ags="03154013",
        themes=["Licht"],
        population=15800,
        cost_eur=Decimal("1200.5"),
        started=False,
        funded_by=["not read"],
    )

    assert project == ProjectProfile(
        key="p",
        title="Laternen",
        description="Neue Laternen.",
        keywords=("Licht",),
        applicant=ApplicantKind.ASSOCIATION,
        state="03",
        ags="03154013",
        population=15800,
        cost=120050,
        started=False,
    )
    assert project.text == "Laternen. Neue Laternen.. Licht"


def test_a_project_may_leave_everything_open() -> None:
    project = read_project(applicant_type=None, state=None, themes=None, cost_eur=None)

    assert project == ProjectProfile(key="p", title="Laternen", description="Neue Laternen.")


def test_the_official_key_tells_the_state() -> None:
    assert read_project(ags="09162000").state == "09"


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("id", None, Problem.MISSING),
        ("title", "", Problem.MISSING),
        ("description", None, Problem.MISSING),
        ("applicant_type", "könig", Problem.UNKNOWN_VALUE),
        ("state", "Preußen", Problem.UNKNOWN_VALUE),
        ("ags", "123", Problem.UNKNOWN_VALUE),
        ("ags", "99154013", Problem.UNKNOWN_VALUE),
        ("cost_eur", -1, Problem.NEGATIVE),
        ("cost_eur", "viel", Problem.WRONG_TYPE),
        ("population", -1, Problem.NEGATIVE),
        ("population", 10**9, Problem.OUT_OF_RANGE),
        ("themes", "Licht", Problem.WRONG_TYPE),
        ("started", "ja", Problem.WRONG_TYPE),
    ],
)
def test_a_wrong_field_of_a_project_is_named(field: str, value: Json, problem: Problem) -> None:
    with pytest.raises(InputError) as caught:
        read_project(**{field: value})

    assert (caught.value.problem, caught.value.field) == (problem, field)
    assert caught.value.where.line == 1


def test_half_a_person_is_out_of_range() -> None:
    with pytest.raises(InputError) as caught:
        read_project(population=Decimal("1.5"))

    assert caught.value.problem is Problem.OUT_OF_RANGE


def test_a_place_outside_its_state_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_project(state="Bayern", ags="03154013")

    assert (caught.value.problem, caught.value.field) == (Problem.UNKNOWN_VALUE, "ags")


def test_an_id_that_stands_there_twice_is_refused() -> None:
    first = record({"id": "p", "title": "a", "description": "b"}, line=1)
    second = record({"id": "p", "title": "c", "description": "d"}, line=2)

    with pytest.raises(InputError) as caught:
        read_projects([first, second])

    assert (caught.value.problem, caught.value.where.line) == (Problem.DUPLICATE_ID, 2)


def test_the_leaner_schema_is_read_and_closes_the_kinds_it_does_not_list() -> None:
    (programme,) = read_programmes([record(LEAN)])

    listed = frozenset({ApplicantKind.ASSOCIATION, ApplicantKind.PRIVATE_PERSON})
    assert programme == Programme(
        key="fund",
        name="Dorffonds",
        text="Dorffonds. Fonds für Dörfer. Für Orte bis 10.000 Einwohner.",
        tags=("dorfentwicklung",),
        applicants=listed,
        excluded=LEAN_KINDS - listed,
        area=area_of_names(("Niedersachsen",)),
        population_limit=10_000,
    )


def test_a_programme_without_family_has_no_tags() -> None:
    (programme,) = read_programmes([record({**LEAN, "family": None})])

    assert programme.tags == ()


@pytest.mark.parametrize(
    ("field", "value", "problem", "place"),
    [
        ("region", [], Problem.MISSING, "region"),
        ("applicants", None, Problem.MISSING, "applicants"),
        ("applicants", ["verein", "könig"], Problem.UNKNOWN_VALUE, "applicants[1]"),
        ("description", None, Problem.MISSING, "description"),
    ],
)
def test_a_wrong_field_of_the_leaner_schema_is_named(
    field: str, value: Json, problem: Problem, place: str
) -> None:
    with pytest.raises(InputError) as caught:
        read_programmes([record({**LEAN, field: value})])

    assert (caught.value.problem, caught.value.field) == (problem, place)


def test_the_catalogue_schema_is_read() -> None:
    programme = catalogue_programme(
        everyday=["Laternen"],
        typical_projects=["Neue Lampen am Markt"],
        excluded_applicants=["privatperson"],
        min_eur=500,
        max_eur=5000,
        min_eligible_cost_eur=1000,
        max_eligible_cost_eur=20000,
        rate_max_pct=80,
        uncertain=["min_eur (alt)"],
        deadline_dates=["06-01", "2026-12-31"],
        early_start_rule="nicht begonnen",
    )

    assert programme == Programme(
        key="lamp-fund",
        name="Laternenfonds",
        text="Laternenfonds. Zuschuss für Außenbeleuchtung.",
        examples="Laternen. Neue Lampen am Markt",
        tags=("energie_licht",),
        applicants=frozenset({ApplicantKind.MUNICIPALITY}),
        excluded=frozenset({ApplicantKind.PRIVATE_PERSON}),
        area=area_of_codes("Niedersachsen", "LAND", ("DE9",), True),
        status=Status.ACTIVE,
        deadlines=("06-01", "2026-12-31"),
        as_of=date(2026, 3, 31),
        sums=Sums(
            min_grant=50_000,
            max_grant=500_000,
            min_cost=100_000,
            max_cost=2_000_000,
            best_rate=8_000,
            uncertain=frozenset({"min_eur"}),
        ),
        start_rule=StartRule.APPROVAL,
    )


@pytest.mark.parametrize(
    ("field", "value", "problem", "place"),
    [
        ("region_scope", "MOND", Problem.UNKNOWN_VALUE, "region_scope"),
        ("status", "offen", Problem.UNKNOWN_VALUE, "status"),
        ("as_of", "neulich", Problem.UNKNOWN_VALUE, "as_of"),
        ("deadline_dates", ["02-30"], Problem.UNKNOWN_VALUE, "deadline_dates[0]"),
        ("deadline_dates", ["06-01", "bald"], Problem.UNKNOWN_VALUE, "deadline_dates[1]"),
        ("rate_pct", 120, Problem.OUT_OF_RANGE, "rate_pct"),
        ("rate_pct", -1, Problem.OUT_OF_RANGE, "rate_pct"),
        ("min_eur", -1, Problem.NEGATIVE, "min_eur"),
        ("eligible_applicants", ["könig"], Problem.UNKNOWN_VALUE, "eligible_applicants[0]"),
        ("summary_de", None, Problem.MISSING, "summary_de"),
    ],
)
def test_a_wrong_field_of_the_catalogue_is_named(
    field: str, value: Json, problem: Problem, place: str
) -> None:
    with pytest.raises(InputError) as caught:
        catalogue_programme(**{field: value})

    assert (caught.value.problem, caught.value.field) == (problem, place)


def test_a_record_may_leave_date_and_rate_open() -> None:
    programme = catalogue_programme(as_of=None, rate_pct=None)

    assert (programme.as_of, programme.sums, programme.sums.are_stated) == (None, Sums(), False)


# Every sentence on early starts that the catalogue knows.
@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (None, StartRule.UNSTATED),
        ("Beginn erst nach Bewilligung, Ausnahme nur mit Zustimmung", StartRule.CONSENT),
        ("vorzeitiger Maßnahmenbeginn ist gesondert zu beantragen", StartRule.CONSENT),
        ("Auftragserteilung erst nach Zuwendungsbescheid", StartRule.APPROVAL),
        ("keine Förderung begonnener Vorhaben", StartRule.APPROVAL),
        ("nicht begonnen", StartRule.APPROVAL),
        ("Beginn nach Antrag oder mit Genehmigung", StartRule.APPLICATION),
        ("mit Einreichen des Antrags gilt der Beginn als genehmigt", StartRule.APPLICATION),
        ("Antrag vor Beginn über Hausbank", StartRule.APPLICATION),
        ("vor Arbeitsvertrag beantragen", StartRule.APPLICATION),
        ("Verträge nur mit aufschiebender/auflösender Bedingung der Zusage", StartRule.CLAUSE),
    ],
)
def test_sentences_on_early_starts_become_a_rule(text: str | None, rule: StartRule) -> None:
    assert start_rule_of(text) is rule


def test_the_schemas_may_stand_in_one_file() -> None:
    programmes = read_programmes([record(LEAN, line=1), record(CATALOGUE_RECORD, line=2)])

    assert [programme.key for programme in programmes] == ["fund", "lamp-fund"]


@pytest.mark.shared
def test_the_shared_cases_and_programmes_are_read() -> None:
    folder = SHARED / "funding"
    lean = read_records(folder / "matching_dev_programmes.json", key="programmes")

    assert len(read_projects(read_records(folder / "matching_dev.jsonl"))) == 43
    assert len(read_programmes(lean)) == 122
    assert len(read_programmes(read_records(folder / "programmes.jsonl"))) == 86
