"""How talks are found: by who holds talks only; private notes and with whom it was are in no index."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.findable import Audience, Findable, Text
from machbar.foundation.search.services import forget, renew
from machbar.modules.meetings.models import Talk
from machbar.modules.meetings.rules import can_hold_talks

TITLE_LENGTH = 80
FICTIONAL = "fiktiv"


def texts(talks: Sequence[int]) -> Iterator[Text]:
    """What was said and what follows (one query); never the private note, never with whom."""
    for talk in Talk.objects.filter(pk__in=talks).select_related("project").order_by("pk"):
        yield Text(
            object_id=talk.pk,
            town_id=talk.town_id,
            audience=Audience.INTERNAL,
            title=_title(talk),
            body="\n".join(part for part in (talk.said, talk.next_step) if part),
            url=reverse("meetings:talk", args=[talk.public_id]),
            on=talk.held_on,
            fictional_note=FICTIONAL if talk.is_fictional else "",
        )


def _title(talk: Talk) -> str:
    first = talk.said.strip().splitlines()[0]
    return first if len(first) <= TITLE_LENGTH else f"{first[: TITLE_LENGTH - 1].rstrip()}…"


def audience(actor: Actor) -> Audience:
    """Who holds talks finds them; for everybody else there are no entries."""
    return Audience.INTERNAL if can_hold_talks(actor) else Audience.PUBLIC


FINDABLE = Findable(
    kind="gespraeche",
    number=8,
    label=_("Talks"),
    objects=Talk.objects.all,
    texts=texts,
    audience=audience,
)


def index_talks(*talks: Talk) -> None:
    """Let search find these talks as they are now; part of the transaction that changed them."""
    renew(FINDABLE, [talk.pk for talk in talks])


def forget_talk(talk: Talk) -> None:
    """Take a talk that is deleted out of search."""
    forget(FINDABLE, [talk.pk])
