"""Signing in: the way through the mailbox, what strangers learn (nothing), limits, and the demo's shortcut."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse
from django.urls.exceptions import Resolver404
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.access import sessions
from machbar.foundation.access.new_device import CODE_LIVES
from machbar.foundation.people.models import Person, Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.site.sign_in import demo_address
from machbar.site.towns import give_role

pytestmark = pytest.mark.django_db
ADDRESS = "lotse@team.invalid"


@pytest.fixture(autouse=True)
def _no_counts_from_other_tests() -> None:
    cache.clear()


def ask_for_code(client: Client, email: str = ADDRESS, follow: bool = False) -> str:
    """Ask for a code; the page after that."""
    answer = client.post(reverse("account_login"), {"email": email})
    assert (answer.status_code, answer["Location"]) == (302, reverse("account_confirm_login_code"))
    return client.get(answer["Location"]).content.decode()


def code_in_the_outbox() -> str:
    """The code of the newest letter."""
    letter = Letter.objects.latest("id")
    [code] = re.findall(r"^[0-9A-Z]{3,}-?[0-9A-Z]{3,}$", letter.body, re.MULTILINE)
    return str(code)


def test_where_no_mail_leaves_whoever_waits_for_a_code_reads_so(
    client: Client, settings: Settings
) -> None:
    make_town()
    before = client.get(reverse("account_login")).content.decode()
    settings.MAIL_IS_SET = True
    after = client.get(reverse("account_login")).content.decode()

    sentence = "Von diesem Server geht noch keine E-Mail hinaus."
    assert (sentence in before, sentence in after) == (True, False)
    assert "<code>machbar team ADRESSE</code>" in before


def enter(client: Client, code: str) -> int:
    """Enter a code; the status of the answer."""
    return client.post(reverse("account_confirm_login_code"), {"code": code}).status_code


def test_somebody_of_the_team_signs_in_with_the_code_from_the_mail(client: Client) -> None:
    town = make_town(house_name="MachBar", short_name="Lutterstadt")
    person = make_person(Role.LOTSE, town=town, email=ADDRESS)

    ask_for_code(client)
    letter = Letter.objects.get()
    answer = client.post(reverse("account_confirm_login_code"), {"code": code_in_the_outbox()})

    assert (letter.town, letter.recipient) == (town, ADDRESS)
    assert letter.subject == "Ihr Code für MachBar Lutterstadt"
    assert (answer.status_code, answer["Location"]) == (302, "/werkstatt/heute/")
    assert client.get("/werkstatt/heute/").status_code == 200
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_way_leads_back_to_the_page_that_asked(client: Client) -> None:
    make_person(Role.ADMIN, town=make_town(), email=ADDRESS)
    asked = client.get(reverse("access:devices"))["Location"]

    answer = client.post(asked, {"email": ADDRESS, "next": reverse("access:devices")})
    entered = client.post(answer["Location"], {"code": code_in_the_outbox()})

    assert entered["Location"] == reverse("access:devices")


def test_no_way_leads_to_another_house(client: Client) -> None:
    make_person(Role.ADMIN, town=make_town(), email=ADDRESS)

    client.post(reverse("account_login"), {"email": ADDRESS, "next": "https://evil.example/"})
    code = {"code": code_in_the_outbox(), "next": "https://evil.example/"}

    assert (
        client.post(reverse("account_confirm_login_code"), code)["Location"] == "/werkstatt/heute/"
    )


def test_strangers_see_the_same_pages_and_get_no_mail(client: Client) -> None:
    make_person(Role.LOTSE, town=make_town(), email=ADDRESS)

    known = ask_for_code(client)
    unknown = ask_for_code(Client(), "stranger@elsewhere.invalid")

    def without_tokens(page: str) -> str:
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)

    assert without_tokens(known) == without_tokens(unknown)
    assert list(Letter.objects.values_list("recipient", flat=True)) == [ADDRESS]
    assert not Person.objects.filter(email="stranger@elsewhere.invalid").exists()


def test_suspended_people_get_no_code(client: Client) -> None:
    make_person(Role.ADMIN, town=make_town(), email=ADDRESS, is_active=False)

    ask_for_code(client)

    assert Letter.objects.count() == 0


def test_a_person_suspended_meanwhile_is_a_guest_at_once(client: Client) -> None:
    person = make_person(Role.ADMIN, town=make_town())
    client.force_login(person)
    Person.objects.filter(pk=person.pk).update(is_active=False)

    answer = client.get(reverse("access:devices"))

    assert answer["Location"].startswith(reverse("account_login"))


def test_after_three_wrong_codes_the_right_one_is_worth_nothing(client: Client) -> None:
    make_person(Role.LOTSE, town=make_town(), email=ADDRESS)
    ask_for_code(client)
    code = code_in_the_outbox()

    statuses = [enter(client, "WRONG1") for _attempt in range(3)]
    enter(client, code)

    assert statuses == [200, 200, 302]
    assert client.get("/werkstatt/heute/").status_code == 302


def test_a_code_is_good_in_the_browser_that_asked_only(client: Client) -> None:
    make_person(Role.LOTSE, town=make_town(), email=ADDRESS)
    ask_for_code(client)

    elsewhere = Client()
    enter(elsewhere, code_in_the_outbox())

    assert elsewhere.get("/werkstatt/heute/").status_code == 302


def test_nobody_fills_a_mailbox_with_codes(client: Client) -> None:
    make_person(Role.LOTSE, town=make_town(), email=ADDRESS)

    statuses = [
        Client().post(reverse("account_login"), {"email": ADDRESS}).status_code for _ in range(4)
    ]

    assert statuses == [302, 302, 302, 200]
    assert Letter.objects.count() == 3


def test_the_limits_count_without_knowing_the_address(client: Client) -> None:
    make_person(Role.LOTSE, town=make_town(), email=ADDRESS)

    client.post(reverse("account_login"), {"email": ADDRESS}, REMOTE_ADDR="198.51.100.23")

    kept = " ".join(cache._cache)  # type: ignore[attr-defined] # the memory of the tests' cache
    assert "request_login_code" in kept
    assert "198.51.100" not in kept
    assert ADDRESS not in kept


def test_signing_in_gives_a_new_session(client: Client) -> None:
    make_person(Role.LOTSE, town=make_town(), email=ADDRESS)
    ask_for_code(client)
    before = client.session.session_key

    enter(client, code_in_the_outbox())

    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_signing_out_is_a_deed_and_ends_the_session(client: Client) -> None:
    client.force_login(make_person(Role.LOTSE, town=make_town()))
    client.get("/werkstatt/heute/")
    key = client.session.session_key

    assert client.get(reverse("account_logout")).status_code == 405
    assert client.post(reverse("account_logout"))["Location"] == "/"
    assert not Session.objects.filter(session_key=key).exists()


def test_a_session_ends_twelve_hours_after_the_last_click_and_after_thirty_days(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(make_person(Role.LOTSE, town=make_town()))
    start = timezone.now()
    assert client.get("/werkstatt/heute/").status_code == 200
    assert client.session.get_expiry_age() == 12 * 3600

    session = client.session
    session[sessions.SIGNED_IN] = (start - sessions.MOST).timestamp()
    session.save()

    assert client.get("/werkstatt/heute/").status_code == 302


def test_a_click_after_half_an_hour_renews_the_session(client: Client) -> None:
    client.force_login(make_person(Role.LOTSE, town=make_town()))
    client.get("/werkstatt/heute/")
    session = client.session
    session[sessions.SEEN] = (timezone.now() - timedelta(minutes=31)).timestamp()
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=5))

    client.get("/werkstatt/heute/")

    left = Session.objects.get().expire_date - timezone.now()
    assert timedelta(hours=11, minutes=59) < left <= timedelta(hours=12)


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_email", "account_change_password", "account_reset_password"],
)
def test_allauths_other_pages_do_not_exist(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_there_is_no_page_for_making_an_account() -> None:
    with pytest.raises(Resolver404):
        resolve("/anmelden/signup/")


def demo_town(settings: Settings, *, demo: bool = True, is_demo: bool = True) -> Town:
    """A town with the demo's admin, in a process that is the demo or not."""
    settings.DEMO = demo
    town = make_town(is_demo=is_demo)
    give_role(town=town, email=demo_address("admin"), name="Admin", role=Role.ADMIN)
    return town


