"""Every template and drawing keeps the content policy: nothing inline, nothing from elsewhere."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[3]
FILES = sorted(
    file
    for pattern in ("**/templates/**/*.html", "**/static/machbar/**/*.svg")
    for file in SOURCE.glob(pattern)
)
BREACHES = {
    "an inline style": re.compile(r"<[^>]*\sstyle\s*=|<style\b", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script with a body": re.compile(r"<script\b[^>]*>\s*[^<\s]", re.IGNORECASE),
    "an address of another host": re.compile(
        r"<(?!a\b)[^>]*\b(?:src|href|srcset|action|data|poster)\s*=\s*[\"']?\s*(?:https?:)?//",
        re.IGNORECASE,
    ),
    "a script as address": re.compile(r"[\"'=]\s*javascript:", re.IGNORECASE),
    "a house without words": re.compile(r"<svg[^>]*class=\"house\b", re.IGNORECASE),
}


def breaches(text: str) -> list[str]:
    """The kinds of breaches in a template."""
    return [kind for kind, pattern in BREACHES.items() if pattern.search(text)]


def test_there_are_templates_and_drawings_to_look_at() -> None:
    assert len([file for file in FILES if file.suffix == ".html"]) > 20
    assert len([file for file in FILES if file.suffix == ".svg"]) > 8


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_a_template_keeps_the_content_policy(file: Path) -> None:
    assert breaches(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('<p style="color:red">', "an inline style"),
        ("<style>p{}</style>", "an inline style"),
        ('<a href="#" onclick="x()">', "an inline handler"),
        ("<script>x()</script>", "a script with a body"),
        ('<script src="https://cdn.example/x.js"></script>', "an address of another host"),
        ("<img src=//cdn.example/x.png>", "an address of another host"),
        ('<link href="http://fonts.example/x.css">', "an address of another host"),
        ('<a href="javascript:x()">', "a script as address"),
        ('<svg class="house" viewBox="0 0 48 48">', "a house without words"),
    ],
)
def test_each_breach_would_be_found(text: str, kind: str) -> None:
    assert breaches(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        '<script src="/static/x.js" defer></script>',
        '<a href="https://www.koenigslutter.de/">Stadt</a>',
        '<link rel="stylesheet" href="{% static "machbar/face.css" %}">',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">',
        '<option value="on">online</option>',
    ],
)
def test_what_is_allowed_is_not_a_breach(text: str) -> None:
    assert breaches(text) == []
