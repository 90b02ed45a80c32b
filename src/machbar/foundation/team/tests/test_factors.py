"""The second step: set up, asked for at the sign-in, confirmed before changes, reset by an admin, asked by the town."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.access.sessions import SIGNED_IN
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Person, Role
from machbar.foundation.post.models import Letter
from machbar.foundation.team.factors import Ways, add_app, emergency_codes, ways_of
from machbar.foundation.team.forms_factors import SecondStepForm
from machbar.foundation.team.mfa import Adapter
from machbar.foundation.team.rules import may_reset
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.site.cli import main

pytestmark = pytest.mark.django_db
ADDRESS = "lotse@team.invalid"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
TODAY = "/werkstatt/heute/"
OWN = "/werkstatt/zugang/"
SECOND = "/anmelden/zweiter-schritt/"


@pytest.fixture(autouse=True)
def _no_counts_from_other_tests() -> None:
    cache.clear()


def code_now(secret: str = SECRET) -> str:
    return f"{hotp_value(secret, int(time.time()) // 30):06d}"


def with_app(*roles: Role, town: Town | None = None, email: str = "") -> Person:
    """Somebody whose sign-in has a second step."""
    here = town or make_town()
    person = make_person(*(roles or (Role.LOTSE,)), town=here, email=email)
    add_app(person=person, secret=SECRET, by=make_actor(town=here))
    return person


def browser_of(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def first_step(browser: Client) -> str:
    """The code by mail; where it leads."""
    browser.post(reverse("account_login"), {"email": ADDRESS})
    letter = Letter.objects.filter(subject__startswith="Ihr Code").latest("id")
    code = re.findall(r"^[0-9A-Z]{3,}-?[0-9A-Z]{3,}$", letter.body, re.MULTILINE)[0]
    return browser.post(reverse("account_confirm_login_code"), {"code": code})["Location"]


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


def test_an_app_is_set_up_by_its_first_code_and_the_person_is_told() -> None:
    person = make_person(Role.LOTSE, town=make_town())
    browser = browser_of(person)
    browser.get(OWN)

    page = browser.get(f"{OWN}app/").content.decode()
    secret = re.findall(r"secret=([A-Z2-7]+)", page)[0]
    wrong = browser.post(f"{OWN}app/", {"code": "12"})
    done = browser.post(f"{OWN}app/", {"code": code_now(secret)})
    codes = browser.get(done["Location"]).content.decode()

    stored = Authenticator.objects.get(type="totp")
    assert (wrong.status_code, secret in wrong.content.decode()) == (422, True)
    assert emergency_codes(person)[0] in codes
    assert secret not in str(stored.data)
    assert Adapter().decrypt(stored.data["secret"]) == secret
    assert list(AuditEntry.objects.values_list("event", flat=True)) == ["factor.added"]
    assert "neuen zweiten Schritt" in Letter.objects.get().body


def test_who_signed_in_long_ago_signs_in_anew_before_the_first_step_is_set_up() -> None:
    browser = browser_of(make_person(Role.LOTSE, town=make_town()))
    browser.get(OWN)
    session = browser.session
    session[SIGNED_IN] = (timezone.now() - timedelta(minutes=61)).timestamp()
    session.save()

    answer = browser.get(f"{OWN}app/")

    assert answer["Location"].startswith(reverse("account_login"))
    assert browser.get(OWN).status_code == 302


@pytest.mark.parametrize("path", ["app/", "schluessel/", "notfallcodes/"])
def test_before_a_change_the_second_step_is_shown_once_more(path: str) -> None:
    browser = browser_of(with_app())
    asked = browser.get(OWN + path)["Location"]
    wrong = browser.post(asked, {"code": "000000", "next": OWN + path})
    confirmed = browser.post(asked, {"code": code_now(), "next": OWN + path})

    assert asked == f"{OWN}bestaetigen/?next=%2Fwerkstatt%2Fzugang%2F{path.replace('/', '%2F')}"
    assert wrong.status_code == 422
    assert confirmed["Location"] == OWN + path
    assert browser.get(OWN + path).status_code == 200


def test_taking_the_last_one_away_takes_the_codes_too_and_nobody_elses() -> None:
    town = make_town()
    person, other = with_app(town=town), with_app(town=town)
    browser = browser_of(person)
    number = Authenticator.objects.get(user=person, type="totp").pk
    theirs = Authenticator.objects.get(user=other, type="totp").pk

    unconfirmed = browser.post(reverse("team:remove", args=[number]))["Location"]
    browser.post(f"{OWN}bestaetigen/", {"code": code_now()})
    missing = browser.post(reverse("team:remove", args=[theirs])).status_code
    browser.post(reverse("team:remove", args=[number]))

    assert "bestaetigen" in unconfirmed
    assert missing == 404
    assert list(Authenticator.objects.values_list("user", flat=True)) == [other.pk, other.pk]


def test_new_codes_end_the_old_ones() -> None:
    person = with_app()
    old = emergency_codes(person)
    browser = browser_of(person)
    browser.post(f"{OWN}bestaetigen/", {"code": code_now()})

    browser.post(f"{OWN}notfallcodes/")

    assert set(old).isdisjoint(emergency_codes(person))


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


def ask_from(town: Town, days: int) -> None:
    day = timezone.localdate() + timedelta(days=days)
    Town.objects.filter(pk=town.pk).update(second_factor_from=day)


def test_a_passkey_without_a_name_or_without_a_key_is_asked_for_again() -> None:
    browser = browser_of(make_person(Role.LOTSE, town=make_town()))
    browser.get(OWN)

    answers = [
        browser.post(f"{OWN}schluessel/", {"name": name, "credential": key})
        for name, key in (("", ""), ("Handy", ""), ("Handy", "{}"))
    ]

    pages = [answer.content.decode() for answer in answers]
    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert "Bitte geben Sie dem Passkey einen Namen." in pages[0]
    assert "Der Browser hat keinen Passkey geliefert." in pages[1]
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


def test_a_secret_of_another_server_fits_no_code(settings: Settings) -> None:
    sealed = Adapter().encrypt(SECRET)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one after the key was changed" * 2
    rotated = Adapter().decrypt(sealed)
    settings.SECRET_KEY_FALLBACKS = []

    assert rotated == SECRET
    assert Adapter().decrypt(sealed) not in {SECRET, ""}


def test_signing_in_while_the_old_key_is_about_moves_secrets_to_the_new_one(
    settings: Settings,
) -> None:
    person = with_app()
    codes = emergency_codes(person)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one after the key was changed" * 2
    browser_of(person)
    settings.SECRET_KEY_FALLBACKS = []

    stored = Authenticator.objects.get(user=person, type="totp")
    assert Adapter().decrypt(stored.data["secret"]) == SECRET
    assert emergency_codes(person) == codes


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


def test_the_key_of_an_app_is_shown_in_groups_and_the_app_opens_by_a_link() -> None:
    person = make_person(Role.LOTSE, town=make_town())
    browser = browser_of(person)
    session = browser.session
    session[SIGNED_IN] = time.time()
    session.save()

    page = browser.get(f"{OWN}app/").content.decode()

    address = re.findall(r'href="(otpauth://totp/[^"]+)"', page)[0]
    secret = re.findall(r"secret=([A-Z2-7]+)", address)[0]
    shown = re.findall(r'<b class="groups">(.*?)</b>', page)[0]
    groups = re.findall(r"<span>([A-Z2-7]+)</span>", shown)
    assert "".join(groups) == secret
    assert {len(group) for group in groups[:-1]} == {4}
    assert re.sub(r"<[^>]+>", "", shown) == secret
