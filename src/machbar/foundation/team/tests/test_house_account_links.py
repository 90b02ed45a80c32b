"""Accounts of the town hall: towns kept apart, how long a sign-in lasts, linking and detaching from inside."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.access.sessions import HOUSE, SIGNED_IN
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Person, Role
from machbar.foundation.post.models import Letter
from machbar.foundation.team.leaving import leave
from machbar.foundation.team.models import HouseAccount
from machbar.foundation.team.tests.second_steps import OWN, TODAY, give_app
from machbar.foundation.team.tests.ways import (
    ADDRESS,
    RETURN,
    SIGN_IN,
    START,
    back,
    come,
    said,
    show_app,
    signed_in,
    stays_out,
    there,
)
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.towns.models import Town
from tests.issuer import LocalIssuer, values_for

pytestmark = pytest.mark.django_db


def test_an_issuer_of_one_town_opens_no_other(issuer: LocalIssuer, settings: Settings) -> None:
    ours = make_town(key="ours", host="ours.example.org")
    theirs = make_town(key="theirs", host="theirs.example.org")
    person = make_person(Role.LOTSE, town=ours, email=ADDRESS)
    person.roles.create(town=theirs, role=Role.ADMIN)
    settings.OIDC = values_for(issuer, oidc_towns="ours")
    issuer.returns_to.add(f"http://ours.example.org{RETURN}")
    browser = Client(SERVER_NAME="ours.example.org")

    leads_to = come(browser, issuer)
    here = browser.get(TODAY).status_code
    thief = Client(SERVER_NAME="theirs.example.org")
    thief.cookies = browser.cookies
    there_too = thief.get(TODAY).status_code

    assert (leads_to, here) == (TODAY, 200)
    assert there_too == 302
    assert Client(SERVER_NAME="theirs.example.org").get(START).status_code == 404


def test_an_issuer_of_some_towns_signs_no_operator_in(
    issuer: LocalIssuer, settings: Settings
) -> None:
    town = make_town(key="ours")
    make_person(Role.ADMIN, town=town, email=ADDRESS, is_operator=True)
    settings.OIDC = values_for(issuer, oidc_towns="ours")
    client = Client()

    assert come(client, issuer) == SIGN_IN
    assert "Wer den Server betreut" in said(client)
    assert stays_out(client)


def test_without_an_issuer_there_is_neither_button_nor_address(
    client: Client, nele: Person, settings: Settings
) -> None:
    with_one = START in said(client)
    settings.OIDC = {}

    assert with_one
    assert START not in said(client)
    assert [client.get(each).status_code for each in (START, RETURN)] == [404, 404]


def test_who_came_that_way_is_out_when_the_issuer_is_switched_off_and_after_twelve_hours(
    client: Client, issuer: LocalIssuer, nele: Person, settings: Settings
) -> None:
    come(client, issuer)
    client.get(TODAY)
    late = Client()
    come(late, issuer)
    late.get(TODAY)
    session = late.session
    session[SIGNED_IN] = (timezone.now() - timedelta(hours=12, seconds=1)).timestamp()
    session.save()

    over = late.get(TODAY).status_code
    still = client.get(TODAY).status_code
    settings.OIDC = {}

    assert (over, still, client.get(TODAY).status_code) == (302, 200, 302)


def test_signing_out_says_that_the_town_hall_may_still_know_them(
    client: Client, issuer: LocalIssuer, nele: Person
) -> None:
    come(client, issuer)

    page = client.post("/abmelden/", follow=True).content.decode()

    assert "Bei der Anmeldung des Rathauses" in page
    assert HOUSE not in client.session


def test_from_inside_any_account_is_linked_also_without_a_verified_address(
    issuer: LocalIssuer, nele: Person
) -> None:
    issuer.people["adfs-7"] = {"sub": "adfs-7"}
    browser = signed_in(nele)

    leads_to = come(browser, issuer, start=f"{OWN}rathaus-konto/", who="adfs-7")

    assert leads_to == OWN
    assert "Das Konto des Rathauses meldet Sie ab jetzt an." in said(browser, OWN)
    fresh = Client()
    assert come(fresh, issuer, who="adfs-7") == TODAY
    assert fresh.session["_auth_user_id"] == str(nele.pk)


def test_linking_needs_the_second_step_once_more(
    issuer: LocalIssuer, nele: Person, town: Town
) -> None:
    give_app(nele, town)

    assert signed_in(nele).get(f"{OWN}rathaus-konto/")["Location"].startswith(f"{OWN}bestaetigen/")


def test_another_site_links_nothing_and_who_is_in_needs_no_way_in(
    client: Client, issuer: LocalIssuer, nele: Person
) -> None:
    waiting = issuer.authorize(there(client))
    browser = signed_in(nele)
    elsewhere = {"Sec-Fetch-Site": "cross-site"}

    assert browser.get(f"{OWN}rathaus-konto/", headers=elsewhere)["Location"] == OWN
    assert browser.get(START)["Location"] == TODAY
    client.force_login(nele)
    assert back(client, waiting) == TODAY
    assert not HouseAccount.objects.exists()


def test_an_operator_links_no_account_of_an_issuer_of_some_towns(
    issuer: LocalIssuer, town: Town, settings: Settings
) -> None:
    browser = signed_in(make_person(Role.ADMIN, town=town, is_operator=True))
    settings.OIDC = values_for(issuer, oidc_towns=town.key)

    assert there(browser, f"{OWN}rathaus-konto/") == OWN
    assert "Wer den Server betreut" in said(browser, OWN)


def test_detached_by_an_admin_while_the_second_step_is_shown_it_is_not_linked_again(
    client: Client, issuer: LocalIssuer, nele: Person, town: Town
) -> None:
    give_app(nele, town)
    come(client, issuer)
    now = timezone.now()
    HouseAccount.objects.create(
        person=nele, issuer=issuer.url, subject="nele-1", linked_at=now, detached_at=now
    )

    show_app(client)

    assert HouseAccount.objects.get().detached_at == now


def test_of_two_who_are_linked_with_one_account_at_once_the_second_is_told(
    client: Client, issuer: LocalIssuer, nele: Person, town: Town
) -> None:
    give_app(nele, town)
    come(client, issuer)
    other = make_person(Role.LOTSE, town=town)
    HouseAccount.objects.create(
        person=other, issuer=issuer.url, subject="nele-1", linked_at=timezone.now()
    )

    show_app(client)

    assert "gehört schon jemand anderem" in said(client, TODAY)
    assert HouseAccount.objects.get().person == other


def test_an_account_of_somebody_else_is_not_linked(
    client: Client, issuer: LocalIssuer, nele: Person, town: Town
) -> None:
    come(client, issuer)
    other = make_person(Role.ADMIN, town=town)
    browser = signed_in(other)

    assert come(browser, issuer, start=f"{OWN}rathaus-konto/") == OWN
    assert "gehört schon jemand anderem aus dem Team" in said(browser, OWN)
    assert HouseAccount.objects.get().person == nele


def test_who_set_out_to_link_must_be_the_one_who_comes_back(
    issuer: LocalIssuer, nele: Person, town: Town
) -> None:
    browser = signed_in(nele)
    address = issuer.authorize(there(browser, f"{OWN}rathaus-konto/"))
    session = browser.session
    session["house_question"] = {**session["house_question"], "for_whom": "somebodyelse"}
    session.save()

    assert back(browser, address) == OWN
    assert not HouseAccount.objects.exists()


def test_detached_it_signs_nobody_in_until_it_is_linked_from_inside(
    client: Client, issuer: LocalIssuer, nele: Person
) -> None:
    come(client, issuer)
    elsewhere = Client()
    come(elsewhere, issuer)

    answer = client.post(f"{OWN}rathaus-konto/trennen/")
    stays, ends = client.get(TODAY).status_code, elsewhere.get(TODAY).status_code
    refused = Client()
    leads_to = come(refused, issuer)

    assert (answer["Location"], stays, ends, leads_to) == (OWN, 200, 302, SIGN_IN)
    assert "Dieses Konto des Rathauses wurde getrennt." in said(refused)
    assert list(AuditEntry.objects.values_list("event", flat=True)) == [
        "house_account.linked",
        "house_account.detached",
    ]
    assert Letter.objects.filter(body__contains="meldet Sie nicht mehr an").count() == 1
    assert client.post(f"{OWN}rathaus-konto/trennen/").status_code == 404
    assert come(client, issuer, start=f"{OWN}rathaus-konto/") == OWN
    assert come(Client(), issuer) == TODAY


def test_an_admin_detaches_and_signs_out_what_came_that_way(
    client: Client, issuer: LocalIssuer, nele: Person, town: Town
) -> None:
    come(client, issuer)
    by_code = signed_in(nele)
    admin = signed_in(make_person(Role.ADMIN, town=town))
    page = f"/werkstatt/einstellungen/team/{nele.public_id}/"

    shown = "Konto trennen" in said(admin, page)
    admin.post(f"{page}rathaus-konto-trennen/")

    assert (shown, "Konto trennen" in said(admin, page)) == (True, False)
    assert (client.get(TODAY).status_code, by_code.get(TODAY).status_code) == (302, 200)
    assert HouseAccount.objects.get().detached_at is not None


def test_whoever_leaves_leaves_no_link(
    client: Client, issuer: LocalIssuer, nele: Person, town: Town
) -> None:
    come(client, issuer)

    leave(person=nele, by=make_actor(Role.ADMIN, town=town), at=timezone.now(), successors={})

    assert stays_out(client)
