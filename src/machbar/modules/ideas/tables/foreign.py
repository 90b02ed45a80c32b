"""Exports of other participation programs, turned into our headings: adhocracy+ (Excel) and Decidim (CSV).

Column names as the programs' own sources give them: liqd/adhocracy-plus `apps/ideas/exports.py` with the mixins of
liqd/adhocracy4 `exports/mixins` (English, and German where an installation speaks it), decidim/decidim
`proposal_serializer.rb` with its CSV exporter, which joins nested names with a slash (`title/de`). Only facts are used.
"""

import html
import re
from collections.abc import Callable, Mapping, Sequence

from machbar.foundation.tables.core import Row, Table
from machbar.modules.ideas.core import shortened_title, whole_of
from machbar.reasoning.german import fold

ADHOCRACY = "adhocracy+"
DECIDIM = "Decidim"
LANGUAGES = ("de", "en")

_BLOCK = re.compile(r"<(?:br|/p|/li|/h\d|/div)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
_MANY_LINES = re.compile(r"\n\s*\n\s*")

_ADHOCRACY_STATUS = {
    "underconsideration": "im Gespräch",
    "inpruefung": "im Gespräch",
    "inbearbeitung": "im Gespräch",
    "wirdgeprueft": "im Gespräch",
    "consideration": "im Gespräch",
    "accepted": "im Gespräch",
    "angenommen": "im Gespräch",
    "akzeptiert": "im Gespräch",
    "rejected": "geht leider nicht",
    "abgelehnt": "geht leider nicht",
}
_DECIDIM_STATUS = {
    "accepted": "im Gespräch",
    "evaluating": "im Gespräch",
    "rejected": "geht leider nicht",
    "withdrawn": "zurückgezogen",
    "notanswered": "neu",
}

_ADHOCRACY_NAMES: Mapping[str, tuple[str, ...]] = {
    "Alte Nummer": ("Reference No.", "Referenznr.", "Referenz-Nr.", "Referenznummer"),
    "Link zur Quelle": ("Link",),
    "Titel": ("Name", "Title", "Titel"),
    "Idee": ("Description", "Beschreibung"),
    "Kategorie": ("Category", "Kategorie"),
    "Name": ("Creator", "Ersteller*in", "Ersteller", "Erstellt von", "Urheber"),
    "Eingegangen am": ("Created", "Erstellt", "Erstellt am"),
    "Unterstützungen": ("Positive ratings", "Positive Bewertungen"),
    "Dagegen": ("Negative ratings", "Negative Bewertungen"),
    "Kommentare": ("Comment count", "Anzahl der Kommentare", "Anzahl Kommentare", "Comments"),
    "Status": ("Status", "Moderator feedback", "Processing status", "Bearbeitungsstatus"),
    "Antwort": (
        "Feedback",
        "Official Statement",
        "Official feedback",
        "Offizielle Rückmeldung",
        "Rückmeldung",
    ),
    "Ort": ("Location label", "Ortsbezeichnung", "Ortsangabe"),
    "Kontakt": ("Creator email", "E-Mail der Ersteller*in"),
}


def translate(table: Table) -> tuple[Table, str] | None:
    """The table with our headings and the name of the program; None for a table that is no such export."""
    known = {fold(heading) for heading in table.headings}
    if {"positiveratings", "negativeratings"} <= known or {
        "positivebewertungen",
        "negativebewertungen",
    } <= known:
        return _rewritten(table, _adhocracy_cells), ADHOCRACY
    slashed = {heading.partition("/")[0] for heading in table.headings if "/" in heading}
    if {"title", "body"} <= slashed | known and {"id", "state"} <= known:
        return _rewritten(table, _decidim_cells), DECIDIM
    return None


def _rewritten(table: Table, cells_of: Callable[[Mapping[str, str]], Mapping[str, str]]) -> Table:
    """The same lines with the cells that ``cells_of`` makes of a line's cells by heading."""
    made = [
        (row.line, cells_of(dict(zip(table.headings, row.cells, strict=True))))
        for row in table.rows
    ]
    headings = tuple(dict.fromkeys(heading for _line, cells in made for heading in cells))
    rows = tuple(
        Row(line=line, cells=tuple(cells.get(heading, "") for heading in headings))
        for line, cells in made
    )
    return Table(
        headings=headings,
        rows=rows,
        heading_line=table.heading_line,
        form=table.form,
        encoding=table.encoding,
        separator=table.separator,
        troubles=table.troubles,
        formulas=table.formulas,
    )


def _adhocracy_cells(cells: Mapping[str, str]) -> Mapping[str, str]:
    by_name = {fold(heading): cell for heading, cell in cells.items()}
    found = {
        heading: next((by_name[fold(name)] for name in names if fold(name) in by_name), "")
        for heading, names in _ADHOCRACY_NAMES.items()
    }
    found["Idee"] = plain_text(found["Idee"]) or found["Titel"]
    found["Antwort"] = plain_text(found["Antwort"])
    found |= _fitting(found["Titel"], found["Idee"])
    found["Herkunft"] = ADHOCRACY
    found["Weg"] = "im Netz"
    return found | _status(_ADHOCRACY_STATUS.get(fold(found["Status"]), ""), found["Antwort"])


def _decidim_cells(cells: Mapping[str, str]) -> Mapping[str, str]:
    title = plain_text(_localised(cells, "title"))
    answer = plain_text(_localised(cells, "answer"))
    categories = [_localised(cells, "category/name"), _localised(cells, "taxonomies/name")]
    status = "withdrawn" if fold(cells.get("withdrawn", "")) in {"true", "ja"} else ""
    state = status or fold(cells.get("state", ""))
    found = {
        "Alte Nummer": cells.get("reference", "") or cells.get("id", ""),
        **_fitting(title, plain_text(_localised(cells, "body")) or title),
        "Ort": cells.get("address", ""),
        "Kategorie": next((name for name in categories if name), ""),
        "Eingegangen am": cells.get("published_at", "") or cells.get("created_at", ""),
        "Link zur Quelle": cells.get("url", ""),
        "Name": cells.get("author/name", ""),
        "Unterstützungen": cells.get("votes", "") or cells.get("supports", ""),
        "Kommentare": cells.get("comments", ""),
        "Antwort": answer,
        "Beantwortet am": cells.get("answered_at", "") if answer else "",
        "Herkunft": DECIDIM,
        "Weg": "im Netz",
    }
    return found | _status(_DECIDIM_STATUS.get(state, ""), answer)


def _fitting(title: str, text: str) -> dict[str, str]:
    """A title that is too long for ours is cut, and stands whole before the text, so that no word is lost."""
    title = " ".join(title.split())
    cut = shortened_title(title)
    return {"Titel": cut, "Idee": text if cut == title else whole_of(title, text)}


def _status(status: str, answer: str) -> dict[str, str]:
    """An old "no" without a word why is not passed on as an answer: such an idea is new here and gets one."""
    if status == "geht leider nicht" and not answer:
        return {"Status": "neu"}
    return {"Status": status or ("im Gespräch" if answer else "neu")}


def _localised(cells: Mapping[str, str], name: str) -> str:
    """A text in German, else English, else in whatever language it has, else without a language."""
    named = [f"{name}/{language}" for language in LANGUAGES]
    others: Sequence[str] = sorted(key for key in cells if key.startswith(f"{name}/"))
    return next((cells[key] for key in (*named, *others, name) if cells.get(key, "").strip()), "")


def plain_text(text: str) -> str:
    """Text without mark-up: ends of paragraphs and list items become line ends."""
    lines = _TAG.sub("", _BLOCK.sub("\n", text)) if "<" in text else text
    return _MANY_LINES.sub("\n\n", html.unescape(lines).replace("\u00a0", " ")).strip()
