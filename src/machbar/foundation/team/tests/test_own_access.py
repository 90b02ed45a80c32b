"""Everybody of the team says how they are called."""

import pytest
from django.test import Client

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town

pytestmark = pytest.mark.django_db
OWN = "/werkstatt/zugang/"


def test_a_new_name_is_seen_at_once_and_the_trail_holds_no_name(client: Client) -> None:
    person = make_person(Role.LOTSE, town=make_town(), name="Lotsin")
    client.force_login(person)

    answers = [
        client.post(f"{OWN}name/", {"name": " Lotsin  am Markt "}, follow=True) for _twice in "ab"
    ]

    assert "Lotsin am Markt" in answers[0].content.decode()
    assert "Von jetzt an sieht Sie das Team unter diesem Namen." in answers[0].content.decode()
    assert "unter diesem Namen" not in answers[1].content.decode()
    entry = AuditEntry.objects.get(event="person.renamed")
    assert "Lotsin" not in str(entry.payload)
    person.refresh_from_db()
    assert person.name == "Lotsin am Markt"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("  ", "Bitte geben Sie Ihren Namen ein."), ("x" * 121, "höchstens 120 Zeichen")],
)
def test_no_name_and_one_that_is_too_long_are_refused_and_stay_typed(
    client: Client, name: str, sentence: str
) -> None:
    person = make_person(Role.LOTSE, town=make_town(), name="Lotsin")
    client.force_login(person)

    answer = client.post(f"{OWN}name/", {"name": name})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert f'value="{name.strip()}"' in answer.content.decode() or not name.strip()
    person.refresh_from_db()
    assert person.name == "Lotsin"
