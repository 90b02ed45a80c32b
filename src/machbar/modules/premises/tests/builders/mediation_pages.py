"""The team at the pages of a mediation: signed in, a page as text, a button pressed."""

from django.test import Client

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person
from machbar.foundation.towns.models import Town
from machbar.modules.premises.models import Mediation
from machbar.site.sign_in import BACKEND

LIST = "/werkstatt/raeume/vermittlung/"


def signed_in(client: Client, town: Town, role: Role = Role.LOTSE) -> Client:
    client.force_login(make_person(role, town=town), backend=BACKEND)
    return client


def page_of(client: Client, mediation: Mediation) -> str:
    answer = client.get(f"{LIST}{mediation.public_id}/")
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, mediation: Mediation, deed: str, **words: str) -> tuple[int, str]:
    answer = client.post(f"{LIST}{mediation.public_id}/{deed}/", words, follow=True)
    return answer.status_code, answer.content.decode()
