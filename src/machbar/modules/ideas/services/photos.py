"""What happens to the photo of an idea: described, agreed to, released, taken back, erased."""

from datetime import datetime

from django.db import transaction
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
from machbar.modules.ideas.models import Idea


def agree_to_photo(picture: Picture, text: str, consent_by: str, by: Actor, at: datetime) -> None:
    """Note the sentence that was agreed to and how; nothing where nobody agreed."""
    if text and consent_by:
        agree_to_picture(picture=picture, text=text, consent_by=consent_by, by=by, at=at)


@transaction.atomic
def describe_photo(
    *,
    photo: Picture,
    by: Actor,
    at: datetime,
    alt_text: str,
    credit: str,
    consent_by: str = "",
    is_release: bool = False,
) -> None:
    """Keep what the team knows about a photo, and perhaps show it. Raises `media.NotReadyForRelease`."""
    before = (photo.alt_text, photo.credit)
    describe_picture(picture=photo, alt_text=alt_text, credit=credit)
    if (photo.alt_text, photo.credit) != before:
        record("picture.described", on=photo, by=by)
    agree_to_photo(photo, _("The photo may be shown with the idea."), consent_by, by, at)
    if is_release:
        release_picture(picture=photo, by=by, at=at)


@transaction.atomic
def take_back_photo(*, photo: Picture, by: Actor, at: datetime) -> None:
    """Show a photo to the team only; it then no longer waits to be released."""
    take_back_picture(picture=photo, by=by)
    if Idea.objects.filter(photo=photo, photo_kept_at=None).update(photo_kept_at=at):
        record("idea.photo_kept_inside", on=photo.idea, by=by)


@transaction.atomic
def offer_photo_again(*, photo: Picture, by: Actor) -> None:
    """Let the photo wait for its release again."""
    if Idea.objects.filter(photo=photo, photo_kept_at__isnull=False).update(photo_kept_at=None):
        record("idea.photo_offered_again", on=photo.idea, by=by)


@transaction.atomic
def remove_photo(*, idea: Idea, by: Actor) -> None:
    """Erase an idea's photo for good, rows and files; a second click changes nothing."""
    photo = Picture.objects.filter(idea=idea).first()
    if photo is None:
        return
    Idea.objects.filter(pk=idea.pk).update(photo=None)
    remove_picture(picture=photo, by=by)
    idea.photo = None
