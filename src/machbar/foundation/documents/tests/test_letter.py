"""Letters for window envelopes: tagged, each on a page of its own, any text, the address where the window is."""

import io
from datetime import date
from typing import Any

import pikepdf
import pytest

from machbar.foundation.documents.letter import PostalLetter, write_letters
from machbar.foundation.documents.tests.reading import _strings, _to_unicode, pdf_text

DAY = date(2026, 11, 26)


def make_letter(**fields: object) -> PostalLetter:
    """An answer to somebody on the market square."""
    values: dict[str, object] = {
        "house": "MachBar",
        "town": "Lutterstadt am Elm",
        "sender": "MachBar Lutterstadt am Elm, Marktstraße 3",
        "recipient": ("Wer am Markt wohnt", "Am Markt 1", "38154 Lutterstadt"),
        "details": (("Nummer", "L-2026-0147"),),
        "dated": DAY,
        "subject": "Eine Antwort auf Ihre Idee L-2026-0147",
        "opening": "Guten Tag,",
        "paragraphs": ("Wir reden mit dem Bauamt.\n\nBald mehr.",),
        "closing": "Freundliche Grüße",
        "signature": "Ihr Team von MachBar",
        "address": "https://machbar.example/beleg/AAAA/",
        "address_note": "Hier sehen Sie, wie es weitergeht:",
        **fields,
    }
    return PostalLetter(**values)  # type: ignore[arg-type] # builder for tests


def test_a_letter_says_everything_and_is_tagged_titled_and_german() -> None:
    printed = write_letters([make_letter(fictional_note="fiktiv")])

    text = pdf_text(printed.content)
    for words in (
        "38154 Lutterstadt",
        "L-2026-0147",
        "26. November 2026",
        "Bald mehr.",
        "https://machbar.example/beleg/AAAA/",
        "Seite 1",
        "fiktiv",
    ):
        assert words in text
    with pikepdf.open(io.BytesIO(printed.content)) as opened:
        assert len(opened.pages) == 1
        assert str(opened.Root.Lang) == "de"
        assert bool(opened.Root.MarkInfo.Marked)
        assert opened.Root.StructTreeRoot is not None
        with opened.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Eine Antwort auf Ihre Idee L-2026-0147"
        alternatives = [str(each.Alt) for each in opened.objects if _has_alternative(each)]
    assert alternatives == ["QR-Code der Adresse daneben"]
    assert printed.lost == ()


def _has_alternative(each: object) -> bool:
    return isinstance(each, pikepdf.Dictionary) and "/Alt" in each


def test_each_letter_begins_with_page_one_and_a_long_one_goes_on() -> None:
    long = make_letter(paragraphs=("Ein langer Satz. " * 300,))

    printed = write_letters([long, make_letter(recipient=("Jemand anders",))])

    with pikepdf.open(io.BytesIO(printed.content)) as opened:
        assert len(opened.pages) == 3
        with opened.open_metadata() as metadata:
            assert metadata["dc:title"] == "Briefe"
    text = pdf_text(printed.content)
    assert [text.count(f"Seite {number}") for number in (1, 2, 3)] == [2, 1, 0]


def test_the_address_begins_inside_the_window_of_form_b() -> None:
    printed = write_letters([make_letter(recipient=("Fensterzeile",))])

    x, y = position(printed.content, "Fensterzeile")
    assert 20 <= x <= 30
    assert 62.7 <= y <= 45 + 45


def position(content: bytes, words: str) -> tuple[float, float]:
    """Where a text begins on the first page: millimetres from the left and the upper edge."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        page = opened.pages[0]
        height = float(page.mediabox[3])
        matrix = text = pikepdf.Matrix()
        stack: list[pikepdf.Matrix] = []
        for instruction in pikepdf.parse_content_stream(page):
            operator, operands = str(instruction.operator), instruction.operands
            if operator == "q":
                stack.append(matrix)
            elif operator == "Q":
                matrix = stack.pop()
            elif operator == "cm":
                matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
            elif operator == "Tm":
                text = pikepdf.Matrix(*map(float, operands)) @ matrix
            elif operator in {"Tj", "TJ"} and words in _drawn(page, operands):
                return text.e * 25.4 / 72, (height - text.f) * 25.4 / 72
    raise AssertionError(words)


def _drawn(page: pikepdf.Page, operands: Any) -> str:
    """A shown text read with each of the page's fonts."""
    fonts = page.Resources.get("/Font", {}).values()
    maps = [_to_unicode(font["/ToUnicode"].read_bytes().decode("latin-1")) for font in fonts]
    return "\n".join("".join(_strings(operands[0], characters)) for characters in maps)


@pytest.mark.parametrize("typed", ["#link(1) *fett* $x$", "a\u0000b\r\nc", "漢字 🙂", "x" * 300])
def test_whatever_was_typed_is_text(typed: str) -> None:
    printed = write_letters([make_letter(recipient=(typed[:80],), paragraphs=(typed,))])

    assert printed.content.startswith(b"%PDF")
    assert (printed.lost != ()) == ("漢" in typed)


def test_a_letter_to_nobody_and_no_letter_at_all_are_refused() -> None:
    with pytest.raises(ValueError, match="recipient"):
        make_letter(recipient=())
    with pytest.raises(ValueError, match="no letter"):
        write_letters([])
