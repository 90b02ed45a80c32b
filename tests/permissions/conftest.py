"""The two towns of all tests of the table, and everybody who asks there: made once for the whole folder."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.permissions.browsers import browsers, commuter_of, opened_world
from tests.permissions.table import Who
from tests.permissions.two_towns import words_of_them_alone
from tests.permissions.world import World


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Both towns, made once: no question leaves a trace."""
    with opened_world(django_db_blocker) as made:
        yield made


@pytest.fixture(scope="package")
def their_words(world: World, django_db_blocker: DjangoDbBlocker) -> frozenset[str]:
    """Every word that stands in a row of the other town and in none of ours."""
    with django_db_blocker.unblock():
        return words_of_them_alone(world)


@pytest.fixture(scope="package")
def clients(
    world: World, their_words: frozenset[str], django_db_blocker: DjangoDbBlocker
) -> dict[Who, Client]:
    """Everybody with a browser; they come after the words are read, so that nobody is a word."""
    with django_db_blocker.unblock():
        return browsers(world)


@pytest.fixture(scope="package")
def commuter(
    world: World, their_words: frozenset[str], django_db_blocker: DjangoDbBlocker
) -> Client:
    """Somebody who works in both towns, and does less in ours."""
    with django_db_blocker.unblock():
        return commuter_of(world)
