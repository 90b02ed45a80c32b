"""Which town of the server a command means."""

import sys
from typing import TYPE_CHECKING

from machbar.site.commands.words import gettext

if TYPE_CHECKING:
    from machbar.foundation.towns.models import Town

MOST_NAMED = 20


def town_named(key: str | None) -> "Town | None":
    """The town with this key, or the only one; None after a sentence that names the keys there are."""
    from machbar.foundation.towns.models import Town

    towns = list(Town.objects.filter(key=key) if key else Town.objects.order_by("pk")[:2])
    if len(towns) == 1:
        return towns[0]
    print(_sentence(key), file=sys.stderr)
    return None


def _sentence(key: str | None) -> str:
    from machbar.foundation.towns.models import Town

    keys = list(Town.objects.order_by("key").values_list("key", flat=True)[: MOST_NAMED + 1])
    if not keys:
        return gettext("This server has no town yet.")
    named = ", ".join(keys[:MOST_NAMED]) + (" …" if len(keys) > MOST_NAMED else "")
    if key:
        said = gettext("No town of this server has the key %(key)s. There are: %(keys)s.")
        return said % {"key": key, "keys": named}
    return gettext("Please name one of the towns with --town: %(keys)s.") % {"keys": named}
