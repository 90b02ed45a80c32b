"""The project sheet on its way out: texts by field, a paper for PDF and ODT, and JSON.

Who may not see the contact gets a sheet without the personal fields; the paper and the JSON do not mention them.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.documents.paper import (
    Block,
    Fact,
    Facts,
    Heading,
    Letterhead,
    Look,
    Paper,
    Paragraph,
)
from machbar.foundation.towns.models import Term
from machbar.modules.projects.core import SHEET, SheetField
from machbar.modules.projects.core.sheet_text import FORMAT, plain_text
from machbar.modules.projects.models import Project
from machbar.modules.projects.rules import can_see_contact
from machbar.modules.projects.selectors import sheet_values
from machbar.modules.projects.vocabularies import SECOND_VOCABULARIES

VERSION = 1
LONG = frozenset({"description", "summary", "situation", "goals", "activities"})


def fields_for(actor: Actor) -> tuple[SheetField, ...]:
    """The fields of the sheet that this actor may see, in the order of the database."""
    return tuple(each for each in SHEET if can_see_contact(actor) or not each.is_personal)


def sheet_texts(project: Project) -> dict[str, str]:
    """The sheet's fields as they are typed into the database: German dates, several terms one under the other."""
    return {name: _text(value) for name, value in sheet_values(project).items()}


def other_lists(project: Project) -> list[tuple[str, str, list[str]]]:
    """Key, name and the project's terms of each second list; load with `with_classifications`."""
    terms = list(project.classifications.all())
    return [
        (each.key, str(each.name), [term.label for term in terms if term.vocabulary == each.key])
        for each in SECOND_VOCABULARIES
    ]


def sheet_paper(
    project: Project, *, fields: Sequence[SheetField], dated: date, is_demo: bool
) -> Paper:
    """The sheet as a paper; what is invented is marked in a demo town only."""
    town = project.town
    return Paper(
        title=project.title,
        kind=_("Project sheet"),
        dated=dated,
        letterhead=Letterhead(house=town.house_name, town=town.name, accent=town.accent),
        fictional_note=project.fictional_note if is_demo else "",
        blocks=tuple(_blocks(project, fields)),
    )


def sheet_json(
    project: Project, *, fields: Sequence[SheetField], dated: date, is_demo: bool
) -> str:
    """The sheet as JSON in the order of the database (docs/papers.md says what stands where)."""
    values = sheet_values(project)
    sheet = {
        "format": FORMAT,
        "version": VERSION,
        "town": project.town.name,
        "project": project.public_id,
        "dated": dated.isoformat(),
        "fictional": project.fictional_note if is_demo else "",
        "fields": [
            {"field": each.name, "label": each.label, "value": _value(values[each.name])}
            for each in fields
        ],
        "other_lists": [
            {"list": key, "label": name, "terms": terms}
            for key, name, terms in other_lists(project)
        ],
    }
    return json.dumps(sheet, ensure_ascii=False, indent=2) + "\n"


def _blocks(project: Project, fields: Sequence[SheetField]) -> Iterator[Block]:
    texts = sheet_texts(project)
    sections = {
        "main_category": _("Classification and time"),
        "contact_salutation": _("Contact person"),
        "organisation": _("Who carries it"),
    }
    filled = [each for each in fields if texts[each.name] and each.name != "title"]
    yield from _section("", [each for each in filled if each.name == "acronym"], texts)
    for each in filled:
        if each.name in LONG:
            yield Heading(text=each.label)
            yield Paragraph(text=texts[each.name])
    names = [each.name for each in SHEET]
    starts = [names.index(name) for name in sections]
    for heading, begin, end in zip(
        sections.values(), starts, [*starts[1:], len(names)], strict=True
    ):
        inside = [each for each in filled if each.name in names[begin:end]]
        yield from _section(heading, inside, texts)
    sorted_in = [
        Fact(label=name, text="\n".join(terms))
        for _key, name, terms in other_lists(project)
        if terms
    ]
    if sorted_in:
        yield Heading(text=_("In other lists"))
        yield Facts(rows=tuple(sorted_in))
    if empty := [each.label for each in fields if not texts[each.name]]:
        yield Heading(text=_("Still empty"))
        yield Paragraph(text="\u00a0· ".join(empty), look=Look.SMALL)


def _section(heading: str, fields: Sequence[SheetField], texts: dict[str, str]) -> Iterator[Block]:
    if fields:
        if heading:
            yield Heading(text=heading)
        yield Facts(rows=tuple(Fact(label=each.label, text=texts[each.name]) for each in fields))


def _text(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(str(each) for each in value)
    if isinstance(value, date):
        return date_format(value, "d.m.Y")
    return "" if value is None else plain_text(str(value))


def _value(value: object) -> object:
    """A value for JSON: text, ISO date, a list of labels, or nothing."""
    if isinstance(value, list):
        return [str(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Term):
        return value.label
    return plain_text(str(value)) if value else None
