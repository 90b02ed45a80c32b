"""What is done at the counter is found from the counter, from the note of a talk, and from the team's day."""

import pytest
from django.test import Client

from machbar.foundation.access.middleware import DEVICE_COOKIE
from machbar.foundation.people.models import Role
from machbar.foundation.testing import DEVICE_TOKEN, make_device, make_person, make_town
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db

IDEA = 'href="/tresen/"'
TALK = 'href="/tresen/gespraech/"'


def found_on(client: Client, page: str) -> tuple[bool, bool]:
    """Whether the page itself, not its menu, offers to take down an idea, and to note a talk."""
    content = client.get(page).content.decode().split("<main")[1].split("</main>")[0]
    return IDEA in content, TALK in content


def test_the_tablet_goes_from_ideas_to_talks_and_back(client: Client) -> None:
    make_device(town=make_town())
    client.cookies[DEVICE_COOKIE] = DEVICE_TOKEN

    assert found_on(client, "/tresen/") == (False, True)
    assert found_on(client, "/tresen/gespraech/") == (True, False)


def test_a_refused_sheet_still_leads_to_the_talk(client: Client) -> None:
    make_device(town=make_town())
    client.cookies[DEVICE_COOKIE] = DEVICE_TOKEN

    refused = client.post("/tresen/", {"text": "", "channel": "counter"})

    assert (refused.status_code, TALK in refused.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("role", "found"), [(Role.LOTSE, (True, True)), (Role.TREASURER, (False, False))]
)
def test_the_day_leads_to_both_for_whoever_may_do_them(
    client: Client, role: Role, found: tuple[bool, bool]
) -> None:
    client.force_login(make_person(role, town=make_town()), backend=BACKEND)

    assert found_on(client, "/werkstatt/heute/") == found


def test_a_module_that_is_off_is_offered_nowhere(client: Client) -> None:
    town = make_town()
    town.module_switches.create(module="meetings", is_on=False)
    client.force_login(make_person(Role.LOTSE, town=town), backend=BACKEND)

    assert found_on(client, "/werkstatt/heute/") == (True, False)
    assert found_on(client, "/tresen/") == (False, False)
