"""What follows where somebody of the team is erased, or somebody in a picture; and whom the house cannot do without."""

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.media.models import Picture
from machbar.foundation.media.services import tear_out
from machbar.foundation.people.models import Person, Role, RoleInTown
from machbar.foundation.surfaces.personal import Held


def leave_for_good(person: Person, _by: Actor, _at: datetime) -> None:
    """The account gets a number for a name and can sign in no more; what it did keeps that number."""
    Person.objects.filter(pk=person.pk).update(
        name=_("Former member %(number)s") % {"number": person.public_id[:6]},
        email=f"{person.public_id.lower()}@erased.invalid",
        is_active=False,
        is_operator=False,
    )


def is_needed(person: Person, by: Actor, _today: date) -> Held | None:
    """Whether an account has to stay: one's own, that of the last admin, or one that works elsewhere as well."""
    if by.person is not None and by.person.pk == person.pk:
        why = gettext_lazy("This is your own account. Another admin has to do it.")
    elif RoleInTown.objects.filter(person=person).exclude(town=by.town).exists():
        why = gettext_lazy("The account also works in another town. Take its roles here instead.")
    elif _is_last_admin(person, by):
        why = gettext_lazy("This is the last admin. Please name another one first.")
    else:
        return None
    return Held(why=why, is_noted=False)


def is_needed_for_role(role: Any, by: Actor, today: date) -> Held | None:
    """A role, the row of a sign-in, or an account of the town hall stays with its account here."""
    return is_needed(role.person, by, today)


def is_needed_for_address(address: Any, by: Actor, today: date) -> Held | None:
    """A mail address or a second factor for signing in stays with its account."""
    return is_needed(address.user, by, today)


def _is_last_admin(person: Person, by: Actor) -> bool:
    admins = RoleInTown.objects.filter(town=by.town, role=Role.ADMIN, person__is_active=True)
    return admins.filter(person=person).exists() and not admins.exclude(person=person).exists()


def stands_for_the_house(_row: models.Model, _by: Actor, _today: date) -> Held:
    """The imprint names somebody as long as nobody else is entered."""
    why = gettext_lazy(
        "The imprint has to name somebody (§ 5 DDG). Enter somebody else there first."
    )
    return Held(why=why, is_noted=False)


def tear_out_shown(picture: Picture, by: Actor, _at: datetime) -> None:
    """A picture whose description names the person goes, wherever it hangs."""
    tear_out(picture=picture, by=by)
