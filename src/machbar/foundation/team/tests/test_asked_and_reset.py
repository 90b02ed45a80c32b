"""What others decide about a second step: the town asks for it from a day on, an admin takes a lost one away."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Person, Role
from machbar.foundation.post.models import Letter
from machbar.foundation.team.rules import may_reset
from machbar.foundation.team.tests.second_steps import (
    ADDRESS,
    OWN,
    TODAY,
    ask_from,
    browser_of,
    code_now,
    with_app,
)
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.site.cli import main

pytestmark = pytest.mark.django_db


def test_an_admin_with_a_second_step_resets_anothers_and_no_other_admin_does() -> None:
    town = make_town()
    person = with_app(town=town, email=ADDRESS)
    theirs = browser_of(person)
    admin = browser_of(with_app(Role.ADMIN, town=town))
    bare = browser_of(make_person(Role.ADMIN, town=town))
    bare.get(OWN)
    address = reverse("team:reset", args=[person.public_id])

    refused = bare.post(address).status_code
    colleague = reverse("team:colleague", args=[person.public_id])
    before = {"Referer": f"http://testserver{colleague}"}
    unconfirmed = admin.post(address, headers=before)["Location"]
    hidden = admin.get(unconfirmed).context["back"]
    back = admin.post(unconfirmed, {"code": code_now(), "next": hidden})
    page = admin.get(back["Location"]).content.decode()
    admin.post(address)

    assert (refused, "bestaetigen" in unconfirmed) == (403, True)
    assert back["Location"] == colleague
    assert "Noch ist nichts geändert" in page
    assert not Authenticator.objects.filter(user=person).exists()
    assert theirs.get(TODAY).status_code == 302
    assert "zurückgesetzt" in Letter.objects.filter(recipient=ADDRESS).latest("id").body
    assert AuditEntry.objects.latest("pk").event == "factor.reset"


def test_who_works_for_more_than_this_town_is_reset_by_an_operator_only() -> None:
    town = make_town()
    person, operator = with_app(town=town), with_app(town=town)
    person.roles.create(town=make_town(host="other.example.org"), role=Role.ADMIN)
    Person.objects.filter(pk=operator.pk).update(is_operator=True)
    admin = make_actor(Role.ADMIN, town=town)
    assert admin.person is not None

    found = [
        may_reset(admin, each) for each in Person.objects.filter(pk__in=[person.pk, operator.pk])
    ]
    Person.objects.filter(pk=admin.person.pk).update(is_operator=True)
    admin.person.refresh_from_db()

    assert found == [False, False]
    assert (may_reset(admin, person), may_reset(admin, admin.person)) == (True, False)


def test_the_command_line_resets_it_for_the_last_admin(capsys: pytest.CaptureFixture[str]) -> None:
    with_app(Role.ADMIN, email=ADDRESS)

    statuses = [main(["team", ADDRESS, "--reset-second-step"]) for _time in range(2)]

    assert statuses == [0, 0]
    assert "Der zweite Schritt ist weggenommen" in capsys.readouterr().out
    assert not Authenticator.objects.exists()


def test_before_the_day_pages_say_so_and_from_it_on_they_lead_there() -> None:
    town = make_town()
    browser = browser_of(make_person(Role.TREASURER, town=town))
    ask_from(town, 1)
    before = browser.get(TODAY).content.decode()
    ask_from(town, 0)

    closed = browser.get(TODAY)
    typed = browser.post("/werkstatt/kontakte/neu/", {"name": "Die Bäckerei am Markt"})
    page = browser.get(OWN).content.decode()

    assert "braucht Ihre Anmeldung einen zweiten Schritt" in before
    assert closed["Location"] == OWN
    assert (typed.status_code, "Die Bäckerei am Markt" in typed.content.decode()) == (403, True)
    assert "Eins zuerst" in page


def test_who_has_one_or_sees_neither_data_nor_money_or_is_in_a_demo_comes_in() -> None:
    town, demo = (
        make_town(host="ours.example.org"),
        make_town(host="demo.example.org", is_demo=True),
    )
    for each in (town, demo):
        ask_from(each, -1)
    inside = [
        (with_app(Role.ADMIN, town=town), "ours"),
        (make_person(Role.MARKET_LEAD, town=town), "ours"),
        (make_person(Role.ADMIN, town=demo), "demo"),
    ]

    found = [
        browser_of(person).get(TODAY, headers={"host": f"{host}.example.org"}).status_code
        for person, host in inside
    ]

    assert found == [200, 200, 200]


def test_an_admin_says_from_when_and_a_wrong_day_is_asked_for_again() -> None:
    town = make_town()
    browser = browser_of(make_person(Role.ADMIN, town=town))
    address = reverse("team:policy")

    wrong = browser.post(address, {"from_day": "bald"})
    browser.post(address, {"from_day": "2099-02-01"})

    town.refresh_from_db()
    assert (wrong.status_code, 'value="bald"' in wrong.content.decode()) == (422, True)
    assert str(town.second_factor_from) == "2099-02-01"
    assert AuditEntry.objects.get().event == "factor.asked"
