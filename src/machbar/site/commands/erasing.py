"""The part of `machbar privacy` that erases: without `--yes` it only says what would happen."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from machbar.site.commands.choosing import town_named
from machbar.site.commands.words import gettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from machbar.foundation.privacy.forms import ErasureForm
    from machbar.foundation.privacy.needles import Needle
    from machbar.foundation.privacy.planning import Step
    from machbar.foundation.privacy.services import Preview

REASONS = ("not_needed", "withdrawn", "objected", "unlawful", "duty", "child")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Who, why, and which rows are somebody else's."""
    for name, words in (
        ("--name", gettext("first and last name (only with erase, as what follows)")),
        ("--mail", gettext("mail address")),
        ("--phone", gettext("phone number")),
    ):
        parser.add_argument(name, default="", help=words)
    parser.add_argument(
        "--reason", choices=REASONS, help=gettext("why, after Art. 17 (1) GDPR, letters a to f")
    )
    parser.add_argument(
        "--except",
        dest="spared",
        action="append",
        default=[],
        metavar="TABLE:NUMBER",
        help=gettext("an entry that belongs to somebody else; may be given several times"),
    )
    parser.add_argument(
        "--also",
        action="append",
        default=[],
        metavar="TABLE:NUMBER",
        help=gettext(
            "an entry that holds only the surname and is meant; may be given several times"
        ),
    )
    parser.add_argument("--yes", action="store_true", help=gettext("do it"))


def run(arguments: argparse.Namespace) -> int:
    """0 after the look or the deed, 1 where something would have stayed, 2 where words are missing."""
    from django.utils import timezone

    from machbar.foundation.access.actor import Actor
    from machbar.foundation.privacy.exceptions import NotErased
    from machbar.foundation.privacy.services import Request, erase, preview
    from machbar.foundation.privacy.wiping import wipe

    town = town_named(arguments.town)
    form = _form(arguments)
    if town is None or form is None:
        return 2
    by, now = Actor(town=town, system=True), timezone.now()
    surname = form.surname()
    seen = preview(form.needles(), by=by, at=now, surname=surname)
    if not _are_known(arguments.also, seen):
        return 2
    _print(seen, surname, as_json=arguments.json)
    if not arguments.yes or not _is_something_meant(seen, arguments.also):
        return 0
    chosen = {step.key for step in seen.steps} - set(arguments.spared)
    request = Request(
        sought=form.sought(),
        needles=form.needles(),
        reason=arguments.reason,
        chosen=chosen,
        also=frozenset(arguments.also),
    )
    try:
        erase(request, by=by, at=now)
    except NotErased as error:
        print(error, file=sys.stderr)
        return 1
    if not wipe():
        print(gettext("Somebody was reading: the worker clears the rests on the disk."))
    if not arguments.json:
        print(gettext("Erased."))
    return 0


def _are_known(also: "Sequence[str]", seen: "Preview") -> bool:
    """Whether each entry of ``--also`` is one that holds only the surname and may be touched; else a sentence."""
    from machbar.foundation.privacy.planning import Deed

    known = {step.key for step in seen.namesakes if step.deed is not Deed.HELD}
    unknown = [key for key in also if key not in known]
    for key in unknown:
        words = gettext("%(key)s is no entry that holds only the surname and may be changed.")
        print(words % {"key": key}, file=sys.stderr)
    return not unknown


def _is_something_meant(seen: "Preview", also: "Sequence[str]") -> bool:
    from machbar.foundation.privacy.planning import Deed

    return bool(also or seen.for_later) or any(step.deed is not Deed.HELD for step in seen.steps)


def _form(arguments: argparse.Namespace) -> "ErasureForm | None":
    from machbar.foundation.privacy.forms import ErasureForm

    words = {"name": arguments.name, "mail": arguments.mail, "phone": arguments.phone}
    form = ErasureForm({**words, "reason": arguments.reason or "objected"})
    if form.is_valid() and (arguments.reason or not arguments.yes):
        return form
    for sentences in form.errors.values():
        print(" ".join(map(str, sentences)), file=sys.stderr)
    if arguments.yes and not arguments.reason:
        print(gettext("Please write --reason."), file=sys.stderr)
    return None


def _print(seen: "Preview", surname: "Needle | None", *, as_json: bool) -> None:
    from machbar.foundation.privacy.labels import DEEDS
    from machbar.foundation.privacy.recording import title_of
    from machbar.foundation.privacy.surnames import places

    if as_json:
        namesakes = [
            {**_as_json(step), "places": places(step.row, surname) if surname else []}
            for step in seen.namesakes
        ]
        rows = [_as_json(step) for step in seen.steps]
        said = {"rows": rows, "deeds": seen.deeds, "only_surname": namesakes}
        print(json.dumps(said, ensure_ascii=False, indent=1))
        return
    for step in seen.steps:
        held = f" ({step.held.why})" if step.held else ""
        print(f"{step.key}  {title_of(step.row.table)}: {DEEDS[step.deed]}{held}")
    words = gettext("%(n)d entries; %(deeds)d deeds in the trail name only a number")
    print(words % {"n": len(seen.steps), "deeds": seen.deeds})
    if not seen.namesakes or surname is None:
        return
    words = gettext("Only the surname, untouched unless named with --also: %(n)d more places")
    print(words % {"n": len(seen.namesakes)})
    for step in seen.namesakes:
        print(f"{step.key}  {title_of(step.row.table)}")
        for line in (*places(step.row, surname), *([str(step.held.why)] if step.held else [])):
            print(f"    {line}")


def _as_json(step: "Step") -> dict[str, object]:
    return {
        "row": step.key,
        "deed": step.deed.value,
        "why": str(step.held.why) if step.held else "",
        "until": step.held.until.isoformat() if step.held and step.held.until else None,
    }
