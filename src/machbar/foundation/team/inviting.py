"""Invitations: sent by mail, sent again, withdrawn, accepted. Only accepting makes an account."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import models, transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import issue_link, link_behind, revoke_links
from machbar.foundation.audit.services import record
from machbar.foundation.people.models import Person, Role
from machbar.foundation.team.exceptions import InvitationOver, TooManyInvitations
from machbar.foundation.team.letters import send_invitation
from machbar.foundation.team.models import Invitation
from machbar.foundation.team.roles import give_roles
from machbar.foundation.towns.models import Town

PURPOSE = "team_invitation"
GOOD_FOR = timedelta(days=14)
MAILS_A_DAY = 40
KEPT_AFTER = timedelta(days=30)


@transaction.atomic
def invite(
    *, by: Actor, at: datetime, form_key: str, email: str, roles: Sequence[Role]
) -> Invitation:
    """Ask somebody into the team. The same form twice sends one mail; an open invitation of this address ends.

    Raises `TooManyInvitations`.
    """
    invitation, is_new = Invitation.objects.get_or_create(
        town=by.town,
        form_key=form_key,
        defaults={
            "email": email.lower(),
            "roles": [role.value for role in roles],
            "invited_by": by.person,
            "sent_at": at,
            "expires_at": at + GOOD_FOR,
        },
    )
    if is_new:
        older = Invitation.objects.filter(
            town=by.town, email=invitation.email, accepted_at=None, withdrawn_at=None
        ).exclude(pk=invitation.pk)
        for each in older:
            withdraw(invitation=each, by=by, at=at)
        record("invitation.sent", on=invitation, by=by, payload={"roles": invitation.roles})
        _send(invitation, at)
    return invitation


@transaction.atomic
def send_again(*, invitation: Invitation, by: Actor, at: datetime) -> None:
    """A new mail with a new link, good for as long as a new invitation; the link before it ends.

    Raises `InvitationOver`, `TooManyInvitations`.
    """
    if not _unanswered(invitation).update(sent_at=at, expires_at=at + GOOD_FOR):
        raise InvitationOver(_("This invitation was answered or withdrawn meanwhile."))
    invitation.refresh_from_db()
    record("invitation.sent_again", on=invitation, by=by)
    _send(invitation, at)


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Actor, at: datetime) -> None:
    """The link leads nowhere any more; a second click changes nothing. Raises `InvitationOver` if accepted."""
    if _unanswered(invitation).update(withdrawn_at=at):
        revoke_links(subject=invitation, purpose=PURPOSE, at=at)
        record("invitation.withdrawn", on=invitation, by=by)
    elif Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=False).exists():
        raise InvitationOver(_("This invitation was answered or withdrawn meanwhile."))


def invitation_behind(*, town: Town, token: str, at: datetime) -> Invitation | None:
    """The open invitation behind the link of a mail; looking changes nothing."""
    link = link_behind(town=town, token=token, purpose=PURPOSE)
    if link is None:
        return None
    found = Invitation.objects.filter(town=town, pk=link.subject_id).select_related("invited_by")
    invitation = found.first()
    return invitation if invitation is not None and invitation.is_open(at) else None


def known_person(invitation: Invitation) -> Person | None:
    """Who has this address already, perhaps in another town of the server, or before they left."""
    return Person.objects.filter(email=invitation.email).first()


@transaction.atomic
def accept(*, invitation: Invitation, name: str, at: datetime) -> tuple[Person, bool]:
    """Join the team; returns the person and whether the account is new. Raises `InvitationOver`.

    Whoever has left before is let in again; a name that is known stays.
    """
    if not _unanswered(invitation).filter(expires_at__gt=at).update(accepted_at=at):
        raise InvitationOver(_("This invitation was answered or withdrawn meanwhile."))
    revoke_links(subject=invitation, purpose=PURPOSE, at=at)
    person = known_person(invitation)
    is_new = person is None
    if person is None:
        person = Person.objects.create_person(email=invitation.email, name=name)
    elif not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
    person.departures.filter(town=invitation.town).delete()
    by = Actor(town=invitation.town, person=person)
    record("invitation.accepted", on=invitation, by=by)
    roles = [role for role in Role if role.value in invitation.roles]
    give_roles(person=person, roles=roles, by=by)
    return person, is_new


def forget_old_invitations(*, town: Town, at: datetime) -> int:
    """Invitations go 30 days after the last day on which they were good, answered or not; returns how many."""
    old = Invitation.objects.filter(town=town, expires_at__lte=at - KEPT_AFTER)
    return old.delete()[0]


def _unanswered(invitation: Invitation) -> models.QuerySet[Invitation]:
    return Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)


def _send(invitation: Invitation, at: datetime) -> None:
    count = f"team-invitations:{invitation.town_id}"
    cache.add(count, 0, timeout=24 * 3600)
    if cache.incr(count) > MAILS_A_DAY:
        raise TooManyInvitations(
            _("That is more invitations than a team needs in a day. Please go on tomorrow.")
        )
    revoke_links(subject=invitation, purpose=PURPOSE, at=at)
    token = issue_link(
        town=invitation.town,
        purpose=PURPOSE,
        subject=invitation,
        expires_at=invitation.expires_at,
    )
    send_invitation(invitation, token=token)
