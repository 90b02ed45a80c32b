"""The sheet as text and back: nothing is lost, and what has no place is named with its line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.projects.core import SHEET, Remark, RemarkKind, read_sheet, sheet_text
from machbar.modules.projects.core.sheet_text import FORMAT, plain_text

TEXTS = st.dictionaries(
    st.sampled_from([field.name for field in SHEET]),
    st.text() | st.sampled_from(["== Ziele ==", "\\== Ziele ==", "Ziele:\nText", "a\r\n\r\n== b"]),
)


def _as_json(*entries: object) -> str:
    return json.dumps({"format": FORMAT, "version": 1, "fields": entries})


@given(TEXTS)
def test_any_sheet_comes_back_from_its_text(values: dict[str, str]) -> None:
    reading = read_sheet(sheet_text(values))

    kept = {name: plain_text(text) for name, text in values.items() if plain_text(text)}
    assert reading.values == kept
    assert reading.remarks == ()


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert set(read_sheet(text).values) <= {field.name for field in SHEET}
    assert set(read_sheet("{" + text).values) == set()


def test_the_text_has_every_field_in_the_order_of_the_database() -> None:
    text = sheet_text({"title": "Werkstatt", "goals": "Ein Raum\nfür alle"})

    assert text.startswith("== Projektname ==\nWerkstatt\n\n== Kurzname (Akronym) ==\n\n")
    assert "== Ziele ==\nEin Raum\nfür alle\n\n== Aktivitäten ==\n" in text
    assert text.count("== ") == len(SHEET)


def test_plain_headings_alone_or_with_a_colon_are_understood() -> None:
    reading = read_sheet(
        "Projektname: Werkstatt\n\nPROJEKTBESCHREIBUNG\nErster Satz.\nZweiter: Satz.\n\n"
        "Ziele:\nEin Raum\r\nTelefonnummer:05353\nARL\nBraunschweig"
    )

    assert reading.values == {
        "title": "Werkstatt",
        "description": "Erster Satz.\nZweiter: Satz.",
        "goals": "Ein Raum",
        "regional_office": "Braunschweig",
        "contact_phone": "05353",
    }
    assert reading.remarks == ()


def test_lines_that_only_look_like_headings_stay_and_are_named() -> None:
    reading = read_sheet("Ziele\nEins\n\nUmsetzung:\nZwei\n- wir wollen:\n")

    assert reading.values == {"goals": "Eins\n\nUmsetzung:\nZwei\n- wir wollen:"}
    assert reading.remarks == (Remark(kind=RemarkKind.KEPT_AS_TEXT, line=4, text="Umsetzung:"),)


def test_what_stands_before_the_first_heading_is_named() -> None:
    for text in ("Vorab\n\nZiele\nEins", "Vorab\n\n== Ziele ==\nEins"):
        reading = read_sheet(text)

        assert reading.values == {"goals": "Eins"}
        assert reading.remarks == (
            Remark(kind=RemarkKind.BEFORE_FIRST_HEADING, line=1, text="Vorab"),
        )


def test_unknown_and_repeated_marked_headings_are_named() -> None:
    reading = read_sheet("== Ziele ==\nEins\n== Wetter ==\nschön\n== Ziele ==\nZwei\n")

    assert reading.values == {"goals": "Eins\n\nZwei"}
    assert reading.remarks == (
        Remark(kind=RemarkKind.UNKNOWN_HEADING, line=3, text="Wetter"),
        Remark(kind=RemarkKind.TWICE, line=5, text="Ziele"),
    )


def test_remarks_are_shortened() -> None:
    (remark,) = read_sheet("x" * 100).remarks

    assert remark.text == "x" * 59 + "…"


def test_json_is_read_with_terms_one_under_the_other_and_empty_fields_left_out() -> None:
    reading = read_sheet(
        "\ufeff "
        + _as_json(
            {"field": "goals", "label": "Ziele", "value": "Eins\r\nZwei"},
            {"field": "topics", "value": ["Mobilität", "Bildung"]},
            {"field": "acronym", "value": None},
            {"field": "title", "value": " "},
        )
    )

    assert reading.values == {"goals": "Eins\nZwei", "topics": "Mobilität\nBildung"}
    assert reading.remarks == ()


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ('{\n"a": 1,\nx}', Remark(kind=RemarkKind.NOT_JSON, line=3, text="x}")),
        ("{" * 3000, Remark(kind=RemarkKind.NOT_JSON, line=1, text="{" * 59 + "…")),
        (
            '{"a": ' + "9" * 5000 + "}",
            Remark(kind=RemarkKind.NOT_JSON, line=1, text='{"a": ' + "9" * 53 + "…"),
        ),
        ("{}", Remark(kind=RemarkKind.NOT_A_SHEET, line=1)),
        ('{"format": "machbar-project-sheet"}', Remark(kind=RemarkKind.NOT_A_SHEET, line=1)),
        (
            _as_json({"field": "wetter"}),
            Remark(kind=RemarkKind.UNKNOWN_FIELD, line=1, text="wetter"),
        ),
        (_as_json(5), Remark(kind=RemarkKind.UNKNOWN_FIELD, line=1, text="5")),
        (
            _as_json({"field": "goals", "value": 5}),
            Remark(kind=RemarkKind.NOT_TEXT, line=1, text="goals"),
        ),
        (
            _as_json({"field": "topics", "value": ["a", {}]}),
            Remark(kind=RemarkKind.NOT_TEXT, line=1, text="topics"),
        ),
    ],
)
def test_json_that_is_no_sheet_is_named(text: str, remark: Remark) -> None:
    reading = read_sheet(text)

    assert (reading.values, reading.remarks) == ({}, (remark,))


def test_nested_json_beyond_reason_is_named() -> None:
    reading = read_sheet('{"a": ' + "[" * 200_000 + "]" * 200_000 + "}")

    assert [remark.kind for remark in reading.remarks] == [RemarkKind.NOT_JSON]
