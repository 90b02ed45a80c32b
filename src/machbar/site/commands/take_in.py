"""`machbar import KIND FILE`: look at a table of ideas, projects or contacts, and take it in whole or not at all."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from machbar.reasoning.reading import InputError, Problem, Where
from machbar.site import light
from machbar.site.commands.choosing import town_named
from machbar.site.commands.texts import printable
from machbar.site.commands.words import gettext

if TYPE_CHECKING:
    from machbar.foundation.tables.core import Trouble
    from machbar.foundation.tables.kinds import TableKind
    from machbar.foundation.tables.models import Batch
    from machbar.foundation.tables.services import Look
    from machbar.foundation.towns.models import Town


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What, from where, and whether it is meant."""
    parser.add_argument("kind", metavar="KIND", help=gettext("ideen, projekte, kontakte or raeume"))
    parser.add_argument(
        "file", metavar="FILE", type=Path, help=gettext("a CSV or Excel file (.xlsx)")
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=gettext("look only, take nothing in")
    )
    parser.add_argument(
        "--with-doubles",
        action="store_true",
        help=gettext("take in lines that are there already as well"),
    )
    parser.add_argument(
        "--again", action="store_true", help=gettext("take in a file that was taken in before")
    )
    parser.add_argument("--json", action="store_true", help=gettext("print the outcome as JSON"))
    parser.add_argument(
        "--town", help=gettext("key of the town (needed where a server has several)")
    )


def run(arguments: argparse.Namespace) -> int:
    """0 where the table is (or could be) taken in, 2 where something is wrong with it."""
    light.start()
    from django.utils import timezone, translation

    from machbar.foundation.access.actor import Actor
    from machbar.foundation.tables.core import TableRefused
    from machbar.foundation.tables.services import look_into

    with translation.override("de"):
        town = town_named(arguments.town)
        kind = kind_named(arguments.kind, town) if town is not None else None
        if town is None or kind is None:
            return 2
        content = _content(arguments.file)
        by = Actor(town=town, system=True)
        try:
            look = look_into(content=content, kind=kind, by=by, at=timezone.now())
        except TableRefused as refused:
            return _refuse(arguments, [refused.trouble])
        if look.troubles:
            return _refuse(arguments, look.troubles)
        if arguments.dry_run:
            return _report(arguments, look)
        return _take(arguments, kind, by, content, look)


def kind_named(key: str, town: "Town") -> "TableKind | None":
    """The kind of table with this key; None after a sentence that names those there are."""
    from django.utils.translation import gettext as _

    from machbar.foundation.surfaces.asking import table_kinds
    from machbar.foundation.surfaces.registry import modules_of

    kinds = {kind.key: kind for kind in table_kinds(modules_of(town))}
    if key not in kinds:
        sentence = _("there are these kinds: %(kinds)s.") % {"kinds": ", ".join(kinds)}
        print(f"KIND: {sentence}", file=sys.stderr)
    return kinds.get(key)


def _content(file: Path) -> bytes:
    from machbar.foundation.tables.core import MOST_BYTES

    try:
        with file.open("rb") as opened:
            # One byte more than is allowed shows that it is too much.
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(Problem.NOT_READABLE, Where(file=str(file))) from error


def _take(
    arguments: argparse.Namespace, kind: "TableKind", by: object, content: bytes, look: "Look"
) -> int:
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from machbar.foundation.access.actor import Actor
    from machbar.foundation.tables.exceptions import TablesError
    from machbar.foundation.tables.services import bring_file, drop_draft, same_file, take_batch

    assert isinstance(by, Actor)  # noqa: S101 - `run` makes it
    now = timezone.now()
    batch = bring_file(content=content, name=arguments.file.name, kind=kind, by=by, at=now)
    try:
        if same_file(batch) is not None and not arguments.again:
            sentence = _("this very file was taken in already. With --again it comes once more.")
            return _say(arguments, f"{printable(arguments.file)}: {sentence}")
        take_batch(batch=batch, kind=kind, by=by, at=now, with_doubles=arguments.with_doubles)
    except TablesError as error:
        return _say(arguments, f"{printable(arguments.file)}: {error}")
    finally:
        drop_draft(batch=batch)
    return _report(arguments, look, batch)


def _report(arguments: argparse.Namespace, look: "Look", batch: "Batch | None" = None) -> int:
    from django.utils.translation import gettext as _

    lines, known = len(look.reading.entries), len(look.doubles)
    not_taken = [each.heading for each in look.reading.understood if each.column is None]
    if arguments.json:
        outcome = {
            "kind": arguments.kind,
            "file": str(arguments.file),
            "program": look.program,
            "lines": lines,
            "known": known,
            "columns_not_taken": not_taken,
            "taken": batch.count if batch else 0,
            "batch": batch.public_id if batch else None,
            "errors": [],
        }
        print(json.dumps(outcome, ensure_ascii=False))
        return 0
    if not_taken:
        print(_("Columns not taken: %(columns)s") % {"columns": printable(", ".join(not_taken))})
    if batch is None:
        sentence = _("%(lines)d lines can be taken in, %(known)d of them are there already.")
        print(sentence % {"lines": lines, "known": known})
    else:
        sentence = _("%(count)d taken in, %(left)d left out as known. Batch %(batch)s.")
        print(sentence % {"count": batch.count, "left": batch.left_out, "batch": batch.public_id})
    return 0


def _refuse(arguments: argparse.Namespace, troubles: "Sequence[Trouble]") -> int:
    from machbar.foundation.tables.labels import problem_sentence, trouble_sentence

    if arguments.json:
        errors = [
            {
                "line": trouble.line,
                "column": trouble.column,
                "text": trouble.text,
                "problem": trouble.problem.value if trouble.problem else "rule",
                "sentence": problem_sentence(trouble),
            }
            for trouble in troubles
        ]
        outcome = {"kind": arguments.kind, "file": str(arguments.file), "taken": 0}
        print(json.dumps({**outcome, "errors": errors}, ensure_ascii=False))
    for trouble in troubles:
        print(
            f"{printable(arguments.file)}: {printable(trouble_sentence(trouble))}", file=sys.stderr
        )
    return 2


def _say(arguments: argparse.Namespace, sentence: str) -> int:
    if arguments.json:
        outcome = {"kind": arguments.kind, "file": str(arguments.file), "taken": 0}
        print(json.dumps({**outcome, "errors": [{"sentence": sentence}]}, ensure_ascii=False))
    print(sentence, file=sys.stderr)
    return 2
