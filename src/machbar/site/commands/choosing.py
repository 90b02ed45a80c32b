"""Which town of the server a command means."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from machbar.foundation.towns.models import Town


def town_named(key: str | None) -> "Town | None":
    """The town with this key, or the only one; None after a sentence that asks for --town."""
    from django.utils.translation import gettext as _

    from machbar.foundation.towns.models import Town

    towns = list(Town.objects.filter(key=key) if key else Town.objects.order_by("pk")[:2])
    if len(towns) == 1:
        return towns[0]
    print(_("Please name a town of this server with --town."), file=sys.stderr)
    return None
