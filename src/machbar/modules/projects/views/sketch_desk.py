"""The pages of the feasibility sketch, for the team and for those who write along by a personal link alike."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.documents.downloads import odt_download, pdf_download
from machbar.foundation.documents.exceptions import PaperError
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.ui.conflicts import NO_CONFLICT, Conflict, Saving, save_without_loss
from machbar.modules.projects.core import (
    VARIANT_LETTERS,
    SketchContent,
    SketchStep,
    fullness,
    missing_in_sketch,
    open_steps,
)
from machbar.modules.projects.exceptions import ChangedMeanwhile
from machbar.modules.projects.forms import FinishForm, StepForm, WriterForm
from machbar.modules.projects.labels import STEP_TITLES, sketch_sentence
from machbar.modules.projects.models import (
    Project,
    SketchAuthor,
    SketchEdition,
    SketchWriter,
)
from machbar.modules.projects.rules import can_change
from machbar.modules.projects.selectors import authors_of, content_of, sketch_of
from machbar.modules.projects.services import save_step
from machbar.modules.projects.services.sketch import author_role
from machbar.modules.projects.sketch_facts import Known, known_for
from machbar.modules.projects.sketch_papers import compare, sketch_paper

log = logging.getLogger(__name__)

SLUGS = {
    SketchStep.OCCASION: "anlass",
    SketchStep.PLACE: "ort",
    SketchStep.USERS: "nutzer",
    SketchStep.VARIANTS: "varianten",
    SketchStep.LAW: "recht",
    SketchStep.COSTS: "kosten",
    SketchStep.FOLLOW_UP: "folgekosten",
    SketchStep.RISKS: "risiken",
    SketchStep.CARRIER: "traeger",
    SketchStep.TIME: "zeit",
    SketchStep.DECISION: "entscheidung",
}
STEPS = {slug: step for step, slug in SLUGS.items()}


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Who sits at which sketch: the team by sign-in, or somebody by link (then with the token of the address)."""

    project: Project
    actor: Actor
    writer: SketchWriter | None = None
    token: str = ""

    @property
    def may_write(self) -> bool:
        """Whether the pages offer to write."""
        return self.writer is not None or can_change(self.actor, self.project)

    def overview(self) -> str:
        """The address of the overview."""
        if self.writer is not None:
            return reverse("projects:sketch_by_link", args=[self.token])
        return reverse("projects:sketch", args=[self.project.public_id])

    def step(self, step: SketchStep) -> str:
        """The address of a step."""
        if self.writer is not None:
            return reverse("projects:sketch_step_by_link", args=[self.token, SLUGS[step]])
        return reverse("projects:sketch_step", args=[self.project.public_id, SLUGS[step]])

    def file(self, kind: str) -> str:
        """The address of the draft as a file."""
        if self.writer is not None:
            return reverse("projects:sketch_file_by_link", args=[self.token, kind])
        return reverse("projects:sketch_file", args=[self.project.public_id, 0, kind])


@dataclass(frozen=True, kw_only=True)
class StepRow:
    """One step on the overview: its title, its address, whether it is answered, who wrote there and when."""

    title: str
    url: str
    is_answered: bool
    authors: Sequence[tuple[str, object]]


# --- the overview --------------------------------------------------------------------------------
def overview_page(
    request: HouseRequest,
    desk: Desk,
    *,
    refused: Sequence[str] = (),
    writer_form: WriterForm | None = None,
    new_link: str = "",
) -> HttpResponse:
    """What is answered and what is open, who wrote what when, the variants, the files, the frozen versions."""
    sketch = sketch_of(desk.project)
    content = content_of(sketch)
    still_open, authors = open_steps(content), authors_of(sketch)
    is_team = desk.writer is None
    context = {
        "desk": desk,
        "project": desk.project,
        "base": "machbar/staff.html" if is_team else "machbar/public.html",
        "rows": [_row(desk, step, authors, still_open) for step in SketchStep],
        "answered": len(SketchStep) - len(still_open),
        "total": len(SketchStep),
        "first": desk.step(still_open[0] if still_open else SketchStep.OCCASION),
        "fullness": fullness(content),
        "comparison": compare(content.variants) if content.variants else None,
        "missing": [sketch_sentence(each) for each in missing_in_sketch(content)],
        "refused": refused,
        "finish": FinishForm(initial={"seen_version": sketch.version if sketch else 0}),
        "is_finished": sketch is not None and sketch.is_unchanged,
        "editions": list(sketch.editions.all()) if sketch else [],
        "files": [("PDF", desk.file("pdf")), ("ODT", desk.file("odt"))] if sketch else [],
        "writers": list(desk.project.sketch_writers.all()) if is_team else [],
        "writer_form": writer_form or WriterForm(),
        "new_link": new_link,
    }
    is_refused = bool(refused or (writer_form and writer_form.errors))
    return render(
        request, "projects/sketch_overview.html", context, status=422 if is_refused else 200
    )


