"""What a pasted sheet would change in a project: field by field, the text of now beside the new one.

Nothing is saved here. Values pass through the same form as typed ones; terms are found by their label.
"""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from machbar.foundation.towns.models import Term, Town
from machbar.foundation.towns.selectors import terms_of
from machbar.modules.projects.core import SHEET
from machbar.modules.projects.core.sheet_text import plain_text
from machbar.modules.projects.forms import SheetForm
from machbar.modules.projects.models import Project
from machbar.modules.projects.papers import sheet_texts
from machbar.modules.projects.vocabularies import CATEGORIES, REGIONAL_OFFICES, TOPICS

LISTS = {"main_category": CATEGORIES, "topics": TOPICS, "regional_office": REGIONAL_OFFICES}
DATES = ("starts_on", "ends_on")
DAY_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y")


class Change(StrEnum):
    """What a new text would do to its field."""

    FILLS = "fills"
    DIFFERS = "differs"
    SAME = "same"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One field of a pasted sheet: the text there is now, the new one, and why it cannot be taken, if so."""

    name: str
    label: str
    now: str
    new: str
    problem: str = ""

    @property
    def change(self) -> Change:
        """What taking it would do."""
        if self.problem:
            return Change.UNREADABLE
        if not self.now:
            return Change.FILLS
        return Change.SAME if self.now == self.new else Change.DIFFERS


@dataclass(frozen=True, kw_only=True)
class _Read:
    """Pasted texts as the form takes them, as they are shown, and what of them cannot be read."""

    values: dict[str, object]
    shown: dict[str, str]
    problems: dict[str, str]


def proposals(project: Project, town: Town, texts: Mapping[str, str]) -> list[Proposal]:
    """What these texts would change; load the project with `with_sheet`."""
    now = sheet_texts(project)
    read = _read(town, project, texts)
    problems = _refused(_filled(project, town, read), texts)
    return [
        Proposal(
            name=each.name,
            label=each.label,
            now=now[each.name],
            new=read.shown[each.name],
            problem=problems.get(each.name, ""),
        )
        for each in SHEET
        if each.name in texts
    ]


def taken_values(
    project: Project, town: Town, texts: Mapping[str, str], take: Collection[str]
) -> SheetForm:
    """The sheet's form with the taken fields new and all others as they are; ask it whether it is valid."""
    chosen = {name: text for name, text in texts.items() if name in take}
    return _filled(project, town, _read(town, project, chosen))


def _refused(form: SheetForm, texts: Mapping[str, str]) -> dict[str, str]:
    """What the form says against these texts; a start after the present end is named at the start."""
    errors = {name: " ".join(map(str, found)) for name, found in form.errors.items()}
    if "ends_on" in errors and "ends_on" not in texts:
        errors.setdefault("starts_on", errors["ends_on"])
    return errors


def _filled(project: Project, town: Town, read: _Read) -> SheetForm:
    """The form with these values and the present ones; what cannot be read is an error of its field."""
    present = SheetForm(instance=copy(project), town=town)
    typed = {name: present[name].value() for name in present.fields}
    # Checking a form writes into its instance: it gets a copy.
    form = SheetForm({**typed, **read.values}, instance=copy(project), town=town)
    for name, problem in read.problems.items():
        form.add_error(name, problem)
    return form


def _read(town: Town, project: Project, texts: Mapping[str, str]) -> _Read:
    read = _Read(values={}, shown={}, problems={})
    terms = _terms(town, project) if LISTS.keys() & texts.keys() else []
    for name, text in texts.items():
        read.shown[name] = plain_text(text)
        if name in LISTS:
            _read_terms(
                read, name, text, [each for each in terms if each.vocabulary == LISTS[name]]
            )
        elif name in DATES:
            _read_day(read, name, text)
        else:
            read.values[name] = text
    return read


def _read_terms(read: _Read, name: str, text: str, terms: Sequence[Term]) -> None:
    called, unknown = _terms_called(text, terms)
    found = [each for each in terms if each in called]
    keys = [each.pk for each in found]
    read.values[name] = keys if name == "topics" else (keys[0] if keys else None)
    if unknown:
        read.problems[name] = _("Not in the list of this town: %(terms)s.") % {
            "terms": ", ".join(unknown)
        }
    elif name != "topics" and len(found) > 1:
        read.problems[name] = _("Only one of them is possible here.")
    else:
        read.shown[name] = "\n".join(each.label for each in found)


def _read_day(read: _Read, name: str, text: str) -> None:
    day = _day(text)
    read.values[name] = day
    if day is None:
        read.problems[name] = _("Please give a day, such as 01.03.2027.")
    else:
        read.shown[name] = day.strftime("%d.%m.%Y")


def _terms(town: Town, project: Project) -> list[Term]:
    kept = [each.pk for each in project.topics.all()]
    kept += [pk for pk in (project.main_category_id, project.regional_office_id) if pk]
    return list(terms_of(town, *LISTS.values(), kept=kept))


def _terms_called(text: str, terms: Sequence[Term]) -> tuple[list[Term], list[str]]:
    """The terms that a text names, one a line or separated by commas; and what is none."""
    known = {each.label.casefold(): each for each in terms}
    found: list[Term] = []
    unknown: list[str] = []
    for line in (line.strip() for line in text.split("\n")):
        parts = [line] if line.casefold() in known else line.replace(";", ",").split(",")
        for part in filter(None, (part.strip() for part in parts)):
            term = known.get(part.casefold())
            if term is None:
                unknown.append(part)
            else:
                found.append(term)
    return found, unknown


def _day(text: str) -> date | None:
    for pattern in DAY_FORMATS:
        try:
            return datetime.strptime(text.strip(), pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
