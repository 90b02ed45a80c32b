"""Which town of the server a command means."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from machbar.foundation.towns.models import Town


def town_named(key: str | None) -> "Town | None":
    """The town with this key, or the only one; None after a sentence that asks for --town."""
    towns = towns_named(key)
    if len(towns) > 1:
        _ask_for_one()
    return towns[0] if len(towns) == 1 else None


def towns_named(key: str | None) -> "list[Town]":
    """The town with this key, or every one; none after a sentence that asks for --town."""
    from machbar.foundation.towns.models import Town

    towns = list(Town.objects.filter(key=key) if key else Town.objects.order_by("key"))
    if not towns:
        _ask_for_one()
    return towns


def _ask_for_one() -> None:
    from django.utils.translation import gettext as _

    from machbar.foundation.towns.models import Town

    keys = ", ".join(Town.objects.order_by("key").values_list("key", flat=True))
    if keys:
        words = _("Please name a town of this server with --town. There are: %(keys)s")
        print(words % {"keys": keys}, file=sys.stderr)
    else:
        print(_("This server has no town yet."), file=sys.stderr)
