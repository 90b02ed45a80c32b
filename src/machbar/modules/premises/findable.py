"""How units are found: by everybody what their owners have let out."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.findable import Audience, Findable, Text
from machbar.foundation.search.services import renew
from machbar.modules.premises.models import Unit
from machbar.modules.premises.public_texts import public_texts


def texts(units: Sequence[int]) -> Iterator[Text]:
    """What may be found of these units."""
    yield from public_texts(units)


def audience(_actor: Actor) -> Audience:
    """Everybody searches what is public."""
    return Audience.PUBLIC


FINDABLE = Findable(
    kind="raeume",
    number=10,
    label=_("Rooms"),
    objects=Unit.objects.all,
    texts=texts,
    audience=audience,
)


def index_units(*units: Unit) -> None:
    """Let search find these units as they are now; part of the transaction that changed them."""
    renew(FINDABLE, [unit.pk for unit in units])
