"""Which town of the server a command means."""

import sys
from typing import TYPE_CHECKING

from machbar.site.commands.words import gettext

if TYPE_CHECKING:
    from machbar.foundation.towns.models import Town

MOST_NAMED = 20


def town_named(key: str | None) -> "Town | None":
    """The town with this key, or the only one; None after a sentence that names the keys there are."""
    towns = towns_named(key)
    if len(towns) > 1:
        _say_which(key)
    return towns[0] if len(towns) == 1 else None


def towns_named(key: str | None) -> "list[Town]":
    """The town with this key, or every one; none after a sentence that names the keys there are."""
    from machbar.foundation.towns.models import Town

    towns = list(Town.objects.filter(key=key) if key else Town.objects.order_by("key"))
    if not towns:
        _say_which(key)
    return towns


def _say_which(key: str | None) -> None:
    from machbar.foundation.towns.models import Town

    keys = list(Town.objects.order_by("key").values_list("key", flat=True)[: MOST_NAMED + 1])
    named = ", ".join(keys[:MOST_NAMED]) + (" …" if len(keys) > MOST_NAMED else "")
    said = gettext("Please name one of the towns with --town: %(keys)s.")
    if not keys:
        said = gettext("This server has no town yet.")
    elif key:
        said = gettext("No town of this server has the key %(key)s. There are: %(keys)s.")
    print(said % {"key": key, "keys": named}, file=sys.stderr)