def _row(
    desk: Desk,
    step: SketchStep,
    authors: Sequence[SketchAuthor],
    still_open: Sequence[SketchStep],
) -> StepRow:
    rows = [each for each in authors if each.step == step]
    return StepRow(
        title=str(STEP_TITLES[step]),
        url=desk.step(step),
        is_answered=step not in still_open,
        authors=[(_author_name(desk, each), each.at) for each in rows],
    )


def _author_name(desk: Desk, row: SketchAuthor) -> str:
    """The team reads names, everybody else parts."""
    if desk.writer is None and row.by is not None:
        return row.by.name
    return author_role(row)


# --- one step ------------------------------------------------------------------------------------
def step_page(request: HouseRequest, desk: Desk, slug: str) -> HttpResponse:
    """One question: look, take over what is known, save; who saves over somebody else sees both texts."""
    if slug not in STEPS:
        raise Http404
    step = STEPS[slug]
    known = known_for(desk.project, step, desk.actor, request.modules)
    if request.method != "POST":
        return _show_step(request, desk, step, known, _form(desk, step, None))
    taken = next((each for each in known if each.key == request.POST.get("take")), None)
    if taken is not None:
        typed, sentence = _with_taken(request.POST, taken)
        messages.info(request, sentence)
        return _show_step(request, desk, step, known, _form(desk, step, typed))
    saving = _save(request, desk, step)
    if not saving.is_saved:
        return _show_step(
            request, desk, step, known, cast("StepForm", saving.form), saving.conflict, status=422
        )
    _say_saved(request, desk, step, saving)
    return redirect(_next(desk, step, request.POST.get("then", "")))


def _form(
    desk: Desk, step: SketchStep, typed: QueryDict | None, prefix: str | None = None
) -> StepForm:
    return StepForm(typed, step=step, sketch=sketch_of(desk.project), prefix=prefix)


def _save(request: HouseRequest, desk: Desk, step: SketchStep) -> Saving:
    def make(typed: QueryDict | None, prefix: str | None = None) -> BaseForm:
        return _form(desk, step, typed, prefix)

    def save(form: BaseForm) -> None:
        save_step(
            project=desk.project,
            step=step,
            text=form.cleaned_data["text"],
            variants=cast("StepForm", form).variants(),
            by=desk.actor,
            at=timezone.now(),
            seen_version=form.cleaned_data["seen_version"],
            writer=desk.writer,
        )

    saving = save_without_loss(data=request.POST, make=make, save=save, stale=ChangedMeanwhile)
    if saving.conflict.clashes:
        by, at = _last_author(desk, step)
        return replace(saving, conflict=replace(saving.conflict, by=by, at=at))
    return saving


def _last_author(desk: Desk, step: SketchStep) -> tuple[str, datetime | None]:
    rows = [each for each in authors_of(sketch_of(desk.project)) if each.step == step]
    return (_author_name(desk, rows[-1]), rows[-1].at) if rows else ("", None)


