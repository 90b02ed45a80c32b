"""The diary of a project: entries with pictures are written, corrected, let out, kept inside, removed.

What somebody of the group writes for everybody waits until the lead or the team lets it out, and again after each
correction. The trail names what was done and when; the words of an entry stay out of it, so that what is removed is
gone. It is recorded on the project, because an entry may go.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
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
from machbar.modules.coordination.exceptions import ChangedMeanwhile, PictureGone, TooMany
from machbar.modules.coordination.models import DiaryEntry, DiaryPicture, Member
from machbar.modules.projects.models import Project
from machbar.modules.projects.services.changing import touch

MOST_PICTURES = 6


@dataclass(frozen=True, kw_only=True)
class NewPicture:
    """A kept picture that comes with an entry: what is to be seen, who took it, what was agreed to and how.

    Without a consent only the group and the team see it.
    """

    picture: Picture
    alt_text: str
    credit: str
    consent_text: str = ""
    consent_by: str = ""


@dataclass(frozen=True, kw_only=True)
class EntryText:
    """What somebody writes: the day, the words, whether everybody may read it, and the hours that were given."""

    on: date
    text: str
    is_for_all: bool = False
    helpers: int = 0
    quarter_hours: int = 0


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who writes: the actor, the member where it is one, and whether what they write needs nobody's release."""

    actor: Actor
    member: Member | None = None
    may_release: bool = field(default=False)


@transaction.atomic
def write_entry(
    *,
    project: Project,
    by: Author,
    at: datetime,
    form_key: str,
    words: EntryText,
    picture: NewPicture | None = None,
    is_fictional: bool = False,
) -> DiaryEntry:
    """A new entry. The same form sent twice gives one entry. Raises `PictureGone`."""
    known = DiaryEntry.objects.filter(project=project, form_key=form_key).first()
    if known is not None:
        return known
    entry, is_new = DiaryEntry.objects.get_or_create(
        project=project,
        form_key=form_key,
        defaults={
            **_columns(words),
            "visibility": _visibility(by, words),
            "by_member": by.member,
            "by_person": None if by.member is not None else by.actor.person,
            "written_at": at,
            "is_fictional": is_fictional,
        },
    )
    if is_new:
        touch(project, at)
        _record("diary.written", entry, by.actor, visibility=entry.visibility)
        if picture is not None:
            _add_picture(entry, picture, by.actor, at)
        _settle_pictures(entry, by.actor, at)
    return entry


@transaction.atomic
def correct_entry(
    *,
    entry: DiaryEntry,
    by: Author,
    at: datetime,
    seen_version: int,
    words: EntryText,
    picture: NewPicture | None = None,
) -> None:
    """Save what is written now. Raises `ChangedMeanwhile`, `TooMany`, `PictureGone`; nothing is lost by that."""
    if picture is not None and entry.pictures.filter(picture=picture.picture).exists():
        picture = None  # the second click of a double click
    columns = {**_columns(words), "visibility": _visibility(by, words)}
    changed = sorted(name for name, value in columns.items() if getattr(entry, name) != value)
    if not changed and picture is None:
        return
    won = DiaryEntry.objects.filter(pk=entry.pk, version=seen_version).update(
        **columns, note="", changed_at=at, version=F("version") + 1
    )
    if not won:
        raise ChangedMeanwhile(
            _("Somebody else has changed this entry meanwhile. Your text is still here.")
        )
    entry.refresh_from_db()
    if changed:
        _record("diary.corrected", entry, by.actor, fields=changed, visibility=entry.visibility)
    if picture is not None:
        _add_picture(entry, picture, by.actor, at)
    _settle_pictures(entry, by.actor, at)
    touch(entry.project, at)


@transaction.atomic
def release_entry(*, entry: DiaryEntry, by: Actor, at: datetime) -> None:
    """Let everybody read it, with the pictures that may be shown; a second click changes nothing."""
    won = DiaryEntry.objects.filter(
        pk=entry.pk, visibility=DiaryEntry.Visibility.WAITING, version=entry.version
    ).update(visibility=DiaryEntry.Visibility.PUBLIC)
    if won:
        entry.refresh_from_db()
        _record("diary.released", entry, by)
        _settle_pictures(entry, by, at)
        touch(entry.project, at)


