"""The part of `machbar privacy` that erases: without `--yes` it only says what would happen."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from machbar.site.commands.choosing import town_named
from machbar.site.commands.words import gettext

if TYPE_CHECKING:
    from machbar.foundation.privacy.forms import ErasureForm
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
    seen = preview(form.needles(), by=by, at=now)
    _print(seen, as_json=arguments.json)
    if not arguments.yes or seen.is_empty:
        return 0
    chosen = {step.key for step in seen.steps} - set(arguments.spared)
    request = Request(
        sought=form.sought(), needles=form.needles(), reason=arguments.reason, chosen=chosen
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


def _print(seen: "Preview", *, as_json: bool) -> None:
    from machbar.foundation.privacy.labels import DEEDS
    from machbar.foundation.privacy.recording import title_of

    if as_json:
        rows = [
            {
                "row": step.key,
                "deed": step.deed.value,
                "why": str(step.held.why) if step.held else "",
                "until": step.held.until.isoformat() if step.held and step.held.until else None,
            }
            for step in seen.steps
        ]
        print(json.dumps({"rows": rows, "deeds": seen.deeds}, ensure_ascii=False, indent=1))
        return
    for step in seen.steps:
        held = f" ({step.held.why})" if step.held else ""
        print(f"{step.key}  {title_of(step.row.table)}: {DEEDS[step.deed]}{held}")
    words = gettext("%(n)d entries; %(deeds)d deeds in the trail name only a number")
    print(words % {"n": len(seen.steps), "deeds": seen.deeds})
