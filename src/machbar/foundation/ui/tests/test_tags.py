"""What the tags write into a page."""

import re
from datetime import date, datetime, timedelta

import pytest
import segno
from django.template import Context, Template, TemplateSyntaxError
from django.test.html import parse_html
from django.utils import timezone

from machbar.foundation.ui.templatetags import face
from machbar.foundation.ui.triangle import Side, Triangle


def render(source: str, **context: object) -> str:
    return Template("{% load face %}" + source).render(Context(context))


def test_money_is_written_for_sentences_and_tables_and_nothing_is_nothing() -> None:
    source = "{{ a|cents }}|{{ a|cents_exact }}|{{ none|cents }}|{{ none|cents_exact }}"

    assert render(source, a=4_000_000, none=None) == "40.000\u00a0€|40.000,00\u00a0€||"


def test_age_and_ago_count_from_today_in_germany() -> None:
    today = timezone.localdate()
    week = {"day": today - timedelta(days=6), "at": timezone.now() - timedelta(days=6)}

    assert render("{{ day|age }}|{{ day|ago }}", **week) == "6 Tage|vor 6 Tagen"
    assert render("{{ at|age }}|{{ at|ago }}", **week) == "6 Tage|vor 6 Tagen"


def test_mail_and_phone_are_links_and_what_is_typed_stays_text() -> None:
    source = (
        "{{ mail|reached_by }}|{{ phone|reached_by }}|{{ letter|reached_by }}|{{ odd|reached_by }}"
    )

    assert render(
        source,
        mail="anna@example.invalid",
        phone="+49 5353 4711",
        letter="Markt 1\n38154 Königslutter",
        odd="a@b.de <b>",
    ) == (
        '<a href="mailto:anna@example.invalid">anna@example.invalid</a>'
        '|<a href="tel:053534711">+49 5353 4711</a>'
        "|Markt 1<br>38154 Königslutter"
        "|a@b.de &lt;b&gt;"
    )


def test_dates_and_small_numbers_are_words() -> None:
    at = timezone.make_aware(datetime(2026, 9, 24, 16, 42))  # noqa: DTZ001 - made aware at once

    assert render("{{ at|moment }}", at=at) == "Donnerstag, 24. September 2026, 16:42\u00a0Uhr"
    assert render("{{ day|long_date }}", day=date(2026, 9, 24)) == "Donnerstag, 24. September 2026"
    assert render("{{ 3|in_words }}") == "drei"


@pytest.mark.parametrize(
    ("code", "look", "word", "shape"),
    [
        ("yes", "ja", "passt", "<circle"),
        ("unknown", "frage", "fehlt Angabe", '<path d="M14 1 27 14 14 27 1 14Z"'),
        ("no", "nein", "passt nicht", '<path d="M2 2h24v24H2z"'),
    ],
)
def test_a_verdict_is_a_shape_and_a_word(code: str, look: str, word: str, shape: str) -> None:
    html = render("{{ code|verdict }}", code=code)

    assert html.startswith(
        f'<span class="verdict verdict--{look}"><svg viewBox="0 0 28 28" aria-hidden="true">{shape}'
    )
    assert html.endswith(f"</svg><span>{word}</span></span>")


def test_a_verdict_may_say_more_and_says_it_safely() -> None:
    html = render("{{ 'no'|verdict:words }}", words="zu früh: <Bestellung>")

    assert html.endswith("<span>zu früh: &lt;Bestellung&gt;</span></span>")


def test_invented_values_are_marked_in_the_demonstration_only() -> None:
    marked = '<span class="fiktiv">Zahlen fiktiv</span>'

    assert render("{% fiktiv 'Zahlen fiktiv' %}", is_demo=True) == marked
    assert render("{% fiktiv %}", is_demo=True) == '<span class="fiktiv">fiktiv</span>'
    assert render("{% fiktiv '' %}", is_demo=True) == ""
    assert render("{% fiktiv %}", is_demo=False) == ""
    assert render("{% fiktiv %}") == ""


def test_a_drawing_takes_the_colour_of_the_town_and_is_silent() -> None:
    html = render("{% drawing 'strasse' 'town' %}")

    assert html.startswith('<span class="town" aria-hidden="true"><svg ')
    assert "var(--accent)" in html
    assert "#0f5257" not in html


@pytest.mark.parametrize("name", ["gibt-es-nicht", "../face", "/etc/passwd"])
def test_a_drawing_that_is_not_ours_is_an_error_of_the_template(name: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="No drawing"):
        render("{% drawing name %}", name=name)


def test_a_qr_code_draws_exactly_the_dark_modules() -> None:
    address = "https://machbar.example/beleg/abcdefghijklmnopqrstuv/"
    html = face.qr(address)
    path = html.rpartition(' d="')[2]
    dark = {
        (int(x) + step, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path)
        for step in range(int(length))
    }
    matrix = segno.make(address, error="m", micro=False).matrix

    assert dark == {(x, y) for y, row in enumerate(matrix) for x, cell in enumerate(row) if cell}
    assert 'role="img" aria-label="QR-Code zu dieser Seite"' in html


def test_the_bar_has_a_legend_in_words_and_leaves_out_what_is_zero() -> None:
    html = render("{% bar spent=118000 uncovered=100000 %}")

    assert re.findall(r"<li class=\"(\w+)\"><i aria-hidden=\"true\"></i>([^<]+)</li>", html) == [
        ("spent", "ausgegeben 1.180\u00a0€"),
        ("open", "offen 1.000\u00a0€"),
    ]


def test_the_triangle_is_a_list_on_small_screens() -> None:
    side = Side(verdict="yes", sentence="passt gut")
    figure = Triangle(
        title="Werkstatt", states={}, rooms="", funding="",
        project_rooms=side, project_funding=side, rooms_funding=side,
    )  # fmt: skip
    html = render("{% mediation_triangle figure %}", figure=figure)

    assert 'aria-label="Überblick: Werkstatt"' in html
    assert re.findall(r"<b>([^<]+:)</b> ([^<]+)</li>", html) == [
        ("Projekt und Raum:", "passt gut"),
        ("Projekt und Förderung:", "passt gut"),
        ("Raum und Förderung:", "passt gut"),
    ]


def test_the_houses_are_drawn_by_tags() -> None:
    assert 'class="house"' in render("{% house states 24 %}", states={})
    assert render("{% house_named %}").count("<text") == 5
    assert render("{% slot_figure 'place' 'open' %}").count('class="ghost"') == 4
    assert render("{{ states|house_words }}", states={}).replace("\u00a0", " ") == (
        "0 von 5 stehen · 5 fehlen"
    )


def test_a_list_says_how_much_is_shown_and_where_it_goes_on() -> None:
    source = "{% include 'machbar/_more.html' with query='stand=neu&' key='nach' %}"

    assert parse_html(render(source, shown=9, total=24, next="a b/c")) == parse_html(
        '<nav class="row above-l" aria-label="Mehr aus dieser Liste">'
        '<span class="muted">9 von 24</span>'
        '<a class="kern-btn kern-btn--secondary" href="?stand=neu&nach=a%20b%2Fc">'
        '<span class="kern-label">Mehr zeigen</span></a></nav>'
    )
    assert parse_html(render(source, shown=9, total=1000, is_more=True)) == parse_html(
        '<nav class="row above-l" aria-label="Mehr aus dieser Liste">'
        '<span class="muted">9 von mehr als 1000</span></nav>'
    )
