"""Two ideas of the same kind are joined, and taken apart again: each keeps number, receipt, giver and history (F04).

The joined idea points to the surviving one, never further: what holds joined ideas is not joined itself, and the other
way round. Both rows are locked first, in the order of their keys, so that two joinings at once cannot make a chain.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.ideas.exceptions import (
    AlreadyJoined,
    AlreadyWithdrawn,
    CannotJoin,
    ReasonMissing,
)
from machbar.modules.ideas.findable import index_ideas
from machbar.modules.ideas.models import Answer, Idea, Joining
from machbar.modules.ideas.selectors import joined_into
from machbar.modules.ideas.services.seeing import refuse_what_was_not_seen
from machbar.modules.ideas.services.telling import tell


@transaction.atomic
def join_ideas(
    *,
    idea: Idea,
    into: Idea,
    by: Actor,
    at: datetime,
    text: str,
    key: str,
    seen: str | None = None,
) -> Answer:
    """Join ``idea`` into ``into`` and tell its giver with ``text``; later answers to ``into`` reach both givers.

    ``key`` names the form: the same again changes nothing. ``seen``: `refuse_what_was_not_seen`.
    Raises `DecidedMeanwhile`, `ReasonMissing`, `CannotJoin` and its leaves.
    """
    text = text.strip()
    if not text:
        raise ReasonMissing(_("Please write what the giver of the idea shall read."))
    idea, into = _locked(idea, into, by)
    known = Answer.objects.filter(idea=idea, key=key).first()
    if known is not None:
        return known
    _refuse_what_does_not_fit(idea, into)
    refuse_what_was_not_seen(idea, seen)
    Joining.objects.create(
        idea=idea,
        status_before=idea.status,
        reason_before=idea.reason,
        joined_at=at,
        joined_by=by.person,
    )
    Idea.objects.filter(pk=idea.pk).update(
        status=Idea.Status.JOINED, reason=text, joined_to=into, is_suspicious=False, asked_at=None
    )
    answer, _is_new = tell(idea=idea, by=by, at=at, status=Idea.Status.JOINED, text=text, key=key)
    record("idea.joined", on=idea, by=by, payload={"into": into.public_id})
    record("idea.took_in", on=into, by=by, payload={"idea": idea.public_id})
    index_ideas(idea, into)
    return answer


@transaction.atomic
def take_apart(*, idea: Idea, by: Actor, at: datetime, text: str, key: str) -> Answer:
    """Let a joined idea stand alone again, as it stood before, and tell its giver with ``text``.

    The same ``key`` again changes nothing. Raises `ReasonMissing`, or `CannotJoin` for an idea that is not joined.
    """
    text = text.strip()
    if not text:
        raise ReasonMissing(_("Please write what the giver of the idea shall read."))
    idea = Idea.objects.select_for_update(of=("self",)).select_related("town").get(pk=idea.pk)
    known = Answer.objects.filter(idea=idea, key=key).first()
    if known is not None:
        return known
    into = idea.joined_to
    if into is None:
        raise CannotJoin(_("%(number)s is not joined with another idea.") % {"number": idea.number})
    answer = _let_go(idea, by=by, at=at, text=text, key=key)
    _record_apart(idea, into, by)
    return answer


def _let_go(idea: Idea, *, by: Actor, at: datetime, text: str, key: str) -> Answer:
    """Let the idea stand alone and tell its giver; the words about the parting are no answer to the idea itself."""
    before = stand_alone(idea)
    status = str(before["status"])
    answer, _is_new = tell(idea=idea, by=by, at=at, status=status, text=text, key=key)
    Idea.objects.filter(pk=idea.pk).update(answered_at=before["answered_at"])
    return answer


def stand_alone(idea: Idea) -> Mapping[str, object]:
    """Undo the pointer and let the idea stand where it stood before, unanswered too; returns what it is again."""
    joining = idea.joining
    told = idea.answers.filter(status=Idea.Status.JOINED).order_by("-pk").first()
    earlier = idea.answers.filter(pk__lt=told.pk) if told else idea.answers.none()
    last = earlier.order_by("-pk").first()
    waits = last is not None and last.is_question and not _has_written(idea, last.given_at)
    values: dict[str, object] = {
        "status": joining.status_before,
        "reason": joining.reason_before,
        "joined_to": None,
        "answered_at": earlier.aggregate(first=Min("given_at"))["first"],
        "asked_at": last.given_at if last is not None and waits else None,
    }
    Idea.objects.filter(pk=idea.pk).update(**values)
    joining.delete()
    return values


def _has_written(idea: Idea, since: datetime) -> bool:
    return idea.additions.filter(added_at__gt=since).exists()


def leave_at_withdrawal(idea: Idea, *, by: Actor, at: datetime) -> None:
    """Before an idea is taken back: it leaves the one it was joined into; what was joined into it goes on alone."""
    idea = Idea.objects.select_for_update(of=("self",)).select_related("town").get(pk=idea.pk)
    if idea.joined_to is not None:
        into = idea.joined_to
        stand_alone(idea)
        _record_apart(idea, into, by)
    for other in joined_into(idea):
        _let_go(
            other,
            by=by,
            at=at,
            text=_("The idea that yours was joined with was taken back. Yours goes on alone."),
            key=f"apart:{idea.public_id}",
        )
        _record_apart(other, idea, by)


def _record_apart(idea: Idea, into: Idea, by: Actor) -> None:
    record("idea.taken_apart", on=idea, by=by, payload={"from": into.public_id})
    record("idea.let_go", on=into, by=by, payload={"idea": idea.public_id})
    index_ideas(idea, into)


def _locked(idea: Idea, into: Idea, by: Actor) -> tuple[Idea, Idea]:
    """Both as they are now, locked until the transaction ends; only ideas of the actor's town."""
    rows = Idea.objects.filter(town=by.town, pk__in=[idea.pk, into.pk]).select_related("town")
    found = {row.pk: row for row in rows.select_for_update(of=("self",)).order_by("pk")}
    if idea.pk not in found or into.pk not in found:
        raise CannotJoin(_("Please choose another idea of this town."))
    return found[idea.pk], found[into.pk]


def _refuse_what_does_not_fit(idea: Idea, into: Idea) -> None:
    if idea.pk == into.pk:
        raise CannotJoin(_("Please choose another idea: this is the same one."))
    for each in (idea, into):
        if each.status == Idea.Status.WITHDRAWN:
            raise AlreadyWithdrawn(
                _("The giver has taken %(number)s back.") % {"number": each.number}
            )
    if idea.joined_to_id is not None:
        raise AlreadyJoined(
            _("%(number)s has already been joined with another idea.") % {"number": idea.number}
        )
    if into.joined_to is not None:
        raise AlreadyJoined(
            _("%(number)s itself has been joined with %(other)s. Please choose %(other)s.")
            % {"number": into.number, "other": into.joined_to.number}
        )
    if idea.joined_ones.exists():
        raise AlreadyJoined(
            _(
                "Other ideas have been joined into %(number)s. Please join %(other)s into it instead."
            )
            % {"number": idea.number, "other": into.number}
        )
