"""An operator of three towns: the list, closing one by two clicks, its closed door, and a name where nobody lives."""

from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from tests.journeys.conftest import Visitor, Watch
from tests.journeys.inspecting import inspect

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_an_operator_looks_at_all_towns_and_closes_one(visitor: Visitor, watch: Watch) -> None:
    here = make_town(key="hier", host=urlsplit(watch.origin).hostname or "", name="Hier am Elm")
    there = make_town(key="dort", host="dort.example.org", name=f"{'Lang' * 15} an der Au")
    make_town(key="zu", name="Zu", is_public=False, closed_on=timezone.localdate())
    page = visitor(person=make_person(Role.ADMIN, town=here, is_operator=True))

    page.goto("/werkstatt/betrieb/orte/")
    assert inspect(page, watch.origin, known=set(), is_first=True).wrong == []
    card = page.locator("li", has_text="an der Au")
    card.locator("summary").click()
    card.get_by_role("button", name="Für alle schließen").click()

    page.get_by_text("ist geschlossen. Das Team meldet sich weiter an.").wait_for()
    assert Town.objects.get(pk=there.pk).closed_on == timezone.localdate()
    assert inspect(page, watch.origin, known=set(), is_first=True).wrong == []


def test_a_closed_door_and_a_name_where_nobody_lives(visitor: Visitor, watch: Watch) -> None:
    host = urlsplit(watch.origin).hostname or ""
    town = make_town(
        key="zu", host=host, name="Zu", is_public=False, closed_on=timezone.localdate()
    )
    make_town(key="dort", host="dort.example.org")
    page = visitor()

    watch.expect("/", 503)
    page.goto("/")
    assert page.get_by_role("heading", level=1).inner_text() == "Diese Tür ist geschlossen."
    assert inspect(page, watch.origin, known=set(), is_first=True).wrong == []

    Town.objects.filter(pk=town.pk).update(host="anders.example.org")
    watch.expect("/", 421)
    page.goto("/")
    assert (
        page.get_by_role("heading", level=1).inner_text() == "Unter dieser Adresse wohnt niemand."
    )
    assert inspect(page, watch.origin, known=set(), is_first=True).wrong == []
