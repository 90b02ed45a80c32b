"""Nobody has tried anything yet; a local issuer that the server trusts, a town, and somebody whom the issuer knows."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django import Settings

from machbar.foundation.people.models import Person, Role
from machbar.foundation.team.tests.ways import ADDRESS, RETURN
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from tests.issuer import LocalIssuer, running_issuer, values_for


@pytest.fixture(autouse=True)
def _no_counts_from_other_tests() -> None:
    cache.clear()


@pytest.fixture
def issuer(settings: Settings) -> Iterator[LocalIssuer]:
    with running_issuer() as running:
        running.returns_to.add(f"http://localhost:8000{RETURN}")
        settings.OIDC = values_for(running)
        yield running


@pytest.fixture
def town(issuer: LocalIssuer) -> Town:
    return make_town()


@pytest.fixture
def nele(town: Town) -> Person:
    return make_person(Role.LOTSE, town=town, email=ADDRESS, name="Nele Nord")
