"""The working group: asking, deciding, inviting, choices, leaving; each leaves a line in the audit trail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import issue_link, revoke_links
from machbar.foundation.audit.services import record
from machbar.modules.coordination import letters
from machbar.modules.coordination.exceptions import AlreadyDecided, NotAMember, ReasonMissing
from machbar.modules.coordination.models import Member, MemberReply, Task
from machbar.modules.coordination.services.replying import let_reply_wait
from machbar.modules.coordination.services.tasks import take_task
from machbar.modules.projects.models import Project
from machbar.modules.projects.services.changing import touch
from machbar.reasoning.contact import ContactKind, read_contact

MEMBER = "group_member"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody who asked takes home: the request and the token of the personal link."""

    member: Member
    token: str


def ask_to_join(
    *,
    project: Project,
    by: Actor,
    at: datetime,
    form_key: str,
    name: str,
    contact: str,
    offer: str = "",
    shows_first_name: bool = False,
    wants_reminders: bool = False,
    wishes: Iterable[Task] = (),
    is_suspicious: bool = False,
) -> Asked:
    """Ask to join a group. The same ``form_key`` again gives the same request, not a second one.

    Raises `UnclearContact` for an incomplete mail address, `AlreadyDecided` where the request has its answer.
    """
    how = read_contact(contact)
    values: dict[str, object] = {
        "name": " ".join(name.split()),
        "contact": how.address,
        "contact_kind": how.kind.value,
        "offer": offer.strip(),
        "shows_first_name": shows_first_name,
        "wants_reminders": wants_reminders,
        "is_suspicious": is_suspicious,
    }
    known = Member.objects.filter(project=project, form_key=form_key).first()
    if known is None:
        try:
            return _new_request(project, by, at, form_key, values, wishes)
        except IntegrityError:
            # The other click of a double click won between the look and the insert.
            known = Member.objects.get(project=project, form_key=form_key)
    if known.state != Member.State.ASKED:
        raise AlreadyDecided(_("This request has its answer already. Please look at your mail."))
    return Asked(member=known, token=link_to(known))


@transaction.atomic
def _new_request(
    project: Project,
    by: Actor,
    at: datetime,
    form_key: str,
    values: dict[str, object],
    wishes: Iterable[Task],
) -> Asked:
    member = Member.objects.create(
        project=project, state=Member.State.ASKED, form_key=form_key, asked_at=at, **values
    )
    member.wishes.set(wishes)
    record("group.asked", on=member, by=by, payload=_consents(member))
    return Asked(member=member, token=link_to(member))


@transaction.atomic
def confirm_member(*, member: Member, by: Actor, at: datetime) -> None:
    """Take somebody into the group, with the tasks wished for that are still free; the mail brings a new link.

    Raises `AlreadyDecided` where the request is answered or the mail address belongs to the group already.
    """
    try:
        with transaction.atomic():
            won = Member.objects.filter(pk=member.pk, state=Member.State.ASKED).update(
                state=Member.State.ACTIVE, joined_at=at, is_suspicious=False
            )
    except IntegrityError as error:
        raise AlreadyDecided(
            _("Somebody with this mail address belongs to the group already.")
        ) from error
    if not won:
        raise AlreadyDecided(_("This request has its answer already."))
    member.refresh_from_db()
    touch(member.project, at)
    record("group.confirmed", on=member, by=by, payload={"project": member.project.public_id})
    _take_wishes(member, by, at)
    if member.contact_kind == ContactKind.MAIL:
        # Who opens the new link has the address; a link from before proves nothing.
        revoke_links(subject=member, purpose=MEMBER, at=at)
        letters.send_welcome(member, token=link_to(member))
    let_reply_wait(member, at=at)


@transaction.atomic
def decline_member(*, member: Member, by: Actor, at: datetime, reason: str) -> None:
    """Say no, and why; who left a mail address reads it there, others are called or get a letter."""
    if not reason.strip():
        raise ReasonMissing(_("Please write why, the person reads it word for word."))
    won = Member.objects.filter(pk=member.pk, state=Member.State.ASKED).update(
        state=Member.State.DECLINED, ended_at=at, reason=reason.strip()
    )
    if not won:
        raise AlreadyDecided(_("This request has its answer already."))
    member.refresh_from_db()
    record("group.declined", on=member, by=by, payload={"project": member.project.public_id})
    if member.contact_kind == ContactKind.MAIL and not member.is_suspicious:
        letters.send_declined(member)
    let_reply_wait(member, at=at)


