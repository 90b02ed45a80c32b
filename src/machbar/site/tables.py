"""Tables in and out: what may be read in, a file looked at before it is taken in whole, and taking it back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.pages import staff_only
from machbar.foundation.documents.downloads import file_name
from machbar.foundation.surfaces.asking import table_kinds
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.tables.core import (
    BETWEEN,
    Column,
    Shape,
    Style,
    TableRefused,
    tallies_of,
    write_csv,
)
from machbar.foundation.tables.exceptions import TablesError
from machbar.foundation.tables.kinds import TableKind
from machbar.foundation.tables.labels import form_words, trouble_sentence
from machbar.foundation.tables.models import Batch
from machbar.foundation.tables.services import (
    Look,
    bring_file,
    drop_draft,
    look_into,
    same_file,
    standing_of,
    take_batch,
    undo_batch,
)
from machbar.site.table_forms import TakeForm, UploadForm

CSV = "text/csv; charset=utf-8"
BATCHES_SHOWN = 30
TROUBLES_SHOWN = 50
ROWS_SHOWN = 3


@never_cache
@require_safe
@staff_only
def tables(request: HouseRequest) -> HttpResponse:
    """What may be read in, and what was read in last."""
    kinds = {kind.key: kind for kind in table_kinds(request.modules)}
    mine = {key: kind for key, kind in kinds.items() if kind.may_import(request.actor)}
    if not mine:
        raise PermissionDenied
    batches = Batch.objects.filter(town=request.town, kind__in=mine).select_related("brought_by")
    rows = [
        {"batch": batch, "kind": mine[batch.kind].label}
        for batch in batches.defer("content")[:BATCHES_SHOWN]
    ]
    return render(request, "site/tables.html", {"kinds": list(mine.values()), "rows": rows})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def tables_kind(request: HouseRequest, kind: str) -> HttpResponse:
    """The columns of one kind, the template, and the place to bring a file."""
    found = _kind(request, kind)
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if is_sent and form.is_valid():
        content, name = form.cleaned_data["file"]
        try:
            look_into(content=content, kind=found, by=request.actor, at=timezone.now())
        except TableRefused as refused:
            form.add_error("file", trouble_sentence(refused.trouble))
        else:
            batch = bring_file(
                content=content, name=name, kind=found, by=request.actor, at=timezone.now()
            )
            return redirect("tables_batch", kind, batch.public_id)
    context = {"kind": found, "columns": found.columns(request.town), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "site/tables_kind.html", context, status=status)


@never_cache
@require_safe
@staff_only
def tables_template(request: HouseRequest, kind: str) -> HttpResponse:
    """An empty table with our headings and one line as an example."""
    found = _kind(request, kind)
    columns = [each for each in found.columns(request.town) if each.key != "number"]
    content = write_csv(
        [each.label for each in columns], [[each.example for each in columns]], Style.EXCEL
    )
    name = file_name(_("Template"), str(found.label), day=timezone.localdate(), ending="csv")
    return HttpResponse(b"".join(content), content_type=CSV, headers=_attachment(name))


@never_cache
@require_safe
@staff_only
def tables_batch(request: HouseRequest, kind: str, batch: str) -> HttpResponse:
    """One file: what it would bring, or what became of what it brought."""
    found = _kind(request, kind)
    return _batch_page(request, found, _batch(request, found, batch))


@require_POST
@staff_only
def tables_take(request: HouseRequest, kind: str, batch: str) -> HttpResponse:
    """Take in every line, or none."""
    found = _kind(request, kind)
    here = _batch(request, found, batch)
    form = TakeForm(request.POST, is_known=same_file(here) is not None)
    if not form.is_valid():
        return _batch_page(request, found, here, form=form)
    try:
        count = take_batch(
            batch=here,
            kind=found,
            by=request.actor,
            at=timezone.now(),
            with_doubles=form.cleaned_data["doubles"] == TakeForm.TAKE,
        )
    except TablesError as error:
        messages.error(request, str(error))
    else:
        sentence = ngettext("%(n)d entry is taken in.", "%(n)d entries are taken in.", count)
        messages.success(request, sentence % {"n": count})
    return redirect("tables_batch", kind, batch)


@require_POST
@staff_only
def tables_drop(request: HouseRequest, kind: str, batch: str) -> HttpResponse:
    """Forget a file without taking it in."""
    found = _kind(request, kind)
    if drop_draft(batch=_batch(request, found, batch)):
        messages.success(request, _("The file is forgotten. Nothing was taken in."))
    else:
        messages.info(request, _("This file was taken in meanwhile. It stays on the list."))
    return redirect("tables_kind", kind)


@require_POST
@staff_only
def tables_undo(request: HouseRequest, kind: str, batch: str) -> HttpResponse:
    """Remove what a file brought, as far as nobody has touched it."""
    found = _kind(request, kind)
    here = _batch(request, found, batch)
    try:
        count = undo_batch(batch=here, kind=found, by=request.actor, at=timezone.now())
    except TablesError as error:
        messages.error(request, str(error))
    else:
        sentence = ngettext("%(n)d entry is removed.", "%(n)d entries are removed.", count)
        messages.success(request, sentence % {"n": count})
    return redirect("tables_batch", kind, batch)


@never_cache
@require_safe
@staff_only
def table_export(request: HouseRequest, kind: str, style: str) -> StreamingHttpResponse:
    """Every thing of one kind that the actor may see, as CSV, a piece at a time."""
    found = next((each for each in table_kinds(request.modules) if each.key == kind), None)
    if found is None or style not in set(Style):
        raise Http404
    if not found.may_export(request.actor):
        raise PermissionDenied
    columns = found.columns(request.town)
    rows = exported_rows(columns, found.rows(request.actor))
    content = write_csv([column.label for column in columns], rows, Style(style))
    name = file_name(
        str(found.label), request.town.short_name, day=timezone.localdate(), ending="csv"
    )
    return StreamingHttpResponse(content, content_type=CSV, headers=_attachment(name))


def exported_rows(
    columns: Sequence[Column], rows: Iterable[Mapping[str, object]]
) -> Iterator[list[object]]:
    """Each thing's cells, in the order of the columns."""
    for row in rows:
        yield [_exported(column, row.get(column.key)) for column in columns]