@transaction.atomic
def keep_entry_inside(*, entry: DiaryEntry, by: Actor, at: datetime, note: str = "") -> None:
    """Only the group and the team read it (any more); ``note`` says its author why."""
    won = (
        DiaryEntry.objects.filter(pk=entry.pk)
        .exclude(visibility=DiaryEntry.Visibility.GROUP)
        .update(visibility=DiaryEntry.Visibility.GROUP, note=" ".join(note.split()))
    )
    if won:
        entry.refresh_from_db()
        _record("diary.kept_inside", entry, by, reason=entry.note)
        _settle_pictures(entry, by, at)


@transaction.atomic
def let_entry_wait(*, entry: DiaryEntry, by: Actor, at: datetime) -> None:
    """Take back what was decided about it: it waits for its release again; a second click changes nothing."""
    won = (
        DiaryEntry.objects.filter(pk=entry.pk)
        .exclude(visibility=DiaryEntry.Visibility.WAITING)
        .update(visibility=DiaryEntry.Visibility.WAITING, note="")
    )
    if won:
        entry.refresh_from_db()
        _record("diary.waits_again", entry, by)
        _settle_pictures(entry, by, at)


@transaction.atomic
def remove_entry(*, entry: DiaryEntry, by: Actor, at: datetime) -> None:
    """Erase an entry and its pictures, rows and files; a second click changes nothing."""
    if not DiaryEntry.objects.filter(pk=entry.pk).exists():
        return
    for row in entry.pictures.select_related("picture"):
        row.delete()
        remove_picture(picture=row.picture, by=by)
    _record("diary.removed", entry, by)
    DiaryEntry.objects.filter(pk=entry.pk).delete()
    touch(entry.project, at)


@transaction.atomic
def remove_entry_picture(*, entry: DiaryEntry, picture: Picture, by: Actor) -> None:
    """Erase one picture of an entry; a second click changes nothing."""
    gone, _of_which = DiaryPicture.objects.filter(entry=entry, picture=picture).delete()
    if gone:
        remove_picture(picture=picture, by=by)
        _record("diary.picture_removed", entry, by)


def _columns(words: EntryText) -> dict[str, object]:
    has_hours = words.helpers > 0 and words.quarter_hours > 0
    return {
        "on": words.on,
        "text": words.text.strip(),
        "helpers": words.helpers if has_hours else 0,
        "quarter_hours": words.quarter_hours if has_hours else 0,
    }


def _visibility(by: Author, words: EntryText) -> str:
    if not words.is_for_all:
        return DiaryEntry.Visibility.GROUP.value
    if by.may_release:
        return DiaryEntry.Visibility.PUBLIC.value
    return DiaryEntry.Visibility.WAITING.value


def _add_picture(entry: DiaryEntry, new: NewPicture, by: Actor, at: datetime) -> None:
    if entry.pictures.count() >= MOST_PICTURES:
        raise TooMany(_("An entry takes at most %(n)d pictures.") % {"n": MOST_PICTURES})
    if not Picture.objects.filter(pk=new.picture.pk).exists():
        raise PictureGone(_("The picture is no longer here. Please choose it again."))
    _row, is_new = DiaryPicture.objects.get_or_create(
        picture=new.picture, defaults={"entry": entry}
    )
    if not is_new:
        return
    describe_picture(picture=new.picture, alt_text=new.alt_text, credit=new.credit)
    if new.consent_by:
        agree_to_picture(
            picture=new.picture, text=new.consent_text, consent_by=new.consent_by, by=by, at=at
        )
    _record("diary.picture_added", entry, by)


def _settle_pictures(entry: DiaryEntry, by: Actor, at: datetime) -> None:
    """Pictures of a public entry are shown where somebody agreed to that, those of others are not."""
    for row in entry.pictures.select_related("picture"):
        if not entry.is_public:
            take_back_picture(picture=row.picture, by=by)
        elif row.picture.consent_at is not None:
            release_picture(picture=row.picture, by=by, at=at)


def _record(event: str, entry: DiaryEntry, by: Actor, **more: object) -> None:
    payload = {"entry": entry.public_id, "day": entry.on, **more}
    record(event, on=entry.project, by=by, payload=payload)
