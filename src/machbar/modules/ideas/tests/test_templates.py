"""Ready-made reasons: shipped, worded by each town, offered or not, never overwritten."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.core import unknown_placeholders
from machbar.modules.ideas.models import Idea, ReasonTemplate
from machbar.modules.ideas.module import daily
from machbar.modules.ideas.services import add_reason_templates, offer_template, write_template
from machbar.modules.ideas.shipped_reasons import SHIPPED
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
PAGE = "/werkstatt/einstellungen/vorlagen/"


def team(client: Client, town: Town) -> Client:
    lotse = make_actor(Role.LOTSE, town=town)
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)
    client.get("/")
    return client


def test_every_shipped_reason_is_for_a_status_of_ideas_and_fills_what_it_names() -> None:
    known = set(ReasonTemplate.Status.values)

    assert {each.status for each in SHIPPED} == known
    assert known <= set(Idea.Status.values)
    assert [unknown_placeholders(each.text) for each in SHIPPED] == [()] * len(SHIPPED)
    assert len({each.key for each in SHIPPED}) == len(SHIPPED)


def test_a_town_from_before_gets_them_once_with_the_next_round() -> None:
    old = make_town()

    for _morning in range(2):
        daily(old, date(2026, 9, 24))

    assert old.reason_templates.count() == len(SHIPPED)


def test_what_a_town_changed_or_put_away_stays_so() -> None:
    town = make_town()
    add_reason_templates(town=town)
    lotse = make_actor(Role.LOTSE, town=town)
    changed, away = ReasonTemplate.objects.filter(town=town)[:2]
    write_template(by=lotse, template=changed, status="parked", title="Unser", text=" Unser Text. ")
    offer_template(template=away, by=lotse, is_offered=False)

    assert add_reason_templates(town=town) == 0

    changed.refresh_from_db()
    away.refresh_from_db()
    assert (changed.title, changed.text, away.is_active) == ("Unser", "Unser Text.", False)


def test_the_page_adds_changes_and_refuses_what_would_not_be_filled(client: Client) -> None:
    town = make_town(host="testserver")
    add_reason_templates(town=town)
    team(client, town)
    form = {"status": "parked", "title": "Im Winter", "text": "„{titel}“ wartet auf den Frühling."}

    refused = client.post(f"{PAGE}neu/", {**form, "text": "Liebe {name}, bald."})
    added = client.post(f"{PAGE}neu/", form, follow=True)
    made = ReasonTemplate.objects.get(title="Im Winter")
    bad = client.post(f"{PAGE}{made.public_id}/", {**form, "title": ""})
    client.post(f"{PAGE}{made.public_id}/", {**form, "title": "Im Herbst"})
    client.post(f"{PAGE}{made.public_id}/", {"offer": "no"})

    made.refresh_from_db()
    assert (refused.status_code, bad.status_code) == (422, 422)
    assert "{name} wird nicht eingesetzt." in refused.content.decode()
    assert "Liebe {name}, bald." in refused.content.decode()
    assert "Der Text steht bereit." in added.content.decode()
    assert (made.title, made.is_active, made.position) == ("Im Herbst", False, len(SHIPPED))


@pytest.mark.parametrize("rows", [1, 20])
def test_the_page_costs_the_same_at_one_and_at_twenty_rows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    town = make_town(host="testserver")
    lotse = make_actor(Role.LOTSE, town=town)
    for number in range(rows):
        write_template(by=lotse, status="parked", title=f"Text {number}", text="Bald.")
    team(client, town)

    with django_assert_num_queries(6):
        client.get(PAGE)