def _show_step(
    request: HouseRequest,
    desk: Desk,
    step: SketchStep,
    known: Sequence[object],
    form: StepForm,
    conflict: Conflict = NO_CONFLICT,
    *,
    status: int = 200,
) -> HttpResponse:
    order = list(SketchStep)
    number = order.index(step) + 1
    content = content_of(form.sketch)
    context = {
        "desk": desk,
        "project": desk.project,
        "base": "machbar/staff.html" if desk.writer is None else "machbar/public.html",
        "title": STEP_TITLES[step],
        "number": number,
        "total": len(order),
        "next": STEP_TITLES[order[number]] if number < len(order) else "",
        "before": desk.step(order[number - 2]) if number > 1 else "",
        "overview": desk.overview(),
        "form": form,
        "conflict": conflict,
        "known": [] if conflict.clashes else known,
        "needs_variants": not content.variants and step in {SketchStep.COSTS, SketchStep.FOLLOW_UP},
        "variants_url": desk.step(SketchStep.VARIANTS),
        "fullness": fullness(content),
    }
    return render(request, "projects/sketch_step.html", context, status=status)


def _with_taken(data: QueryDict, known: Known) -> tuple[QueryDict, str]:
    """What was typed with what is taken over, and the sentence about it."""
    typed = data.copy()
    if not known.variant:
        typed["text"] = _joined(typed.get("text", ""), known.text)
        return typed, _("Taken over into the text. It is not saved yet.")
    names = {letter: typed.get(f"{letter}_name", "").strip() for letter in VARIANT_LETTERS}
    free = next((letter for letter, name in names.items() if not name), "")
    if not free:
        return typed, _("All variants have a name already. Empty one of the names first.")
    typed[f"{free}_name"] = known.variant
    typed[f"{free}_gist"] = _joined(typed.get(f"{free}_gist", ""), known.text)
    return typed, _("The variant stands in the form. It is not saved yet.")


def _joined(before: str, text: str) -> str:
    return "\n\n".join(part for part in (before.strip(), text) if part)


def _say_saved(request: HouseRequest, desk: Desk, step: SketchStep, saving: Saving) -> None:
    if saving.kept:
        by, _at = _last_other_author(desk, step)
        messages.info(
            request,
            _("Saved. Meanwhile %(by)s had changed: %(what)s. That is kept, too.")
            % {"by": by or _("somebody else"), "what": ", ".join(saving.kept)},
        )
    else:
        messages.success(request, _("Saved: %(step)s.") % {"step": STEP_TITLES[step]})
    missing = missing_in_sketch(content_of(sketch_of(desk.project)))
    for each in missing:
        if each.step is step and step is SketchStep.FOLLOW_UP:
            messages.warning(request, sketch_sentence(each))


def _last_other_author(desk: Desk, step: SketchStep) -> tuple[str, object]:
    rows = [each for each in authors_of(sketch_of(desk.project)) if each.step == step]
    others = [each for each in rows if not _is_me(desk, each)]
    return (_author_name(desk, others[-1]), others[-1].at) if others else ("", None)


def _is_me(desk: Desk, row: SketchAuthor) -> bool:
    if desk.writer is not None:
        return row.writer_id == desk.writer.pk
    return desk.actor.person is not None and row.by_id == desk.actor.person.pk


def _next(desk: Desk, step: SketchStep, then: str) -> str:
    order = list(SketchStep)
    at = order.index(step) + 1
    if then == "overview" or at == len(order):
        return desk.overview()
    return desk.step(order[at])


# --- files ---------------------------------------------------------------------------------------
def file_of(
    request: HouseRequest,
    desk: Desk,
    kind: str,
    content: SketchContent,
    edition: SketchEdition | None = None,
) -> HttpResponse:
    """The sketch as PDF or ODT: the draft, or a frozen version."""
    if kind not in WRITERS:
        raise Http404
    paper = sketch_paper(
        desk.project,
        content,
        title=edition.title if edition else desk.project.title,
        dated=timezone.localdate(edition.finished_at if edition else None),
        is_demo=request.town.is_demo,
        number=edition.number if edition else 0,
        authors=edition.authors if edition else (),
    )
    try:
        return WRITERS[kind](paper)
    except PaperError:
        log.exception("feasibility sketch not written")
        messages.error(request, _("The file could not be made. The text on this page is complete."))
        return redirect(desk.overview())


WRITERS = {"pdf": pdf_download, "odt": odt_download}
