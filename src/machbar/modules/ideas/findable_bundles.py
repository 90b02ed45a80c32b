"""How bundles of ideas are found: the public ones by everybody, all of them by who answers ideas."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from machbar.foundation.search.findable import Audience, Findable, Text
from machbar.foundation.search.services import forget, renew
from machbar.modules.ideas.findable import FICTIONAL, audience
from machbar.modules.ideas.models import Bundle


def texts(bundles: Sequence[int]) -> Iterator[Text]:
    """Name and paragraph of each bundle (one query); what its ideas say is found by the ideas themselves."""
    for bundle in Bundle.objects.filter(pk__in=bundles).order_by("pk"):
        yield _text(bundle, Audience.INTERNAL)
        if bundle.is_public:
            yield _text(bundle, Audience.PUBLIC)


def _text(bundle: Bundle, reader: Audience) -> Text:
    route = "ideas:work_bundle" if reader is Audience.INTERNAL else "ideas:bundle"
    shown_since = bundle.published_at if reader is Audience.PUBLIC else None
    return Text(
        object_id=bundle.pk,
        town_id=bundle.town_id,
        audience=reader,
        title=bundle.title,
        body=bundle.text,
        url=reverse(route, args=[bundle.public_id]),
        on=timezone.localdate(shown_since or bundle.created_at),
        fictional_note=FICTIONAL if bundle.is_fictional else "",
    )


BUNDLES = Findable(
    kind="buendel",
    number=9,
    label=_("Bundles of ideas"),
    objects=Bundle.objects.all,
    texts=texts,
    audience=audience,
)


def index_bundle(bundle: Bundle) -> None:
    """Let search find a bundle as it is now; part of the transaction that changed it."""
    renew(BUNDLES, [bundle.pk])


def forget_bundle(bundle: Bundle) -> None:
    """Take a bundle that is dissolved out of search."""
    forget(BUNDLES, [bundle.pk])
