"""The feasibility sketch on two pages: one paper for PDF and ODT, and the comparison of its variants."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from machbar.foundation.documents.paper import (
    Block,
    Column,
    Fact,
    Facts,
    Heading,
    Letterhead,
    Look,
    Paper,
    Paragraph,
    Table,
)
from machbar.foundation.ui.formats import euros
from machbar.modules.projects.core import SketchContent, SketchStep, Variant, open_steps
from machbar.modules.projects.labels import STEP_TITLES
from machbar.modules.projects.models import Project


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The variants side by side: their names, and one row a criterion."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    def named_rows(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The rows, each cell with the name of its variant: on a phone the table folds up."""
        return [(label, list(zip(self.names, cells, strict=True))) for label, cells in self.rows]


def compare(variants: Sequence[Variant]) -> Comparison:
    """The variants side by side; a row that says nothing of any of them is left out."""
    rows = (
        (_("In short"), tuple(each.gist for each in variants)),
        (_("Costs, once"), tuple(cost_words(each) for each in variants)),
        (_("Running costs a year"), tuple(yearly_words(each) for each in variants)),
        (_("Duration"), tuple(each.duration for each in variants)),
        (_("Speaks for it"), tuple(each.pros for each in variants)),
        (_("Speaks against it"), tuple(each.cons for each in variants)),
    )
    return Comparison(
        names=tuple(f"{each.letter}: {each.name}" for each in variants),
        rows=tuple(row for row in rows if any(row[1])),
    )


def cost_words(variant: Variant) -> str:
    """`20.000 € bis 30.000 €`, `ab 20.000 €`, `bis 30.000 €`, or that it is open."""
    lowest, highest = variant.cost_from, variant.cost_to
    if lowest is None and highest is None:
        return _("open")
    if highest is None:
        return _("from %(amount)s") % {"amount": euros(lowest or 0)}
    if lowest is None:
        return _("up to %(amount)s") % {"amount": euros(highest)}
    if lowest == highest:
        return euros(lowest)
    return _("%(lowest)s to %(highest)s") % {"lowest": euros(lowest), "highest": euros(highest)}


def yearly_words(variant: Variant) -> str:
    """The running costs with their sentence, or that they are not known and why."""
    if variant.yearly_unknown:
        words = _("not known yet")
    elif variant.yearly is None:
        words = _("open")
    else:
        words = euros(variant.yearly)
    note = variant.yearly_note.strip()
    return f"{words}: {note}" if note else words


def sketch_paper(
    project: Project,
    content: SketchContent,
    *,
    title: str,
    dated: date,
    is_demo: bool,
    number: int = 0,
    authors: Sequence[str] = (),
) -> Paper:
    """The sketch as a paper; number 0 is the draft."""
    town = project.town
    return Paper(
        title=title,
        kind=_("Feasibility sketch, version %(number)d") % {"number": number}
        if number
        else _("Feasibility sketch, draft"),
        dated=dated,
        letterhead=Letterhead(house=town.house_name, town=town.name, accent=town.accent),
        fictional_note=project.fictional_note if is_demo else "",
        blocks=tuple(_blocks(content, authors)),
    )


def _blocks(content: SketchContent, authors: Sequence[str]) -> Iterator[Block]:
    if authors:
        yield Facts(rows=(Fact(label=_("Written by"), text=", ".join(authors)),))
    for step in SketchStep:
        text = content.text(step)
        has_table = step is SketchStep.VARIANTS and bool(content.variants)
        if text or has_table:
            yield Heading(text=str(STEP_TITLES[step]))
        if text:
            yield Paragraph(text=text)
        if has_table:
            yield _table(content.variants)
    if still_open := open_steps(content):
        titles = ", ".join(str(STEP_TITLES[step]) for step in still_open)
        yield Paragraph(text=_("Still open: %(what)s.") % {"what": titles}, look=Look.SMALL)


def _table(variants: Sequence[Variant]) -> Table:
    found = compare(variants)
    return Table(
        caption=_("The variants side by side") if len(variants) > 1 else _("The variant"),
        columns=(Column(label=_("Point")), *(Column(label=name) for name in found.names)),
        rows=tuple((label, *cells) for label, cells in found.rows),
    )
