"""`machbar privacy record`: the record of processing; `machbar privacy affected`: whom a breach touched;
`machbar privacy erase`: erase somebody, after a look; `machbar privacy retention`: erase what is kept long enough."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from machbar.site import light
from machbar.site.commands import erasing
from machbar.site.commands.choosing import town_named, towns_named
from machbar.site.commands.words import gettext

if TYPE_CHECKING:
    from machbar.foundation.privacy.breach import Affected


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is asked, between which times, of which town."""
    parser.add_argument("what", choices=("record", "affected", "erase", "retention"))
    for name, words in (
        ("--since", gettext("beginning, such as 2026-11-26T08:00 (only with affected)")),
        ("--until", gettext("end, likewise")),
    ):
        parser.add_argument(name, type=_moment, help=words)
    parser.add_argument(
        "--town", help=gettext("key of the town (needed where a server has several)")
    )
    parser.add_argument("--json", action="store_true", help=gettext("for a program to read"))
    parser.add_argument(
        "--dry-run", action="store_true", help=gettext("only say what is due (only with retention)")
    )
    erasing.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """0 after the answer, 2 where the town or one of the times is missing."""
    light.start()
    from django.utils import translation

    with translation.override("de"):
        if arguments.what == "record":
            _print_record(as_json=arguments.json)
            return 0
        if arguments.what == "erase":
            return erasing.run(arguments)
        if arguments.what == "retention":
            return _retain(arguments)
        if arguments.since is None or arguments.until is None:
            print(gettext("Please write --since and --until."), file=sys.stderr)
            return 2
        town = town_named(arguments.town)
        if town is None:
            return 2
        from machbar.foundation.privacy.breach import affected_between

        found = affected_between(town, arguments.since, arguments.until)
        _print_affected(found, as_json=arguments.json)
    return 0


def _retain(arguments: argparse.Namespace) -> int:
    """Every town, or the one that is named."""
    from django.utils import timezone

    from machbar.foundation.access.actor import Actor
    from machbar.foundation.privacy.retaining import due_now, run

    towns = towns_named(arguments.town)
    if not towns:
        return 2
    now, failed = timezone.now(), 0
    said: list[dict[str, object]] = []
    for town in towns:
        due = [each for each in due_now(town, now) if each.count]
        if not arguments.dry_run:
            done = run(town, now, by=Actor(town=town, system=True))
            failed += sum(each.retention.key not in done for each in due)
        said += [
            {
                "town": town.key,
                "class": each.retention.key,
                "what": str(each.retention.label),
                "count": each.count,
                "oldest": each.oldest.isoformat() if each.oldest else None,
            }
            for each in due
        ]
    _print_due(said, as_json=arguments.json, dry=arguments.dry_run)
    return 1 if failed else 0


def _print_due(said: "list[dict[str, object]]", *, as_json: bool, dry: bool) -> None:
    if as_json:
        print(json.dumps(said, ensure_ascii=False, indent=1))
        return
    for each in said:
        line = gettext("%(town)s: %(what)s: %(count)d, the oldest of %(oldest)s")
        print(line % each)
    print(gettext("Nothing was erased: this was a look.") if dry else gettext("Done."))


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        message = gettext("please write day and time as 2026-11-26T08:00, not %(text)r")
        raise argparse.ArgumentTypeError(message % {"text": text}) from error


def _print_record(*, as_json: bool) -> None:
    from machbar.foundation.privacy.recording import record_of_processing

    parts = record_of_processing()
    if as_json:
        print(json.dumps([asdict(part) for part in parts], ensure_ascii=False, indent=1))
        return
    for part in parts:
        print(f"\n{part.name}")
        for each in part.activities:
            print(f"  {each.title}: {', '.join(each.fields)}")
            print(f"    {each.purpose} {each.basis}; {each.period}")


def _print_affected(found: "list[Affected]", *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1))
        return
    for each in found:
        print(f"{each.title} {each.number}: {', '.join(each.events)} ({', '.join(each.actors)})")
    print(gettext("%(n)d records were changed in that time") % {"n": len(found)})
