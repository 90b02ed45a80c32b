"""The watch over all browsers is awake: what it must notice, it notices."""

import pytest
from playwright.sync_api import Error

from machbar.foundation.testing import make_town
from tests.journeys.conftest import Visitor, Watch

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_request_to_a_stranger_is_noticed_and_reaches_nobody(
    visitor: Visitor, watch: Watch
) -> None:
    page = visitor()

    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://stranger.example/")

    assert watch.strangers == ["http://stranger.example/"]
    watch.strangers.clear()


def test_what_the_policy_stops_is_noticed(visitor: Visitor, watch: Watch) -> None:
    make_town()
    page = visitor()
    page.goto("/robots.txt")

    page.evaluate("fetch('http://stranger.example/').catch(() => null)")

    assert watch.strangers == []
    assert watch.errors
    assert all("Content Security Policy" in error for error in watch.errors)
    watch.errors.clear()