@transaction.atomic
def invite_member(
    *, project: Project, by: Actor, at: datetime, form_key: str, name: str, address: str
) -> Member:
    """Invite somebody by mail. Raises `AlreadyDecided` where the address is in the group or invited."""
    known = Member.objects.filter(project=project, form_key=form_key).first()
    if known is not None:
        return known
    member = Member(
        project=project,
        state=Member.State.INVITED,
        form_key=form_key,
        asked_at=at,
        name=" ".join(name.split()),
        contact=address,
        contact_kind=ContactKind.MAIL.value,
    )
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError as error:
        twin = Member.objects.filter(project=project, form_key=form_key).first()
        if twin is not None:
            return twin  # the other click of a double click won
        raise AlreadyDecided(
            _("Somebody with this mail address is invited or joins in already.")
        ) from error
    record("group.invited", on=member, by=by, payload={"project": project.public_id})
    letters.send_invitation(member, token=link_to(member))
    return member


@transaction.atomic
def accept_invitation(
    *, member: Member, by: Actor, at: datetime, shows_first_name: bool, wants_reminders: bool
) -> None:
    """Join after an invitation; a second click changes nothing."""
    won = Member.objects.filter(pk=member.pk, state=Member.State.INVITED).update(
        state=Member.State.ACTIVE,
        joined_at=at,
        shows_first_name=shows_first_name,
        wants_reminders=wants_reminders,
    )
    if won:
        member.refresh_from_db()
        touch(member.project, at)
        record("group.joined", on=member, by=by, payload=_consents(member))


@transaction.atomic
def change_choices(
    *, member: Member, by: Actor, shows_first_name: bool, wants_reminders: bool
) -> None:
    """Whether the group reads the first name, and whether reminders come by mail."""
    won = (
        Member.objects.filter(pk=member.pk, state=Member.State.ACTIVE)
        .exclude(shows_first_name=shows_first_name, wants_reminders=wants_reminders)
        .update(shows_first_name=shows_first_name, wants_reminders=wants_reminders)
    )
    if won:
        member.refresh_from_db()
        record("group.choices_changed", on=member, by=by, payload=_consents(member))


@transaction.atomic
def change_role(*, member: Member, by: Actor, role: str) -> None:
    """Make somebody lead the group, or not any more."""
    won = (
        Member.objects.filter(pk=member.pk, state=Member.State.ACTIVE)
        .exclude(role=role)
        .update(role=role)
    )
    if won:
        record("group.role_changed", on=member, by=by, payload={"role": role})


@transaction.atomic
def leave_group(*, member: Member, by: Actor, at: datetime) -> None:
    """Leave, withdraw a request, say no to an invitation, or be removed: name and contact go, links end at once."""
    won = (
        Member.objects.filter(pk=member.pk)
        .exclude(state=Member.State.LEFT)
        .update(
            state=Member.State.LEFT,
            role=Member.Role.MEMBER,
            name="",
            contact="",
            contact_kind=ContactKind.NONE.value,
            offer="",
            reason="",
            shows_first_name=False,
            wants_reminders=False,
            ended_at=at,
        )
    )
    if not won:
        return
    revoke_links(subject=member, purpose=MEMBER, at=at)
    member.wishes.clear()
    MemberReply.objects.filter(member=member).delete()
    open_tasks = Task.objects.filter(owner_member=member, state=Task.State.OPEN)
    open_tasks.update(owner_member=None, owned_since=None)
    record("group.left", on=member, by=by, payload={"state": member.state})


def erase_member(member: Member, by: Actor, at: datetime) -> None:
    """Somebody is erased on request: the membership ends with all that was known of them."""
    leave_group(member=member, by=by, at=at)


@transaction.atomic
def send_link_again(*, member: Member, by: Actor, at: datetime) -> None:
    """Mail a new personal link; the lost ones end."""
    if not member.is_active or member.contact_kind != ContactKind.MAIL:
        raise NotAMember(_("Only members with a mail address get a link by mail."))
    revoke_links(subject=member, purpose=MEMBER, at=at)
    record("group.link_sent", on=member, by=by)
    letters.send_link(member, token=link_to(member), at=at)


def link_to(member: Member, expires_at: datetime | None = None) -> str:
    """A new personal link to the member's page."""
    return issue_link(
        town=member.project.town, purpose=MEMBER, subject=member, expires_at=expires_at
    )


def _take_wishes(member: Member, by: Actor, at: datetime) -> None:
    for task in member.wishes.all():
        try:
            take_task(task=task, owner=member, by=by, at=at)
        except AlreadyDecided:
            continue  # somebody else was faster; the member finds other tasks on the page


def _consents(member: Member) -> dict[str, object]:
    return {
        "project": member.project.public_id,
        "first_name": member.shows_first_name,
        "reminders": member.wants_reminders,
    }
