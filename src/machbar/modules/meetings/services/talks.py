"""Writing a talk down, correcting it, ticking its next step, deleting it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.meetings.findable import forget_talk, index_talks
from machbar.modules.meetings.models import Booking, Talk
from machbar.modules.meetings.rules import can_read_private_notes


@dataclass(frozen=True, kw_only=True)
class TalkNote:
    """What is written down of a talk."""

    held_on: date
    quarters: int
    said: str
    with_whom: str = ""
    next_step: str = ""
    next_step_on: date | None = None
    private_note: str = ""
    initials: str = ""
    project_id: int | None = None
    subject_kind: str = ""
    subject_id: int | None = None


def note_talk(
    *,
    by: Actor,
    at: datetime,
    form_key: str,
    note: TalkNote,
    booking: Booking | None = None,
    is_fictional: bool = False,
) -> Talk:
    """Write a talk down. The same ``form_key`` again gives the same talk.

    A private note of somebody who may not read such notes (the counter device) is not kept.
    """
    known = Talk.objects.filter(town=by.town, form_key=form_key)
    found = known.first()
    if found is not None:
        return found
    values = _values(note)
    if not can_read_private_notes(by):
        values["private_note"] = ""
    try:
        with transaction.atomic():
            talk = Talk.objects.create(
                town=by.town,
                form_key=form_key,
                person=by.person,
                booking=booking,
                noted_at=at,
                is_fictional=is_fictional,
                **values,
            )
            record("talk.noted", on=talk, by=by)
            index_talks(talk)
            return talk
    except IntegrityError:
        # The other click of a double click won between the look and the insert.
        return known.get()


@transaction.atomic
def change_talk(*, talk: Talk, by: Actor, note: TalkNote) -> None:
    """Correct a talk; a changed next step is open again."""
    values = _values(note)
    if (talk.next_step, talk.next_step_on) != (values["next_step"], values["next_step_on"]):
        values["next_step_done_at"] = None
    Talk.objects.filter(pk=talk.pk).update(**values)
    record("talk.changed", on=talk, by=by)
    index_talks(talk)


@transaction.atomic
def finish_next_step(*, talk: Talk, by: Actor, at: datetime) -> None:
    """The next step is done; a second click changes nothing."""
    waiting = Talk.objects.filter(pk=talk.pk, next_step_done_at=None).exclude(next_step="")
    if waiting.update(next_step_done_at=at):
        record("talk.next_step_done", on=talk, by=by)


@transaction.atomic
def delete_talk(*, talk: Talk, by: Actor) -> None:
    """Delete a talk that was noted by mistake, with its hours; the trail keeps that it was deleted."""
    record("talk.deleted", on=talk, by=by)
    forget_talk(talk)
    talk.delete()


def _values(note: TalkNote) -> dict[str, object]:
    values: dict[str, object] = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in asdict(note).items()
    }
    if not values["next_step"]:
        values["next_step_on"] = None
    return values
