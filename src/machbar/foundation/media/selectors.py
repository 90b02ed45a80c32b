"""Reading pictures: which a form has kept, which nobody needs any more, and whether rows and files agree."""

from collections.abc import Iterator

from django.db.models import Exists, ForeignKey, Model, OuterRef, QuerySet
from django.utils.translation import gettext as _

from machbar.foundation.media import store
from machbar.foundation.media.models import Picture, PictureFile
from machbar.foundation.towns.models import Town

IN_FLIGHT = 3600  # seconds in which a file may wait for its row


def holding_fields() -> "Iterator[ForeignKey[Model, Model]]":
    """The keys by which rows of modules hold a picture."""
    for relation in Picture._meta.get_fields(include_hidden=True):
        field = getattr(relation, "field", None)
        if isinstance(field, ForeignKey) and field.model is not PictureFile:
            yield field


def without_owner() -> QuerySet[Picture]:
    """Pictures to which no row of any module points: kept for a form, or left over."""
    pictures = Picture.objects.all()
    for field in holding_fields():
        owners = field.model._default_manager.filter(**{field.name: OuterRef("pk")})
        pictures = pictures.exclude(Exists(owners))
    return pictures


def kept_picture(*, town: Town, form_key: str) -> Picture | None:
    """The last picture that was sent with this form and has no owner yet."""
    # Nearly every form comes without one: that is found out before asking who might own it.
    if not Picture.objects.filter(town=town, form_key=form_key).exists():
        return None
    return (
        without_owner()
        .filter(town=town, form_key=form_key)
        .prefetch_related("files")
        .order_by("-id")
        .first()
    )


def strays() -> set[str]:
    """Files that belong to no row and are not waiting for one."""
    names = set(store.hashes(older_than=IN_FLIGHT))
    known = set(PictureFile.objects.values_list("sha256", flat=True).iterator(chunk_size=5_000))
    return names - known


def file_troubles() -> Iterator[str]:
    """One line for each row whose file is missing or damaged, and for each file that belongs to no row."""
    known: set[str] = set()
    rows = PictureFile.objects.values_list("sha256", "picture__public_id").order_by("sha256", "id")
    for sha256, picture in rows.iterator(chunk_size=500):
        if sha256 not in known and not store.is_whole(sha256):
            yield _("picture %(picture)s: the file %(name)s is missing or damaged") % {
                "picture": picture,
                "name": sha256,
            }
        known.add(sha256)
    for name in store.hashes(older_than=IN_FLIGHT):
        if name not in known:
            yield _(
                "the file %(name)s belongs to no picture (the worker removes it within six hours)"
            ) % {"name": name}
