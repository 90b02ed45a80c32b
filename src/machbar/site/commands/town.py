"""`machbar town list|add|host|close|open|remove`: the towns of a server, for whoever runs it."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from machbar.site import light
from machbar.site.commands import setup
from machbar.site.commands.choosing import town_named
from machbar.site.commands.words import gettext

if TYPE_CHECKING:
    from machbar.foundation.access.actor import Actor
    from machbar.site.operating.selectors import TownRow

HELP = {
    "list": gettext("list all towns with their lights"),
    "add": gettext("make one more town; everything that machbar setup takes"),
    "host": gettext("let a town be reached under another name"),
    "close": gettext("show strangers a closed door; nothing is deleted"),
    "open": gettext("show a town to everybody, if it has said what the law asks for"),
    "remove": gettext("erase a closed town with everything in it; first it says what would go"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One deed, and what it needs."""
    deeds = parser.add_subparsers(metavar=gettext("DEED"), required=True)
    found = {
        name: deeds.add_parser(name, help=words, description=words) for name, words in HELP.items()
    }
    found["list"].add_argument(
        "--json", action="store_true", help=gettext("one object a town, for machines")
    )
    setup.add_arguments(found["add"])
    for name in ("host", "close", "open", "remove"):
        found[name].add_argument("town", metavar="KEY", help=gettext("key of the town"))
    found["host"].add_argument("host", metavar="NAME", help=gettext("the new host name"))
    found["remove"].add_argument("--yes", action="store_true", help=gettext("erase it now"))
    for name, run_deed in DEEDS.items():
        found[name].set_defaults(deed=run_deed)


def run(arguments: argparse.Namespace) -> int:
    """0, or 2 where something that was given is wrong; `list` says the worst light."""
    status: int = arguments.deed(arguments)
    return status


def _list(arguments: argparse.Namespace) -> int:
    light.start()
    from django.utils import timezone, translation

    from machbar.site.operating.selectors import all_towns
    from machbar.site.state.lights import worst

    with translation.override("de"):
        rows = all_towns(timezone.now())
        for row in rows:
            print(_for_machines(row) if arguments.json else _for_people(row))
    return int(worst(each for row in rows for each in row.lights))


def _for_people(row: "TownRow") -> str:
    from django.template.defaultfilters import filesizeformat
    from django.utils import timezone
    from django.utils.translation import gettext as _

    at = timezone.localtime(row.last_deed) if row.last_deed else None
    head = _("%(key)s: %(town)s, %(host)s, %(stage)s") % {
        "key": row.town.key,
        "town": row.town.name,
        "host": row.town.host or "–",
        "stage": row.stage_label,
    }
    figures = _("team %(people)d, last deed %(day)s, pictures %(size)s") % {
        "people": row.people,
        "day": f"{at:%d.%m.%Y}" if at else "–",
        "size": filesizeformat(row.size).replace("\xa0", " "),
    }
    troubles = [f"    {each.title}: {each.sentence}\n      → {each.cure}" for each in row.troubles]
    return "\n".join([head, f"    {figures}", *troubles])


def _for_machines(row: "TownRow") -> str:
    found = {
        "key": row.town.key,
        "name": row.town.name,
        "host": row.town.host,
        "stage": row.stage.value,
        "closed_on": row.town.closed_on.isoformat() if row.town.closed_on else None,
        "people": row.people,
        "last_deed": row.last_deed.isoformat() if row.last_deed else None,
        "picture_bytes": row.size,
        "lights": {each.name: each.word for each in row.lights},
    }
    return json.dumps(found, ensure_ascii=False)


def _add(arguments: argparse.Namespace) -> int:
    """`machbar setup`, but never for a town that is there."""
    light.start(migrate=True)
    from django.utils.translation import gettext as _

    from machbar.foundation.towns.models import Town
    from machbar.site.towns import town_key

    key = town_key(arguments.short_name or "")
    if key and Town.objects.filter(key=key).exists():
        return _refuse(_("There is a town of this short name already: %(key)s.") % {"key": key})
    if not arguments.host and Town.objects.exists():
        return _refuse(_("Please give --host: several towns are told apart by it."))
    return setup.run(arguments)


def _host(arguments: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    by = _acting(arguments)
    if by is None:
        return 2
    from machbar.site.operating.services import WrongHost, move_town
    from machbar.site.towns import host_advice

    try:
        is_new = move_town(by=by, host=arguments.host.strip().lower())
    except WrongHost as error:
        return _refuse(str(error))
    by.town.refresh_from_db(fields=["host"])
    words = {"town": by.town.name, "host": by.town.host}
    print((_("%(town)s: %(host)s.") if is_new else _("%(town)s: %(host)s, as before.")) % words)
    for sentence in host_advice(by.town):
        print(sentence)
    if is_new:
        print(_("Links in mails and on paper that were given out before lead to the old name."))
    return 0


def _close(arguments: argparse.Namespace) -> int:
    from django.utils import timezone
    from django.utils.translation import gettext as _

    by = _acting(arguments)
    if by is None:
        return 2
    from machbar.site.operating.services import close_town

    was_open = close_town(by=by, on=timezone.localdate())
    sentence = (
        _("%(town)s is closed. Its team still signs in.")
        if was_open
        else _("%(town)s was closed already.")
    )
    print(sentence % {"town": by.town.name})
    return 0


def _open(arguments: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    by = _acting(arguments)
    if by is None:
        return 2
    from machbar.site.wizard.services import NotReadyToOpen, open_town

    try:
        open_town(by=by)
    except NotReadyToOpen as missing:
        return _refuse(str(missing))
    print(_("Everybody sees %(town)s now.") % {"town": by.town.name})
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    """Say what would go (1), or let it go."""
    from django.utils.translation import gettext as _

    by = _acting(arguments)
    if by is None:
        return 2
    from machbar.foundation.privacy.wiping import wipe
    from machbar.foundation.towns.models import Town
    from machbar.site.operating.removing import remove_town, what_would_go

    if Town.objects.count() == 1:
        return _refuse(_("This is the only town. Empty the data directory instead."))
    if not by.town.closed_on:
        return _refuse(
            _("Please close it first: %(command)s")
            % {"command": f"machbar town close {by.town.key}"}
        )
    going = remove_town(by.town) if arguments.yes else what_would_go(by.town)
    words = {"town": by.town.name, "rows": going.rows, "people": going.people}
    if not arguments.yes:
        print(
            _(
                "%(town)s: this would be erased, with every picture. Entries: %(rows)d, accounts: %(people)d."
            )
            % words
        )
        print(_("Make a backup and hand its archive out first. Then: --yes"))
        return 1
    wipe()
    print(_("%(town)s is removed. Entries: %(rows)d, accounts: %(people)d.") % words)
    print(_("Its pictures go within six hours. Backups from before still hold it."))
    return 0


def _acting(arguments: argparse.Namespace) -> "Actor | None":
    """The house itself, in the town that is meant."""
    light.start()
    from machbar.foundation.access.actor import Actor

    town = town_named(arguments.town)
    return None if town is None else Actor(town=town, system=True)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


DEEDS = {
    "list": _list,
    "add": _add,
    "host": _host,
    "close": _close,
    "open": _open,
    "remove": _remove,
}
