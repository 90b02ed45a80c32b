"""The frames of all pages: public, behind a personal link, behind the counter, and errors."""

import re
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

pytestmark = pytest.mark.urls("machbar.foundation.ui.tests.urls")

FRAMES = ["machbar/public.html", "machbar/bare.html", "machbar/staff.html"]


def make_town(accent: str = "#0f5257") -> SimpleNamespace:
    return SimpleNamespace(name="Musterstadt", house_name="MachBar", accent=accent)


def page(template: str, **context: object) -> str:
    return render_to_string(template, {"town": make_town(), "actor": None, **context})


@pytest.mark.parametrize("template", FRAMES)
def test_every_frame_speaks_german_in_one_fixed_theme_and_tells_no_address(template: str) -> None:
    html = page(template)

    assert '<html lang="de" data-kern-theme="light">' in html
    assert '<meta name="referrer" content="same-origin">' in html
    assert html.count('href="#inhalt"') == html.count('<main id="inhalt"') == 1
    # Scripts come as files of ours: the content policy allows no other.
    assert re.findall(r"<script(?! src=\"/static/machbar/)", html) == []


@pytest.mark.parametrize("template", FRAMES)
def test_every_frame_loads_fonts_then_kern_then_the_face(template: str) -> None:
    sheets = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', page(template))

    assert sheets == ["vendor/fonts.css", "vendor/kern/kern.min.css", "machbar/face.css"]


def test_a_town_with_a_door_of_its_own_loads_its_colour_last() -> None:
    html = page("machbar/public.html", town=make_town("#7a1f3d"))

    assert re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)[-1].endswith("css?7a1f3d")


def test_a_page_behind_a_personal_link_has_no_menu() -> None:
    entry = SimpleNamespace(url="/ideen/", label="Mitmachen", section="ideen")

    assert 'href="/ideen/"' in page("machbar/public.html", public_menu=[entry])
    assert 'href="/ideen/"' not in page("machbar/bare.html", public_menu=[entry])


def test_the_menu_marks_where_one_is() -> None:
    entries = [
        SimpleNamespace(url="/ideen/", label="Mitmachen", section="ideen"),
        SimpleNamespace(url="/projekte/", label="Projekte", section="projekte"),
    ]
    html = page("machbar/public.html", public_menu=entries, section="projekte")

    assert re.findall(r'<a href="([^"]+)" +aria-current="page"', html) == ["/projekte/"]


@pytest.mark.parametrize(
    ("status", "drawn"), [(400, False), (403, False), (404, True), (500, False)]
)
def test_only_a_missing_page_shows_the_sign_of_a_missing_door(
    status: int,
    drawn: bool,
) -> None:
    html = page("machbar/oops.html", status=status, headline="Hm.", sentence="Nichts verloren.")

    assert ("gibt es nicht" in html) is drawn
    assert "<h1>Hm.</h1>" in html
    assert "Nichts verloren." in html
    assert ">Zur Startseite<" in html
