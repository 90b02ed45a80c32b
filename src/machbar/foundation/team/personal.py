"""What the team keeps about people: invitations, departures; and when invitations and rows of sign-ins go."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.models import SignIn
from machbar.foundation.access.sessions import forget_old_sign_ins
from machbar.foundation.people.models import Role
from machbar.foundation.surfaces.personal import (
    Basis,
    Keep,
    PersonalData,
    PersonalFields,
    Retention,
)
from machbar.foundation.team.inviting import KEPT_AFTER, forget_old_invitations
from machbar.foundation.team.models import Invitation
from machbar.foundation.towns.models import Town


def _invitations(town: Town) -> QuerySet[Any]:
    return Invitation.objects.filter(town=town)


def _forget_invitations(town: Town, at: datetime) -> int:
    return forget_old_invitations(town=town, at=at)


def _roles_in_words(roles: list[str]) -> str:
    return ", ".join(str(dict(Role.choices).get(role, role)) for role in roles)


def _sign_ins(_town: Town) -> QuerySet[Any]:
    """Of all towns: somebody is signed in to the server."""
    return SignIn.objects.all()


def _forget_sign_ins(_town: Town, at: datetime) -> int:
    return forget_old_sign_ins(at)


PERSONAL = PersonalData(
    personal=(
        PersonalFields(
            model="team.invitation",
            fields=("email", "roles", "invited_by"),
            purpose=_("Asking somebody into the team, and showing who asked."),
            basis=Basis.INTEREST,
            keep=Keep.MONTH_AFTER_REQUEST,
            who=("email",),
            goes=True,
            in_words={"roles": _roles_in_words},
        ),
        PersonalFields(
            model="team.departure",
            fields=("person",),
            purpose=_("Finding what is kept about somebody who has left the team."),
            basis=Basis.DUTY,
            keep=Keep.TRAIL,
            who=("person",),
            goes=True,
        ),
    ),
    retentions=(
        Retention(
            key="team_invitations",
            keep=Keep.MONTH_AFTER_REQUEST,
            label=_("Invitations into the team"),
            rows=_invitations,
            since="expires_at",
            period=KEPT_AFTER,
            erase=_forget_invitations,
        ),
        Retention(
            key="sign_ins",
            keep=Keep.SESSION,
            label=_("Rows of sign-ins that are over"),
            rows=_sign_ins,
            since="seen_at",
            period=timedelta(seconds=settings.SESSION_COOKIE_AGE),
            erase=_forget_sign_ins,
        ),
    ),
    harmless={"team.invitation": "form_key"},
)
