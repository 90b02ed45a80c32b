"""What happens to ideas: one function a deed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import issue_link
from machbar.foundation.audit.services import record
from machbar.foundation.towns.services import next_number
from machbar.modules.ideas import letters
from machbar.modules.ideas.core import ContactKind, read_contact, title_of
from machbar.modules.ideas.exceptions import AlreadyWithdrawn, ReasonMissing
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
) -> Receipt:
    """Take an idea. The same ``form_key`` again (double click, browser back) gives the same idea, not a second one.

    Raises `core.UnclearContact` for an incomplete mail address.
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
    }
    known = Idea.objects.filter(town=by.town, form_key=form_key).first()
    if known is None:
        try:
            return _new_idea(by=by, at=at, form_key=form_key, values=values)
        except IntegrityError:
            # The other click of a double click won between the look and the insert.
            known = Idea.objects.get(town=by.town, form_key=form_key)
    return Receipt(idea=known, token=_link(known))


@transaction.atomic
def _new_idea(*, by: Actor, at: datetime, form_key: str, values: dict[str, object]) -> Receipt:
    number = next_number(town=by.town, series="idea", year=timezone.localdate(at).year)
    idea = Idea.objects.create(
        town=by.town, number=number, form_key=form_key, handed_in_at=at, **values
    )
    record("idea.handed_in", on=idea, by=by, payload={"channel": idea.channel})
    index_ideas(idea)
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
