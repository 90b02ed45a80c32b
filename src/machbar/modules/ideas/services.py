"""What happens to ideas: one function a deed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import issue_link
from machbar.foundation.audit.services import record
from machbar.foundation.media.models import Picture
from machbar.foundation.media.services import (
    agree_to_picture,
    describe_picture,
    release_picture,
    remove_picture,
    take_back_picture,
)
from machbar.foundation.towns.services import next_number
from machbar.modules.ideas import letters
from machbar.modules.ideas.core import ContactKind, read_contact, title_of
from machbar.modules.ideas.exceptions import AlreadyWithdrawn, PhotoGone, ReasonMissing
from machbar.modules.ideas.findable import index_ideas
from machbar.modules.ideas.models import Addition, Answer, Idea, IdeaProject
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import create_project

RECEIPT = "idea_receipt"


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
    is_suspicious: bool = False,
    photo: Photo | None = None,
) -> Receipt:
    """Take an idea. The same ``form_key`` again (double click, browser back) gives the same idea, not a second one.

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
        "is_suspicious": is_suspicious,
        "photo": photo.picture if photo is not None else None,
    }
    known = Idea.objects.filter(town=by.town, form_key=form_key).first()
    if known is None:
        try:
            return _new_idea(by=by, at=at, form_key=form_key, values=values, photo=photo)
        except IntegrityError as error:
            # The other click of a double click won between the look and the insert, or the sweep took the photo.
            known = Idea.objects.filter(town=by.town, form_key=form_key).first()
            if known is None:
                raise PhotoGone(photo_is_gone()) from error
    return Receipt(idea=known, token=_link(known))


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
        _agree(photo.picture, photo.consent_text, photo.consent_by, by, at)
    token = _link(idea)
    if idea.contact_kind == ContactKind.MAIL and not idea.is_suspicious:
        letters.send_receipt(idea, token=_link(idea))
    return Receipt(idea=idea, token=token)


@transaction.atomic
def answer_idea(*, idea: Idea, by: Actor, at: datetime, status: str, text: str, key: str) -> Answer:
    """Answer the giver and set the status. ``key`` names the form, so that a second click is harmless."""
    text = text.strip()
    if not text:
        raise ReasonMissing(_("Please write what the giver of the idea shall read."))
    values: dict[str, object] = {"status": status}
    if status in Idea.CLOSED:
        values["reason"] = text
    open_ideas = Idea.objects.filter(pk=idea.pk).exclude(status=Idea.Status.WITHDRAWN)
    if not open_ideas.update(**values):
        raise AlreadyWithdrawn(_("The giver has taken this idea back."))
    answer, is_new = Answer.objects.get_or_create(
        idea=idea,
        key=key,
        defaults={
            "text": text,
            "status": status,
            "given_by": by.person,
            "given_at": at,
            "sent_by": idea.contact_kind,
        },
    )
    index_ideas(idea)
    if not is_new:
        return answer
    open_ideas.filter(answered_at=None).update(answered_at=at)
    record("idea.answered", on=idea, by=by, payload={"status": status})
    if idea.contact_kind == ContactKind.MAIL:
        letters.send_answer(idea, answer, token=_link(idea))
    idea.refresh_from_db()
    return answer


@transaction.atomic
def add_to_idea(*, idea: Idea, by: Actor, at: datetime, text: str) -> None:
    """Keep what the giver adds; the same text twice in a row is kept once."""
    last = idea.additions.order_by("-id").first()
    if last is not None and last.text == text.strip():
        return
    Addition.objects.create(idea=idea, text=text.strip(), added_at=at)
    record("idea.added_to", on=idea, by=by)
    index_ideas(idea)


@transaction.atomic
def withdraw_idea(*, idea: Idea, by: Actor) -> None:
    """Take the idea back: it leaves the wall at once; number and receipt stay."""
    won = (
        Idea.objects.filter(pk=idea.pk)
        .exclude(status=Idea.Status.WITHDRAWN)
        .update(status=Idea.Status.WITHDRAWN, published_at=None)
    )
    if won:
        record("idea.withdrawn", on=idea, by=by)
        index_ideas(idea)


@transaction.atomic
def publish_idea(*, idea: Idea, by: Actor, at: datetime) -> None:
    """Hang the idea on the wall; a second click changes nothing."""
    won = (
        Idea.objects.filter(pk=idea.pk, published_at=None)
        .exclude(status=Idea.Status.WITHDRAWN)
        .update(published_at=at, is_suspicious=False)
    )
    if won:
        record("idea.published", on=idea, by=by)
        index_ideas(idea)


@transaction.atomic
def unpublish_idea(*, idea: Idea, by: Actor) -> None:
    """Take the idea off the wall."""
    if Idea.objects.filter(pk=idea.pk, published_at__isnull=False).update(published_at=None):
        record("idea.unpublished", on=idea, by=by)
        index_ideas(idea)


def _agree(picture: Picture, text: str, consent_by: str, by: Actor, at: datetime) -> None:
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
    describe_picture(picture=photo, alt_text=alt_text, credit=credit)
    _agree(photo, _("The photo may be shown with the idea."), consent_by, by, at)
    if is_release:
        release_picture(picture=photo, by=by, at=at)


@transaction.atomic
def take_back_photo(*, photo: Picture, by: Actor) -> None:
    """Show a photo to the team only."""
    take_back_picture(picture=photo, by=by)


@transaction.atomic
def remove_photo(*, idea: Idea, by: Actor) -> None:
    """Erase an idea's photo for good, rows and files; a second click changes nothing."""
    photo = Picture.objects.filter(idea=idea).first()
    if photo is None:
        return
    Idea.objects.filter(pk=idea.pk).update(photo=None)
    remove_picture(picture=photo, by=by)
    idea.photo = None


@transaction.atomic
def make_project(*, idea: Idea, by: Actor, at: datetime, title: str) -> Project:
    """Start a project from an idea (F06). A second click finds the project that is there."""
    known = idea.becomings.select_related("project").order_by("id").first()
    if known is not None:
        return known.project
    project = create_project(by=by, at=at, title=title, description=idea.text)
    join_project(idea=idea, project=project, by=by, at=at)
    return project


@transaction.atomic
def join_project(*, idea: Idea, project: Project, by: Actor, at: datetime) -> None:
    """Let an idea become part of a project that is there."""
    _becoming, is_new = IdeaProject.objects.get_or_create(
        idea=idea, project=project, defaults={"since": at}
    )
    if not is_new:
        return
    Idea.objects.filter(pk=idea.pk).exclude(status=Idea.Status.WITHDRAWN).update(
        status=Idea.Status.PROJECT
    )
    Idea.objects.filter(pk=idea.pk, answered_at=None).update(answered_at=at)
    record("idea.became_project", on=idea, by=by, payload={"project": project.public_id})
    index_ideas(idea)
    if idea.contact_kind == ContactKind.MAIL:
        letters.send_became_project(idea, project, token=_link(idea))


def _link(idea: Idea) -> str:
    return issue_link(town=idea.town, purpose=RECEIPT, subject=idea)
