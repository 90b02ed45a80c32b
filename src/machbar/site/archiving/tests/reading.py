"""How the tests of the archive read one: its texts, the words of a page, and links that lead nowhere."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin


def read(path: Path) -> dict[str, str]:
    """Every text of an archive, by its name below the one folder; pictures as nothing."""
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        return {
            name.partition("/")[2]: ""
            if name.startswith(("bilder/",)) or name.endswith((".jpg", ".webp"))
            else packed.read(name).decode("utf-8-sig")
            for name in packed.namelist()
        }


def dead_links(texts: dict[str, str]) -> Iterator[str]:
    """Links and pictures that lead out of the archive, or nowhere in it."""
    for name, text in texts.items():
        if not name.endswith(".html"):
            continue
        for target in re.findall(r'(?:href|src)="([^"#]+)"', text):
            if urljoin(f"/{name}", target).lstrip("/") not in texts:
                yield f"{name}: {target}"


def shown(page: str) -> str:
    """The words of a page, without its marks."""
    return " ".join(
        re.sub(r"<[^>]+>", " ", page.replace("<wbr>", "")).replace("\u00a0", " ").split()
    )
