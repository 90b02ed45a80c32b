"""What an operator does to a town as a whole: close it, open it again, move it to another host."""

from datetime import date

from django.db import transaction

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.towns.models import Town
from machbar.site.towns import host_problem, problem_with


class OperatingError(Exception):
    """Base of what can go wrong here; the text is shown as it is."""


class WrongHost(OperatingError):
    """A town cannot stand under this host."""


@transaction.atomic
def close_town(*, by: Actor, on: date) -> bool:
    """Strangers find a closed door; the team signs in as before. Says whether it was open, or about to be."""
    found = Town.objects.filter(pk=by.town.pk, closed_on=None)
    if not found.update(is_public=False, closed_on=on):
        return False
    record("town.closed", on=by.town, by=by)
    return True


@transaction.atomic
def move_town(*, by: Actor, host: str) -> bool:
    """The town is reached under this name from now on. Says whether that is new. Raises `WrongHost`."""
    problem = problem_with("host", host) or host_problem(key=by.town.key, host=host)
    if problem:
        raise WrongHost(problem)
    if not Town.objects.filter(pk=by.town.pk).exclude(host=host).update(host=host):
        return False
    record("town.changed", on=by.town, by=by, payload={"fields": ["host"]})
    return True
