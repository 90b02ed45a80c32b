"""Pictures of a unit: they come with who took them and whether they may be shown, are put in order, let out, kept
inside, erased. The first one is the cover.

Whether a released picture is public is the owner's to say besides (`Consent`).
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.media.models import Picture
from machbar.foundation.media.services import (
    agree_to_picture,
    describe_picture,
    release_picture,
    remove_picture,
    take_back_picture,
)
from machbar.modules.premises.exceptions import PictureGone, TooManyPictures
from machbar.modules.premises.models import Unit, UnitPicture

MOST_PICTURES = 8


@dataclass(frozen=True, kw_only=True)
class NewPicture:
    """A kept picture: what is to be seen, who took it, what was agreed to and how (empty: not yet)."""

    picture: Picture
    alt_text: str = ""
    credit: str = ""
    consent_text: str = ""
    consent_by: str = ""


@transaction.atomic
def add_unit_picture(*, unit: Unit, by: Actor, at: datetime, new: NewPicture) -> UnitPicture:
    """Hang a kept picture on the unit. Raises `TooManyPictures` and `PictureGone`; the second click adds none."""
    there = UnitPicture.objects.filter(unit=unit, picture=new.picture).first()
    if there is not None:
        return there
    if unit.pictures.count() >= MOST_PICTURES:
        raise TooManyPictures(_("A card takes at most %(n)d pictures.") % {"n": MOST_PICTURES})
    if not Picture.objects.filter(pk=new.picture.pk).exists():
        raise PictureGone(_("The picture is no longer here. Please choose it again."))
    last: int = unit.pictures.aggregate(last=Max("position"))["last"] or 0
    row = UnitPicture.objects.create(unit=unit, picture=new.picture, position=last + 1)
    _describe(new, by=by, at=at)
    record("unit.picture_added", on=unit, by=by)
    return row


@transaction.atomic
def describe_unit_picture(*, unit: Unit, by: Actor, at: datetime, new: NewPicture) -> None:
    """Say what is to be seen, who took it, and that it may be shown. Raises the refusals of `media`."""
    _describe(new, by=by, at=at)
    record("unit.picture_described", on=unit, by=by)


@transaction.atomic
def show_unit_picture(*, unit: Unit, picture: Picture, by: Actor, at: datetime) -> None:
    """Let it out as far as we are concerned. Raises `NotReadyForRelease`."""
    release_picture(picture=picture, by=by, at=at)
    record("unit.picture_released", on=unit, by=by)


@transaction.atomic
def hide_unit_picture(*, unit: Unit, picture: Picture, by: Actor) -> None:
    """Only the team sees it (again)."""
    take_back_picture(picture=picture, by=by)
    record("unit.picture_taken_back", on=unit, by=by)


@transaction.atomic
def move_unit_picture(*, unit: Unit, picture: Picture, by: Actor, is_forward: bool) -> int:
    """One place nearer to the front, where the cover is, or to the back; at the end of the row nothing changes.

    Returns its place, counted from 1; 0 where the unit has no such picture.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)  # the lock of its row of pictures
    rows = list(UnitPicture.objects.filter(unit=unit).order_by("position", "id"))
    place = next((at for at, row in enumerate(rows, 1) if row.picture_id == picture.pk), 0)
    other = place - 1 if is_forward else place + 1
    if not place or not 1 <= other <= len(rows):
        return place
    rows.insert(other - 1, rows.pop(place - 1))
    for position, row in enumerate(rows, 1):
        row.position = position
    UnitPicture.objects.bulk_update(rows, ["position"])
    record("unit.picture_moved", on=unit, by=by)
    return other


@transaction.atomic
def remove_unit_picture(*, unit: Unit, picture: Picture, by: Actor) -> None:
    """Erase one picture, rows and files; a second click changes nothing."""
    gone, _of_which = UnitPicture.objects.filter(unit=unit, picture=picture).delete()
    if gone:
        remove_picture(picture=picture, by=by)
        record("unit.picture_removed", on=unit, by=by)


def _describe(new: NewPicture, *, by: Actor, at: datetime) -> None:
    describe_picture(picture=new.picture, alt_text=new.alt_text, credit=new.credit)
    if new.consent_by:
        agree_to_picture(
            picture=new.picture, text=new.consent_text, consent_by=new.consent_by, by=by, at=at
        )