def _exported(column: Column, value: object) -> object:
    if column.shape is Shape.CHOICE:
        return "" if value in {None, ""} else column.word_for(value) or str(value)
    if column.shape is Shape.CHOICES and isinstance(value, list):
        return BETWEEN.join(column.word_for(each) or str(each) for each in value)
    return value


def _batch_page(
    request: HouseRequest, kind: TableKind, batch: Batch, *, form: TakeForm | None = None
) -> HttpResponse:
    context: dict[str, object] = {"kind": kind, "batch": batch}
    if batch.content is None:
        standing = standing_of(batch=batch, kind=kind)
        return render(request, "site/tables_batch.html", {**context, "standing": standing})
    look = look_into(content=bytes(batch.content), kind=kind, by=request.actor, at=timezone.now())
    known = same_file(batch)
    context |= {
        "look": look,
        "form": form or TakeForm(is_known=known is not None),
        "known": known,
        "understood_as": form_words(look.table),
        "troubles": [trouble_sentence(each) for each in look.troubles[:TROUBLES_SHOWN]],
        "more_troubles": max(0, len(look.troubles) - TROUBLES_SHOWN),
        "doubles": look.doubles[:TROUBLES_SHOWN],
        "more_doubles": max(0, len(look.doubles) - TROUBLES_SHOWN),
        "new": len(look.wanted(with_doubles=False)),
        "tallies": tallies_of(look.reading),
        "first_rows": _first_rows(look),
    }
    status = 422 if form is not None else 200
    return render(request, "site/tables_look.html", context, status=status)


def _first_rows(look: Look) -> list[dict[str, object]]:
    """The first lines with those of their cells that say something."""
    taken = [each.column is not None for each in look.reading.understood]
    labels = [each.heading for each in look.reading.understood]
    return [
        {
            "line": row.line,
            "cells": [
                (label, cell)
                for label, cell, is_taken in zip(labels, row.cells, taken, strict=True)
                if is_taken and cell.strip()
            ],
        }
        for row in look.table.rows[:ROWS_SHOWN]
    ]


def _kind(request: HouseRequest, key: str) -> TableKind:
    found = next((each for each in table_kinds(request.modules) if each.key == key), None)
    if found is None:
        raise Http404
    if not found.may_import(request.actor):
        raise PermissionDenied
    return found


def _batch(request: HouseRequest, kind: TableKind, public_id: str) -> Batch:
    batches = Batch.objects.filter(town=request.town, kind=kind.key).select_related(
        "town", "brought_by"
    )
    return get_object_or_404(batches, public_id=public_id)


def _attachment(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
