"""Builders of projects and programmes for the tests of the core."""

from typing import Any

from machbar.modules.funding.core import (
    ApplicantKind,
    Programme,
    ProjectProfile,
    area_of_names,
    read_programmes,
    read_projects,
)
from machbar.reasoning.reading import Json, Record, Where

CATALOGUE_RECORD: dict[str, Json] = {
    "id": "lamp-fund",
    "name": "Laternenfonds",
    "summary_de": "Zuschuss für Außenbeleuchtung.",
    "themes": ["beleuchtung"],
    "eligible_applicants": ["kommune"],
    "excluded_applicants": [],
    "region": "Niedersachsen",
    "region_scope": "LAND",
    "region_codes": ["DE9"],
    "includes_koenigslutter": True,
    "rate_pct": 50,
    "status": "active",
    "as_of": "2026-03",
    "deadline_type": "rolling",
    "deadline_dates": [],
    "uncertain": [],
}


def make_project(**fields: Any) -> ProjectProfile:
    return ProjectProfile(**{"key": "p", "title": "Neue Laternen", **fields})


def make_programme(**fields: Any) -> Programme:
    """Nationwide and open to towns, unless told otherwise."""
    given = {
        "key": "lamp-fund",
        "name": "Laternenfonds",
        "text": "Laternenfonds. Zuschuss für Außenbeleuchtung.",
        "applicants": frozenset({ApplicantKind.MUNICIPALITY}),
        "area": area_of_names(("Deutschland",)),
    }
    return Programme(**{**given, **fields})


def record(values: dict[str, Json], line: int = 1) -> Record:
    named = values.get("id")
    label = named if isinstance(named, str) else None
    return Record(where=Where(file="cases.jsonl", line=line, record=label), values=values)


def catalogue_programme(**fields: Json) -> Programme:
    (programme,) = read_programmes([record({**CATALOGUE_RECORD, **fields})])
    return programme


def read_project(**fields: Json) -> ProjectProfile:
    given: dict[str, Json] = {"id": "p", "title": "Laternen", "description": "Neue Laternen."}
    (project,) = read_projects([record({**given, **fields})])
    return project
