"""What happens to pictures: taken in, described, released, taken back, removed, and swept up."""

import logging
import threading
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import RestrictedError
from django.utils.translation import gettext as _

from machbar.foundation.audit.services import Acting, record
from machbar.foundation.media import store
from machbar.foundation.media.core import Prepared, prepare
from machbar.foundation.media.exceptions import NoRoom, NotReadyForRelease, StoreAway
from machbar.foundation.media.models import Picture, PictureFile
from machbar.foundation.media.selectors import holding_fields, strays, without_owner
from machbar.foundation.towns.models import Town

log = logging.getLogger("machbar.media")
KEPT_FOR_A_FORM = timedelta(days=1)

# Decoding takes memory: one picture at a time in each process, the next one waits for about a second.
_one_at_a_time = threading.Lock()


def check_picture(data: bytes) -> Prepared:
    """The clean copies of what somebody sent; never inside a transaction. Raises `core.PictureRefused`."""
    with _one_at_a_time:
        return prepare(data)


def keep_picture(*, town: Town, prepared: Prepared, form_key: str, at: datetime) -> Picture:
    """Keep a picture for a form. The same picture with the same form again gives the same row. Raises `NoRoom`."""
    known = Picture.objects.filter(
        town=town, form_key=form_key, upload_digest=prepared.digest
    ).prefetch_related("files")
    if (picture := known.first()) is not None:
        return picture
    with store.locked():
        hashes = _write(prepared)
        try:
            return _add_rows(town, prepared, form_key, hashes, at)
        except IntegrityError:
            # The other click of a double click won between the look and the insert.
            return known.get()


def _write(prepared: Prepared) -> list[str]:
    try:
        if not store.has_room():
            raise OSError
        return [store.write(rendition.content) for rendition in prepared.renditions]
    except StoreAway as error:
        raise NoRoom(
            _(
                "Just now we cannot keep the photo. Please send it again later, or go on without the photo."
            )
        ) from error
    except OSError as error:
        raise NoRoom(
            _("Just now there is no room for the photo. Please send the idea without it.")
        ) from error


@transaction.atomic
def _add_rows(
    town: Town, prepared: Prepared, form_key: str, hashes: list[str], at: datetime
) -> Picture:
    picture = Picture.objects.create(
        town=town,
        form_key=form_key,
        upload_digest=prepared.digest,
        width=prepared.largest.width,
        height=prepared.largest.height,
        created_at=at,
    )
    PictureFile.objects.bulk_create(
        PictureFile(
            picture=picture,
            width=rendition.width,
            height=rendition.height,
            size=len(rendition.content),
            content_type=rendition.content_type,
            sha256=sha256,
        )
        for rendition, sha256 in zip(prepared.renditions, hashes, strict=True)
    )
    return picture


@transaction.atomic
def describe_picture(*, picture: Picture, alt_text: str, credit: str) -> None:
    """Say what is to be seen and who took it; a released picture keeps both filled in."""
    if picture.is_released and not (alt_text.strip() and credit.strip()):
        raise NotReadyForRelease(_("A photo that is shown keeps its description and its credit."))
    picture.alt_text, picture.credit = alt_text.strip(), credit.strip()
    picture.save(update_fields=["alt_text", "credit"])


@transaction.atomic
def agree_to_picture(
    *, picture: Picture, text: str, consent_by: str, by: Acting, at: datetime
) -> None:
    """Record that it may be shown: the sentence that was agreed to, how, and when. The first consent stays."""
    agreed = Picture.objects.filter(pk=picture.pk, consent_at=None).update(
        consent_text=text, consent_by=consent_by, consent_at=at
    )
    if agreed:
        picture.refresh_from_db(fields=["consent_text", "consent_by", "consent_at"])
        record("picture.agreed", on=picture, by=by, payload={"how": consent_by, "text": text})


@transaction.atomic
def release_picture(*, picture: Picture, by: Acting, at: datetime) -> None:
    """Let the public see it, where its owner is public. Raises `NotReadyForRelease`; a second click changes nothing."""
    if not (picture.alt_text and picture.credit and picture.consent_at):
        raise NotReadyForRelease(
            _("A photo is shown only with a description, with who took it, and with consent.")
        )
    if Picture.objects.filter(pk=picture.pk, released_at=None).update(released_at=at):
        picture.refresh_from_db(fields=["released_at"])
        record("picture.released", on=picture, by=by)


@transaction.atomic
def take_back_picture(*, picture: Picture, by: Acting) -> None:
    """Show it to the team only again."""
    if Picture.objects.filter(pk=picture.pk, released_at__isnull=False).update(released_at=None):
        picture.refresh_from_db(fields=["released_at"])
        record("picture.taken_back", on=picture, by=by)


@transaction.atomic
def withdraw_consent(*, picture: Picture, how: str, by: Acting) -> None:
    """Nobody outside sees it any more, and it counts as not agreed to; the trail keeps that it was. Twice is once."""
    agreed = Picture.objects.filter(pk=picture.pk, consent_at__isnull=False)
    if agreed.update(released_at=None, consent_at=None, consent_by="", consent_text=""):
        picture.refresh_from_db()
        record("picture.consent_withdrawn", on=picture, by=by, payload={"how": how})


@transaction.atomic
def remove_picture(*, picture: Picture, by: Acting) -> None:
    """Erase a picture that nothing points to any more: its rows now, its files as soon as that is certain."""
    record("picture.removed", on=picture, by=by)
    hashes = list(picture.files.values_list("sha256", flat=True))
    picture.delete()
    transaction.on_commit(lambda: _discard(hashes))


@transaction.atomic
def tear_out(*, picture: Picture, by: Acting) -> None:
    """Erase a picture wherever it hangs: rows that only hold it go, others lose it."""
    for field in holding_fields():
        holders = field.model._default_manager.filter(**{field.name: picture})
        if field.null:
            holders.update(**{field.name: None})
        else:
            holders.delete()
    remove_picture(picture=picture, by=by)


def _discard(hashes: Iterable[str]) -> None:
    """Remove files, but for those that another picture shares; what cannot go now goes with the next sweep."""
    with store.locked():
        if not store.may_remove():
            return
        wanted = set(hashes)
        shared = PictureFile.objects.filter(sha256__in=wanted).values_list("sha256", flat=True)
        try:
            for sha256 in wanted - set(shared):
                store.remove(sha256)
        except StoreAway as error:
            log.warning("files of removed pictures stay until the next sweep: %s", error)


def sweep(*, now: datetime) -> int:
    """Remove pictures that no form took up within a day, and files without a row; returns how many pictures."""
    removed = 0
    for picture in without_owner().filter(created_at__lte=now - KEPT_FOR_A_FORM).order_by("id"):
        removed += _remove_unless_taken(picture)
    with store.locked():
        if store.may_remove():
            for name in strays():
                store.remove(name)
    return removed


def _remove_unless_taken(picture: Picture) -> int:
    hashes = list(picture.files.values_list("sha256", flat=True))
    try:
        with transaction.atomic():
            picture.delete()
    except (RestrictedError, IntegrityError):
        # A form took it up between the look and the removal.
        return 0
    _discard(hashes)
    return 1