def test_in_the_demo_every_role_is_one_click_away(client: Client, settings: Settings) -> None:
    demo_town(settings)

    page = client.get(reverse("account_login")).content.decode()
    answer = client.post(reverse("demo_sign_in", args=["admin"]))

    assert page.count("/anmelden/demo/") == len(Role)
    assert answer["Location"] == "/werkstatt/heute/"
    assert client.get(reverse("access:devices")).status_code == 200


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        ("/werkstatt/projekte/", "/werkstatt/projekte/"),
        ("https://elsewhere.invalid/", "/werkstatt/heute/"),
        ("//elsewhere.invalid/", "/werkstatt/heute/"),
    ],
)
def test_one_click_leads_back_to_the_page_that_asked_and_to_no_other_house(
    client: Client, settings: Settings, back: str, expected: str
) -> None:
    demo_town(settings)

    answer = client.post(reverse("demo_sign_in", args=["admin"]), {"next": back})

    assert answer["Location"] == expected


@pytest.mark.parametrize(("demo", "is_demo"), [(False, True), (True, False), (False, False)])
def test_outside_the_demo_the_shortcut_does_not_exist(
    client: Client, settings: Settings, demo: bool, is_demo: bool
) -> None:
    demo_town(settings, demo=demo, is_demo=is_demo)

    page = client.get(reverse("account_login")).content.decode()

    assert client.post(reverse("demo_sign_in", args=["admin"])).status_code == 404
    assert "/anmelden/demo/" not in page


def test_the_shortcut_leads_to_the_demos_people_only(client: Client, settings: Settings) -> None:
    town = demo_town(settings)
    make_person(Role.TREASURER, town=town, email=ADDRESS)

    assert client.post(reverse("demo_sign_in", args=["treasurer"])).status_code == 404
    assert client.post(reverse("demo_sign_in", args=["owner"])).status_code == 404


def test_a_code_by_mail_lives_ten_minutes(settings: Settings) -> None:
    assert settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT == 600
    assert timedelta(minutes=10) == CODE_LIVES
