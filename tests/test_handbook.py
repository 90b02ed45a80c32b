"""The German handbook names what is on the screen, shows pictures that exist, and leads nowhere wrong.

Bold words are names from the product: each is a whole German text of a catalogue.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from babel.messages.pofile import read_po

from tools.shots import SHOTS

ROOT = Path(__file__).resolve().parents[1]
HANDBOOK = sorted((ROOT / "docs" / "handbuch").glob("*.md"))
PICTURES = ROOT / "docs" / "screenshots"
MOST_BYTES = 6_000_000
EXPLAINED = {"Fett"}  # the word that says what bold means


def test_every_name_in_bold_is_a_german_text_of_the_product() -> None:
    texts = _german_texts()
    strange = {
        f"{page.name}: {name}"
        for page in HANDBOOK
        for name in _flat(re.findall(r"\*\*(.+?)\*\*", page.read_text(encoding="utf-8"), re.DOTALL))
        if name not in texts | EXPLAINED
    }

    assert strange == set()


def test_every_link_and_every_picture_leads_somewhere() -> None:
    pages = [*HANDBOOK, ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

    dead = {
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
        if not target.startswith(("http", "mailto:")) and not _exists(page, target)
    }

    assert dead == set()


def test_the_chapters_are_all_listed_and_every_one_has_pictures() -> None:
    first = (ROOT / "docs" / "handbuch" / "README.md").read_text(encoding="utf-8")

    chapters = [page for page in HANDBOOK if page.name != "README.md"]

    assert [page.name for page in chapters if f"]({page.name})" not in first] == []
    assert [page.name for page in HANDBOOK if "](../screenshots/" not in page.read_text()] == []


def test_every_picture_is_taken_by_the_tool_and_all_are_small() -> None:
    taken = {f"{shot.name}-{width}.png" for shot in SHOTS for width in shot.widths}

    assert {each.name for each in PICTURES.glob("*.png")} == taken
    assert sum(each.stat().st_size for each in PICTURES.glob("*.png")) <= MOST_BYTES


def _german_texts() -> set[str]:
    """Every whole German text, singular and plural."""
    found: set[str] = set()
    for path in ROOT.glob("src/machbar/**/locale/de/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale="de"):
                german = message.string or ""
                found.update(_flat([german] if isinstance(german, str) else german))
    return found - {""}


def _flat(texts: Iterable[str]) -> list[str]:
    return [" ".join(each.split()) for each in texts]


def _exists(page: Path, target: str) -> bool:
    """Whether a relative link leads to a file, and what stands behind the # to a heading of it."""
    path, _hash, anchor = target.partition("#")
    file = (page.parent / path).resolve() if path else page
    if not anchor:
        return file.exists()
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return anchor in {_slug(each) for each in headings}


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
