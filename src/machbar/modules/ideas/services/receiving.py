"""An idea comes in, gets additions, and may be taken back by its giver."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.media.models import Picture
from machbar.foundation.media.services import describe_picture
from machbar.foundation.towns.services import next_number
from machbar.modules.ideas import letters
from machbar.modules.ideas.core import ContactKind, read_contact, title_of
from machbar.modules.ideas.exceptions import PhotoGone
from machbar.modules.ideas.findable import index_ideas
from machbar.modules.ideas.models import Addition, Idea
from machbar.modules.ideas.services.joining import leave_at_withdrawal
from machbar.modules.ideas.services.linking import link_to
from machbar.modules.ideas.services.photos import agree_to_photo


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the giver takes home: the idea and the token of the personal link (shown once, never stored)."""

    idea: Idea
    token: str


@dataclass(frozen=True, kw_only=True)
class Photo:
    """A kept picture that comes with an idea: who took it, the sentence agreed to (none: the team only), and how."""

    picture: Picture
    credit: str = ""
    consent_text: str = ""
    consent_by: str = Picture.Consent.FORM


def hand_in_idea(
    *,
    by: Actor,
    at: datetime,
    form_key: str,
    text: str,
    place: str = "",
    contact: str = "",
    wants_to_join: bool = False,
    channel: str = Idea.Channel.WEB,
    initials: str = "",
    suspicions: Sequence[str] = (),
    photo: Photo | None = None,
    written_on: date | None = None,
) -> Receipt:
    """Take an idea. The same ``form_key`` again (double click, browser back) gives the same idea, not a second one;
    with another text it is another idea, so that nothing written is lost.

    ``suspicions`` are codes of `core.Suspicion`; such an idea is kept, and only its receipt is not mailed yet.
    Raises `core.UnclearContact` for an incomplete mail address, `PhotoGone` where the photo was swept up meanwhile.
    """
    how = read_contact(contact)
    values: dict[str, object] = {
        "title": title_of(text),
        "text": text.strip(),
        "place": place.strip(),
        "contact": how.address,
        "contact_kind": how.kind.value,
        "wants_to_join": wants_to_join,
        "channel": channel,
        "initials": initials,
        "is_suspicious": bool(suspicions),
        "suspicions": " ".join(suspicions),
        "written_on": written_on,
        "photo": photo.picture if photo is not None else None,
    }
    known = Idea.objects.filter(town=by.town, form_key=form_key).first()
    if known is not None and known.text != values["text"]:
        form_key = _key_of_another_text(form_key, text)
        known = Idea.objects.filter(town=by.town, form_key=form_key).first()
    if known is None:
        try:
            return _new_idea(by=by, at=at, form_key=form_key, values=values, photo=photo)
        except IntegrityError as error:
            # The other click of a double click won between the look and the insert, or the sweep took the photo.
            known = Idea.objects.filter(town=by.town, form_key=form_key).first()
            if known is None:
                raise PhotoGone(photo_is_gone()) from error
    return Receipt(idea=known, token=link_to(known))


def _key_of_another_text(form_key: str, text: str) -> str:
    """The key under which a form that was sent before is kept with other words; 64 hexadecimal digits."""
    return hashlib.sha256(f"{form_key}\n{text.strip()}".encode()).hexdigest()


def photo_is_gone() -> str:
    """What to say when a kept photo is no longer there."""
    return _("We keep an unfinished photo for one day only. Please choose it again.")


@transaction.atomic
def _new_idea(
    *, by: Actor, at: datetime, form_key: str, values: dict[str, object], photo: Photo | None
) -> Receipt:
    number = next_number(town=by.town, series="idea", year=timezone.localdate(at).year)
    idea = Idea.objects.create(
        town=by.town, number=number, form_key=form_key, handed_in_at=at, **values
    )
    record("idea.handed_in", on=idea, by=by, payload={"channel": idea.channel})
    index_ideas(idea)
    if photo is not None:
        describe_picture(picture=photo.picture, alt_text="", credit=photo.credit)
        agree_to_photo(photo.picture, photo.consent_text, photo.consent_by, by, at)
    token = link_to(idea)
    if idea.contact_kind == ContactKind.MAIL and not idea.is_suspicious:
        letters.send_receipt(idea, token=link_to(idea))
    return Receipt(idea=idea, token=token)


@transaction.atomic
def add_to_idea(*, idea: Idea, by: Actor, at: datetime, text: str) -> None:
    """Keep what the giver adds; the same text twice in a row is kept once."""
    last = idea.additions.order_by("-id").first()
    if last is not None and last.text == text.strip():
        return
    Addition.objects.create(idea=idea, text=text.strip(), added_at=at)
    Idea.objects.filter(pk=idea.pk).update(asked_at=None)
    record("idea.added_to", on=idea, by=by)
    index_ideas(idea)


@transaction.atomic
def withdraw_idea(*, idea: Idea, by: Actor) -> None:
    """Take the idea back: it leaves the wall at once; number and receipt stay.

    Only this giver's: an idea that it was joined with, or that was joined into it, goes on.
    """
    leave_at_withdrawal(idea, by=by, at=timezone.now())
    won = (
        Idea.objects.filter(pk=idea.pk)
        .exclude(status=Idea.Status.WITHDRAWN)
        .update(status=Idea.Status.WITHDRAWN, published_at=None)
    )
    if won:
        record("idea.withdrawn", on=idea, by=by)
        index_ideas(idea)


@transaction.atomic
def read_addition(*, addition: Addition, by: Actor, at: datetime) -> None:
    """Somebody of the team has read what the giver added."""
    if Addition.objects.filter(pk=addition.pk, read_at=None).update(read_at=at):
        record("idea.addition_read", on=addition.idea, by=by)


@transaction.atomic
def unread_addition(*, addition: Addition, by: Actor) -> None:
    """It waits to be read again."""
    if Addition.objects.filter(pk=addition.pk, read_at__isnull=False).update(read_at=None):
        record("idea.addition_unread", on=addition.idea, by=by)
