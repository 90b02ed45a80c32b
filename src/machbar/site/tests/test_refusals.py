"""An address that only takes forms answers a look with a page, not with nothing."""

import pytest
from django.test import Client

from machbar.foundation.testing import make_town

pytestmark = pytest.mark.django_db


def test_looking_at_the_address_of_a_form_shows_a_page_and_still_says_405(client: Client) -> None:
    make_town()

    answer = client.get("/abmelden/")

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "<h1>Diese Seite öffnet sich nicht von allein.</h1>" in answer.content.decode()


@pytest.mark.parametrize("method", ["head", "put", "delete", "options"])
def test_programs_get_the_bare_answer(client: Client, method: str) -> None:
    make_town()

    answer = getattr(client, method)("/abmelden/")

    assert (answer.status_code, answer.content) == (405, b"")
