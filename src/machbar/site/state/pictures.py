"""The light of a store that speaks S3: it takes and gives, and nobody reads it past the pages."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from machbar.foundation.media import store
from machbar.foundation.media.exceptions import StoreAway
from machbar.site.state.lights import Colour, Light


def pictures(*, connects: bool) -> Iterator[Light]:
    """One light where pictures lie in such a store, none else; ``connects`` tries it out."""
    bucket = store.bucket()
    if bucket is None:
        return
    title = _("Store for pictures")
    place = bucket.address.bucket
    if not connects:
        sentence = _("Pictures lie in “%(bucket)s”.") % {"bucket": place}
        yield Light(name="pictures", title=title, colour=Colour.GREEN, sentence=sentence)
        return
    try:
        is_open = bucket.is_open_to_strangers()
    except StoreAway as error:
        cure = _("Check address, bucket, key and secret in MACHBAR_MEDIA_URL.")
        yield Light(name="pictures", title=title, colour=Colour.RED, sentence=str(error), cure=cure)
        return
    if is_open:
        yield Light(
            name="pictures",
            title=title,
            colour=Colour.RED,
            sentence=_("Everybody can read “%(bucket)s”, also photos that nobody has released.")
            % {"bucket": place},
            cure=_("Take public reading away from the bucket."),
        )
        return
    sentence = _("“%(bucket)s” takes and gives, and refuses strangers.") % {"bucket": place}
    yield Light(name="pictures", title=title, colour=Colour.GREEN, sentence=sentence)
