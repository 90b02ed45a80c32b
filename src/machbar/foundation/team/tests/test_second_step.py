"""The second step at the sign-in: what opens, how often, and what its page says to whom."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from machbar.foundation.people.models import Role
from machbar.foundation.team.factors import Ways, emergency_codes, ways_of
from machbar.foundation.team.forms_factors import SecondStepForm
from machbar.foundation.team.tests.second_steps import (
    ADDRESS,
    SECOND,
    TODAY,
    code_now,
    first_step,
    with_app,
)
from machbar.foundation.testing import make_person, make_town

pytestmark = pytest.mark.django_db


def test_the_code_by_mail_alone_opens_nothing_and_the_code_of_the_app_does(client: Client) -> None:
    with_app(email=ADDRESS)

    leads_to = first_step(client)
    between = client.get(TODAY).status_code
    wrong = client.post(SECOND, {"code": "000000"}).content.decode()
    right = client.post(SECOND, {"code": code_now()})

    assert (leads_to, between) == (SECOND, 302)
    assert "Das passt nicht." in wrong
    assert right["Location"] == TODAY
    assert client.get(TODAY).status_code == 200


def test_an_emergency_code_works_once(client: Client) -> None:
    person = with_app(email=ADDRESS)
    [code, *others] = emergency_codes(person)

    first_step(client)
    entered = client.post(SECOND, {"code": code})["Location"]
    other = Client()
    first_step(other)
    again = other.post(SECOND, {"code": code}).status_code

    assert (entered, again, len(others)) == (TODAY, 200, 9)
    assert emergency_codes(person) == others


def test_a_code_of_the_app_works_once_also_where_no_memory_knows_of_it() -> None:
    with_app(email=ADDRESS)
    code, answers = code_now(), []
    for _time in range(2):
        browser = Client()
        first_step(browser)
        answers.append(browser.post(SECOND, {"code": code}).status_code)
        cache.clear()  # as another process of the server has another memory

    assert answers == [302, 200]


def test_after_five_wrong_codes_the_right_one_is_refused(client: Client) -> None:
    with_app(email=ADDRESS)
    first_step(client)

    for _try in range(5):
        client.post(SECOND, {"code": "000000"})
    answer = client.post(SECOND, {"code": code_now()})

    assert answer.status_code == 200
    assert "Zu viele Versuche." in answer.content.decode()


def test_whoever_has_only_an_app_reads_nothing_of_passkeys(client: Client) -> None:
    person = with_app(email=ADDRESS)
    first_step(client)
    with_codes = client.get(SECOND).content.decode()
    Authenticator.objects.filter(user=person, type="recovery_codes").delete()

    without = client.get(SECOND).content.decode()

    assert "Tippen Sie den Code ein, den Ihre App zeigt." in with_codes
    assert "Einer Ihrer Notfallcodes geht auch." in with_codes
    assert "Handy und Codes verloren?" in with_codes
    assert "Notfallcode" not in without
    assert "Passkey" not in with_codes + without


@pytest.mark.parametrize(
    ("codes", "fields", "said"),
    [
        (True, 1, "Benutzen Sie Ihren Passkey. Einer Ihrer Notfallcodes geht auch."),
        (False, 0, "Benutzen Sie Ihren Passkey.</p>"),
    ],
)
def test_whoever_has_only_a_passkey_reads_nothing_of_apps(
    codes: bool, fields: int, said: str, rf: RequestFactory
) -> None:
    person = make_person(Role.LOTSE, town=make_town())
    ways = Ways(key=True, app=False, codes=codes)
    form = SecondStepForm(user=person)
    form.name_code(ways)
    context = {"form": form, "ways": ways, "options": "{}"}

    page = render_to_string("team/second_step.html", context, rf.get(SECOND))

    main = page[page.index("<main") : page.index("</main>")]
    assert said in main
    assert main.count('name="code"') == fields
    assert ("Notfallcode" in main) is codes
    assert "App" not in main
    assert "Passkey und Codes verloren?" in main


def test_the_ways_are_those_that_are_there_and_a_used_up_code_is_none() -> None:
    person = with_app()
    assert ways_of(person) == Ways(key=False, app=True, codes=True)

    Authenticator.objects.filter(user=person, type="totp").update(type="webauthn")
    for code in emergency_codes(person):
        Authenticator.objects.get(user=person, type="recovery_codes").wrap().validate_code(code)

    assert ways_of(person) == Ways(key=True, app=False, codes=False)
