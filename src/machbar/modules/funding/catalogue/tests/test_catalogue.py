import json
from datetime import date
from typing import Any

import pytest

from machbar.modules.funding.catalogue import CATALOGUE
from machbar.modules.funding.core import read_programmes, read_projects
from machbar.modules.funding.core.matching import prepare_catalogue, rank_programmes
from machbar.reasoning.ranking import without_encoder
from machbar.reasoning.reading import Record, Where, read_records
from tests.shared import SHARED

OURS = {"everyday", "typical_projects"}
TODAY = date(2026, 11, 26)


def records() -> list[dict[str, Any]]:
    lines = CATALOGUE.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_every_record_is_read() -> None:
    assert len(read_programmes(read_records(CATALOGUE))) == 86


def test_every_record_names_its_source_and_its_date() -> None:
    assert [record["id"] for record in records() if not record["source_url"]] == []
    assert [record["id"] for record in records() if not record["as_of"]] == []


def test_every_record_has_everyday_words_and_three_typical_projects() -> None:
    poor = [
        record["id"]
        for record in records()
        if len(record["everyday"]) < 3 or len(record["typical_projects"]) != 3
    ]

    assert poor == []


@pytest.mark.shared
def test_apart_from_our_own_fields_the_records_agree_with_the_shared_ones() -> None:
    text = (SHARED / "funding" / "programmes.jsonl").read_text(encoding="utf-8")
    shared = [json.loads(line) for line in text.splitlines()]
    compiled = [
        {name: value for name, value in record.items() if name not in OURS} for record in records()
    ]

    assert compiled == shared


def test_areas_that_leave_koenigslutter_out_are_closed_to_it_and_to_other_states() -> None:
    def closed(**place: str) -> set[str]:
        values: dict[str, Any] = {"id": "p", "title": "Konzert", "description": "Ein Konzert."}
        project = read_projects([Record(where=Where(file="p"), values={**values, **place})])[0]
        catalogue = prepare_catalogue(
            read_programmes(read_records(CATALOGUE)), encode=without_encoder
        )
        ranking = rank_programmes(project, catalogue, encode=without_encoder, today=TODAY)
        return {match.programme.key for match in ranking.excluded}

    outside = {"klosterkammer", "zukunftsfonds-asse", "curt-mast", "nds-resiliente-innenstaedte"}
    regional = {"leader-elm-schunter", "die-braunschweigische", "nds-mikrostarter"}
    assert outside <= closed(ags="03154013")
    assert not regional & closed(ags="03154013")
    assert regional <= closed(state="Bayern")
