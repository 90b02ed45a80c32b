"""Invitations: sent, seen, accepted, sent again, withdrawn; without a yes there is no account."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Person, Role
from machbar.foundation.post.models import Letter
from machbar.foundation.team.inviting import MAILS_A_DAY, forget_old_invitations
from machbar.foundation.team.models import Invitation
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town

pytestmark = pytest.mark.django_db
ADDRESS = "neu@team.invalid"
TEAM = "/werkstatt/einstellungen/team/"


def admin_of(town: Town) -> Client:
    browser = Client()
    browser.force_login(make_person(Role.ADMIN, town=town, name="Die Admin"))
    return browser


def invite(browser: Client, *, email: str = ADDRESS) -> str:
    """Invite by the page; the path of the link in the mail."""
    answer = browser.post(TEAM, {"email": email, "roles": ["lotse", "editor"]})
    assert (answer.status_code, answer["Location"]) == (302, TEAM)
    return link_in_the_mail()


def link_in_the_mail() -> str:
    body = Letter.objects.latest("id").body
    found = re.search(r"https?://[^/]+(/einladung/\S+)", body)
    assert found is not None
    return found[1]


def events() -> list[str]:
    return list(AuditEntry.objects.order_by("sequence").values_list("event", flat=True))


def test_who_is_invited_sees_by_whom_and_to_what_and_is_in_by_saying_yes(client: Client) -> None:
    town = make_town(house_name="MachBar")
    path = invite(admin_of(town))
    accounts = Person.objects.count()

    page = client.get(path).content.decode()
    joined = client.post(path, {"name": " Nele  Neu "})

    person = Person.objects.get(email=ADDRESS)
    assert accounts == 1
    assert "Die Admin lädt Sie in das Team von MachBar Lutterstadt am Elm ein." in page
    assert "Projektlotsin oder -lotse, Redaktion" in page
    assert (joined.status_code, joined["Location"]) == (302, "/werkstatt/heute/")
    assert person.name == "Nele Neu"
    assert set(person.roles.values_list("role", flat=True)) == {"lotse", "editor"}
    assert client.get("/werkstatt/heute/").status_code == 200
    assert events() == ["invitation.sent", "invitation.accepted", "role.given", "role.given"]


def test_a_link_works_once_and_looking_uses_nothing_up(client: Client) -> None:
    path = invite(admin_of(make_town()))
    looked = [client.get(path).status_code for _look in range(2)]
    client.post(path, {"name": "Nele Neu"})

    assert looked == [200, 200]
    assert Client().get(path).status_code == 404
    assert Client().post(path, {"name": "Zweite"}).status_code == 404
    assert Person.objects.filter(email=ADDRESS).count() == 1


def test_without_a_name_the_page_asks_again_and_nobody_is_in(client: Client) -> None:
    path = invite(admin_of(make_town()))

    answer = client.post(path, {"name": "  "})

    assert answer.status_code == 422
    assert "Bitte geben Sie Ihren Namen ein." in answer.content.decode()
    assert not Person.objects.filter(email=ADDRESS).exists()


def test_sent_again_only_the_new_link_works() -> None:
    browser = admin_of(make_town())
    old = invite(browser)
    invitation = Invitation.objects.get()

    browser.post(reverse("team:again", args=[invitation.public_id]))

    new = link_in_the_mail()
    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)


def test_withdrawn_or_too_old_nothing_opens() -> None:
    browser = admin_of(make_town())
    path = invite(browser)
    invitation = Invitation.objects.get()
    Invitation.objects.update(expires_at=timezone.now())
    late = Client().get(path).status_code
    shown = browser.get(TEAM).content.decode()
    Invitation.objects.update(expires_at=timezone.now() + timedelta(days=1))

    browser.post(reverse("team:take_back", args=[invitation.public_id]))
    refused = browser.post(reverse("team:again", args=[invitation.public_id]), follow=True)

    assert late == 404
    assert "abgelaufen" in shown
    assert Client().get(path).status_code == 404
    assert "inzwischen beantwortet oder zurückgezogen" in refused.content.decode()
    assert events() == ["invitation.sent", "invitation.withdrawn"]


def test_the_same_form_twice_sends_one_mail_and_a_second_invitation_ends_the_first() -> None:
    browser = admin_of(make_town())
    page = browser.get(TEAM).content.decode()
    key = re.search(r'name="form_key" value="([^"]+)"', page)
    assert key is not None
    form = {"email": ADDRESS, "roles": ["lotse"], "form_key": key[1]}

    for _click in range(2):
        browser.post(TEAM, form)
    first = link_in_the_mail()
    count = Letter.objects.count()
    invite(browser)

    assert count == 1
    assert Client().get(first).status_code == 404


def test_who_belongs_to_the_team_is_not_invited_and_what_was_typed_stays() -> None:
    town = make_town()
    browser = admin_of(town)
    make_person(Role.LOTSE, town=town, email=ADDRESS)

    answer = browser.post(TEAM, {"email": ADDRESS.upper(), "roles": ["treasurer"]})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "gehört schon zum Team" in page
    assert f'value="{ADDRESS.upper()}"' in page
    assert Letter.objects.count() == 0


def test_who_has_an_account_joins_without_a_name_and_signs_in_as_always(client: Client) -> None:
    town = make_town()
    person = make_person(email=ADDRESS, name="Nele Neu", is_active=False)
    path = invite(admin_of(town))

    page = client.get(path).content.decode()
    joined = client.post(path, {"name": "Anders"})

    person.refresh_from_db()
    assert 'name="name"' not in page
    assert joined["Location"] == reverse("account_login")
    assert (person.name, person.is_active, person.roles.count()) == ("Nele Neu", True, 2)
    assert client.get("/werkstatt/heute/").status_code == 302


def test_more_mails_than_a_team_needs_are_not_sent() -> None:
    browser = admin_of(make_town())
    invite(browser)
    cache.set(cache_key(), MAILS_A_DAY)

    answer = browser.post(TEAM, {"email": "z@team.invalid", "roles": ["lotse"]})

    assert answer.status_code == 422
    assert "z@team.invalid" in answer.content.decode()
    assert Invitation.objects.count() == 1


def cache_key() -> str:
    return f"team-invitations:{Town.objects.get().pk}"


def test_invitations_that_are_over_for_a_month_are_forgotten() -> None:
    town = make_town()
    now = timezone.now()
    for number, days in enumerate((31, 30, 29, -1)):
        Invitation.objects.create(
            town=town,
            email=f"{number}@team.invalid",
            roles=["lotse"],
            form_key=str(number),
            sent_at=now,
            expires_at=now - timedelta(days=days),
        )

    forgotten = forget_old_invitations(town=town, at=now)

    kept = Invitation.objects.order_by("form_key").values_list("form_key", flat=True)
    assert (forgotten, list(kept)) == (2, ["2", "3"])


def test_where_no_mail_leaves_an_invitation_says_that_it_waits(settings: Settings) -> None:
    admin = admin_of(make_town())
    form = {"email": ADDRESS, "roles": "lotse"}
    said = []
    for is_set in (False, True):
        settings.MAIL_IS_SET = is_set
        answer = admin.post(TEAM, form, follow=True)
        said.append(answer.content.decode())

    assert "es wartet auf den Mailserver" in said[0]
    assert "Die Einladung ist unterwegs." in said[1]
