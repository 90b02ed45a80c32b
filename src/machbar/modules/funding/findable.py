"""How programmes are found: the catalogue is public."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.findable import Audience, Findable, Text
from machbar.foundation.search.services import renew
from machbar.modules.funding.core.record import stored_entry
from machbar.modules.funding.models import Programme
from machbar.modules.funding.selectors import FINDABLE_KIND


def texts(programmes: Sequence[int]) -> Iterator[Text]:
    """The public text of each programme (one query)."""
    for programme in Programme.objects.filter(pk__in=programmes).order_by("pk"):
        summary = stored_entry(programme.record).summary
        yield Text(
            object_id=programme.pk,
            town_id=programme.town_id,
            audience=Audience.PUBLIC,
            title=programme.name,
            body="\n".join(part for part in (summary, programme.funder) if part),
            keywords=programme.search_text,
            url=reverse("funding:programme", args=[programme.public_id]),
            on=programme.as_of,
        )


def audience(_actor: Actor) -> Audience:
    """Everybody finds the same programmes."""
    return Audience.PUBLIC


FINDABLE = Findable(
    kind=FINDABLE_KIND,
    number=3,
    label=_("Funding programmes"),
    objects=Programme.objects.all,
    texts=texts,
    audience=audience,
)


def index_programmes(programmes: Sequence[int]) -> None:
    """Let search find these programmes as they are now; part of the transaction that changed them."""
    renew(FINDABLE, programmes)
