"""Where somebody is signed in: listed without an address, ended one by one or all at once; new devices send a mail."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from machbar.foundation.access.known_browser import COOKIE
from machbar.foundation.access.models import SignIn
from machbar.foundation.access.sessions import SEEN, device_words, forget_old_sign_ins
from machbar.foundation.people.models import Person, Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_person, make_town

pytestmark = pytest.mark.django_db
ADDRESS = "lotse@team.invalid"
TODAY = "/werkstatt/heute/"
OWN = "/werkstatt/zugang/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


def browsers(person: Person, number: int) -> list[Client]:
    found = [Client() for _each in range(number)]
    for each in found:
        each.force_login(person)
    return found


def statuses(*found: Client) -> list[int]:
    return [each.get(TODAY).status_code for each in found]


def sign_in_by_code(browser: Client, agent: str = FIREFOX) -> None:
    headers = {"user-agent": agent}
    browser.post(reverse("account_login"), {"email": ADDRESS}, headers=headers)
    code = re.findall(
        r"^[0-9A-Z]{3,}-?[0-9A-Z]{3,}$", Letter.objects.latest("id").body, re.MULTILINE
    )[0]
    browser.post(reverse("account_confirm_login_code"), {"code": code}, headers=headers)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox, Windows"),
        (IPHONE, "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Linux"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.0", ""),
        ("<script>Firefox", "Firefox"),
    ],
)
def test_a_device_is_named_as_its_owner_would(agent: str, words: str) -> None:
    assert device_words(agent) == words


def test_a_new_device_sends_a_mail_and_a_known_one_none(client: Client) -> None:
    make_person(Role.LOTSE, town=make_town(), email=ADDRESS)
    sign_in_by_code(client)
    first = Letter.objects.filter(subject__startswith="Neue Anmeldung")
    told = [first.count()]
    client.post(reverse("account_logout"))
    sign_in_by_code(client)
    told.append(first.count())
    sign_in_by_code(Client(), IPHONE)
    told.append(first.count())

    assert told == [1, 1, 2]
    assert "Safari, iPhone" in Letter.objects.latest("id").body
    cookie = client.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_the_list_says_which_device_and_never_from_where(client: Client) -> None:
    make_person(Role.LOTSE, town=make_town(), email=ADDRESS)
    sign_in_by_code(client)

    page = client.get(OWN, REMOTE_ADDR="198.51.100.23").content.decode()

    assert ("Firefox, Windows" in page, "dieses Gerät" in page) == (True, True)
    assert "198.51" not in page + str(list(SignIn.objects.values()))
    assert page.count("alle-anderen-abmelden") == 0


def test_one_is_ended_by_a_click_and_nobody_elses() -> None:
    town = make_town()
    person = make_person(Role.LOTSE, town=town)
    here, there = browsers(person, 2)
    [stranger] = browsers(make_person(Role.ADMIN, town=town), 1)
    other = SignIn.objects.get(session_key=there.session.session_key)
    address = reverse("team:end_one", args=[other.public_id])

    refused = stranger.post(address).status_code
    here.post(address)

    assert refused == 404
    assert statuses(here, there, stranger) == [200, 302, 200]
    assert person.sign_ins.count() == 1


def test_all_others_end_and_the_one_that_asks_stays() -> None:
    person = make_person(Role.LOTSE, town=make_town())
    here, there, old = browsers(person, 3)
    SignIn.objects.filter(session_key=old.session.session_key).delete()  # from before the list

    here.post(reverse("team:end_others"))

    assert statuses(here, there, old) == [200, 302, 302]
    assert list(person.sign_ins.values_list("session_key", flat=True)) == [here.session.session_key]


def test_an_admin_signs_somebody_out_everywhere() -> None:
    town = make_town()
    person = make_person(Role.LOTSE, town=town)
    theirs = browsers(person, 2)
    [admin] = browsers(make_person(Role.ADMIN, town=town), 1)

    admin.post(reverse("team:end_all", args=[person.public_id]))

    assert statuses(*theirs, admin) == [302, 302, 200]


def test_a_click_after_half_an_hour_is_seen_and_signing_out_leaves_no_row(client: Client) -> None:
    client.force_login(make_person(Role.LOTSE, town=make_town()))
    client.get(TODAY)
    past = timezone.now() - timedelta(minutes=31)
    SignIn.objects.update(seen_at=past)
    session = client.session
    session[SEEN] = past.timestamp()
    session.save()

    client.get(TODAY)
    seen = SignIn.objects.get().seen_at
    client.post(reverse("account_logout"))

    assert timezone.now() - seen < timedelta(minutes=1)
    assert SignIn.objects.count() == 0


def test_rows_of_sessions_that_ended_by_themselves_go() -> None:
    now = timezone.now()
    browsers(make_person(Role.LOTSE, town=make_town()), 3)
    living, idle, long = SignIn.objects.order_by("pk")
    SignIn.objects.filter(pk=idle.pk).update(seen_at=now - timedelta(hours=12))
    SignIn.objects.filter(pk=long.pk).update(since=now - timedelta(days=30))

    forget_old_sign_ins(now)

    assert list(SignIn.objects.all()) == [living]
