"""Which templates are pages: found on disk by rule, and heard of when one is rendered.

A page template is what a view renders: an HTML file that is neither a part (its name begins with an underscore) nor a
frame (it leaves an empty block for the page's content or heading). Mails and printed pages are no HTML files.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.test.signals import template_rendered

SOURCE = Path(__file__).resolve().parents[2] / "src" / "machbar"
EMPTY_BLOCK = re.compile(r"{%\s*block (?:body|content|heading)\s*%}\s*{%\s*endblock")


def page_templates() -> set[str]:
    """The names of all page templates of the product."""
    files = [file for file in SOURCE.rglob("templates/**/*.html") if "tests" not in file.parts]
    return {_name(file) for file in files if not (file.name.startswith("_") or _is_frame(file))}


@contextmanager
def listening() -> Iterator[set[str]]:
    """The names of the templates that are rendered meanwhile; the live server runs in this process."""
    heard: set[str] = set()

    def hear(template: object, **_more: object) -> None:
        heard.add(str(getattr(template, "name", "")))

    template_rendered.connect(hear)
    try:
        yield heard
    finally:
        template_rendered.disconnect(hear)


def _is_frame(file: Path) -> bool:
    return EMPTY_BLOCK.search(file.read_text(encoding="utf-8")) is not None


def _name(file: Path) -> str:
    parts = file.parts
    return "/".join(parts[len(parts) - parts[::-1].index("templates") :])
