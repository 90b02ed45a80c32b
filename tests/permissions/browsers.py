"""Everybody who asks in the tests of the table, and the world they ask in, as it is opened and undone."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from machbar.foundation.access.middleware import DEVICE_COOKIE
from machbar.foundation.people.models import Role, RoleInTown
from machbar.foundation.testing import make_person
from tests.permissions.table import Who
from tests.permissions.world import World, make_world


@contextmanager
def opened_world(blocker: DjangoDbBlocker) -> Iterator[World]:
    """Both towns, made once: no question leaves a trace."""
    with blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def browsers(world: World) -> dict[Who, Client]:
    """Everybody with a browser."""
    town = world.ours.town
    people = {Who(role.value): make_person(role, town=town) for role in Role}
    people[Who.OPERATOR] = make_person(is_operator=True)
    people[Who.SUSPENDED] = make_person(Role.ADMIN, town=town, is_active=False)
    people[Who.STRANGER] = make_person(Role.ADMIN, town=world.theirs.town)
    found = {who: Client(raise_request_exception=True) for who in Who}
    for who, person in people.items():
        found[who].force_login(person)
    found[Who.DEVICE].cookies[DEVICE_COOKIE] = "tablet-ours"
    return found


def commuter_of(world: World) -> Client:
    """An editor here who holds every role in the other town, with the cookie of their tablet beside."""
    browser = Client(raise_request_exception=True)
    person = make_person(Role.EDITOR, town=world.ours.town)
    RoleInTown.objects.bulk_create(
        RoleInTown(town=world.theirs.town, person=person, role=role.value) for role in Role
    )
    browser.force_login(person)
    browser.cookies[DEVICE_COOKIE] = "tablet-theirs"
    return browser
