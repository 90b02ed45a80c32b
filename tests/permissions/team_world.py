"""What the team of one town holds in the world of the table: an invitation, and a colleague with an account."""

from dataclasses import dataclass

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.models import SignIn
from machbar.foundation.access.services import issue_link
from machbar.foundation.people.models import Person, Role
from machbar.foundation.team.inviting import PURPOSE, invite
from machbar.foundation.team.models import HouseAccount, Invitation
from machbar.foundation.testing import make_person
from machbar.foundation.towns.models import Town


@dataclass(frozen=True, kw_only=True)
class Team:
    """One of each."""

    invitation: Invitation
    token: str
    colleague: Person
    sign_in: SignIn


def make_team(town: Town, of: str) -> Team:
    """Somebody invited, and a project guide with one sign-in; their addresses are marks."""
    now = timezone.now()
    house = Actor(town=town, system=True)
    invitation = invite(
        by=house,
        at=now,
        form_key=of,
        email=f"mark-{of}-invited-kram@team.invalid",
        roles=[Role.LOTSE],
    )
    colleague = make_person(Role.LOTSE, town=town, email=f"mark-{of}-colleague-kram@team.invalid")
    HouseAccount.objects.create(
        person=colleague, issuer="https://login.invalid", subject=f"subject-{of}", linked_at=now
    )
    return Team(
        invitation=invitation,
        token=issue_link(town=town, purpose=PURPOSE, subject=invitation),
        colleague=colleague,
        sign_in=SignIn.objects.create(
            person=colleague, session_key=f"session-{of}", since=now, seen_at=now
        ),
    )
