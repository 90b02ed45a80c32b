"""A town whose office has a telephone, and its guide at the browser."""

import pytest
from django.core.cache import cache
from django.test import Client

from machbar.foundation.people.models import Person
from machbar.foundation.testing import Role, make_person, make_town
from machbar.foundation.towns.models import Town


@pytest.fixture
def town() -> Town:
    return make_town(contact_phone="05353 1234")


@pytest.fixture
def lotse(town: Town, client: Client) -> Person:
    """Signed in at ``client``."""
    person = make_person(Role.LOTSE, town=town, name="Lotsin")
    client.force_login(person)
    return person


@pytest.fixture
def guide(client: Client, lotse: Person) -> Client:
    """The browser at which the guide is signed in."""
    return client


@pytest.fixture
def no_tries() -> None:
    """Nobody has opened a personal link on a new device before (the counts live in the cache)."""
    cache.clear()
