"""Signing in by the town hall: every fault and every attack on the way says a sentence and lets nobody in."""

import time
from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from machbar.foundation.access.issuer import fetching
from machbar.foundation.people.models import Person
from machbar.foundation.post.models import Letter
from machbar.foundation.team.models import HouseAccount
from machbar.foundation.team.tests.second_steps import OWN, TODAY
from machbar.foundation.team.tests.ways import (
    ADDRESS,
    AWAY,
    RETURN,
    SIGN_IN,
    START,
    STRANGE,
    back,
    come,
    said,
    stays_out,
    there,
)
from machbar.foundation.towns.models import Town
from tests.issuer import LocalIssuer, values_for

pytestmark = pytest.mark.django_db


FAULTS: dict[str, tuple[Callable[[LocalIssuer], object], str]] = {
    "another audience": (lambda i: i.claims.update(aud="other"), STRANGE),
    "several audiences without a party": (lambda i: i.claims.update(aud=["machbar", "x"]), STRANGE),
    "another party": (lambda i: i.claims.update(azp="other"), STRANGE),
    "another issuer in the token": (lambda i: i.claims.update(iss="https://evil.example"), STRANGE),
    "expired": (lambda i: i.claims.update(exp=int(time.time()) - 120), STRANGE),
    "no end": (lambda i: i.claims.update(exp=None), STRANGE),
    "not issued yet": (lambda i: i.claims.update(iat=int(time.time()) + 600), STRANGE),
    "another nonce": (lambda i: i.claims.update(nonce="x" * 43), STRANGE),
    "no nonce": (lambda i: i.claims.update(nonce=None), STRANGE),
    "no subject": (lambda i: i.claims.update(sub=None), STRANGE),
    "an empty subject": (lambda i: i.claims.update(sub=""), STRANGE),
    "an endless subject": (lambda i: i.claims.update(sub="x" * 256), STRANGE),
    "another key": (lambda i: setattr(i, "signs_with", "two"), STRANGE),
    "a key nobody shows": (lambda i: setattr(i, "kid", "two"), STRANGE),
    "no signature": (lambda i: setattr(i, "algorithm", "none"), STRANGE),
    "a shared secret": (lambda i: setattr(i, "algorithm", "HS256"), STRANGE),
    "an algorithm that this key is not for": (lambda i: setattr(i, "algorithm", "PS256"), STRANGE),
    "a logout token": (lambda i: i.header.update(typ="logout+jwt"), STRANGE),
    "an access token": (lambda i: i.header.update(typ="at+jwt"), STRANGE),
    "no token": (lambda i: i.answer.update(id_token=None), STRANGE),
    "rubbish for a token": (lambda i: i.answer.update(id_token="a.b.c"), STRANGE),
    "refused code": (lambda i: setattr(i, "token_status", 400), STRANGE),
    "token address ill": (lambda i: setattr(i, "token_status", 503), AWAY),
    "keys that are none": (lambda i: setattr(i, "raw_keys", b'{"keys": [1]}'), STRANGE),
    "a line break for a header": (
        lambda i: vars(i).update(answer={"access_token": "a\nb"}, sparse_token=True),
        STRANGE,
    ),
    "no keys": (lambda i: setattr(i, "shows", ()), STRANGE),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_issuer_lets_nobody_in_and_is_said(
    client: Client, issuer: LocalIssuer, nele: Person, fault: str
) -> None:
    spoil, sentence = FAULTS[fault]
    spoil(issuer)

    assert come(client, issuer) == SIGN_IN
    assert sentence in said(client)
    assert stays_out(client)


DOCUMENTS: dict[str, tuple[Callable[[LocalIssuer], object], str]] = {
    "of another issuer": (lambda i: i.document.update(issuer="https://evil.example"), STRANGE),
    "with a plain address": (
        lambda i: i.document.update(token_endpoint="http://evil.example/token"),
        STRANGE,
    ),
    "without keys": (lambda i: i.document.update(jwks_uri=None), STRANGE),
    "without the code flow": (
        lambda i: i.document.update(response_types_supported=["id_token"]),
        STRANGE,
    ),
    "no JSON": (lambda i: setattr(i, "raw_document", b"<html>"), STRANGE),
    "a list": (lambda i: setattr(i, "raw_document", b"[]"), STRANGE),
    "too long": (lambda i: setattr(i, "raw_document", b" " * 300_000), STRANGE),
    "not there": (lambda i: setattr(i, "document_status", 404), STRANGE),
    "a way elsewhere": (lambda i: setattr(i, "document_status", 302), STRANGE),
    "ill": (lambda i: setattr(i, "document_status", 500), AWAY),
    "nested without end": (lambda i: setattr(i, "raw_document", b"[" * 100_000), STRANGE),
}


@pytest.mark.parametrize("fault", DOCUMENTS)
def test_a_document_that_is_not_right_leads_nowhere(
    client: Client, issuer: LocalIssuer, town: Town, fault: str
) -> None:
    spoil, sentence = DOCUMENTS[fault]
    spoil(issuer)

    assert there(client) == SIGN_IN
    assert sentence in said(client)
    assert set(issuer.asked) == {"/.well-known/openid-configuration"}


def test_an_issuer_that_is_silent_or_away_leaves_the_other_ways(
    client: Client,
    issuer: LocalIssuer,
    nele: Person,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.2)
    issuer.silence = 0.5
    silent = there(client), said(client)
    settings.OIDC = {**values_for(issuer), "oidc_issuer": "http://127.0.0.1:9"}
    away = there(client), said(client)

    assert [(where, AWAY in page) for where, page in (silent, away)] == [(SIGN_IN, True)] * 2
    assert client.post(SIGN_IN, {"email": ADDRESS})["Location"] == reverse(
        "account_confirm_login_code"
    )
    assert Letter.objects.filter(subject__startswith="Ihr Code").count() == 1


def test_an_answer_that_comes_drop_by_drop_is_not_waited_for(
    client: Client, issuer: LocalIssuer, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "ALL_SECONDS", -1)

    assert there(client) == SIGN_IN
    assert AWAY in said(client)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"error": "access_denied"}, "Sie wurden beim Rathaus nicht angemeldet."),
        ({"error": "server_error"}, STRANGE),
        ({}, STRANGE),
        ({"code": "x", "iss": "https://evil.example"}, STRANGE),
        ({"code": "x", "iss": None}, STRANGE),
        ({"error": "access_denied", "iss": "https://evil.example"}, STRANGE),
    ],
)
def test_an_answer_without_a_code_or_of_another_issuer(
    client: Client, issuer: LocalIssuer, nele: Person, answer: dict[str, str | None], sentence: str
) -> None:
    state = parse_qs(urlsplit(there(client)).query)["state"][0]
    told = {"iss": issuer.url, **answer, "state": state}

    leads_to = client.get(RETURN, {name: word for name, word in told.items() if word is not None})

    assert leads_to["Location"] == SIGN_IN
    assert sentence in said(client)
    assert "/token" not in issuer.asked
    assert stays_out(client)


def test_an_answer_counts_in_the_browser_that_asked_once_and_for_ten_minutes(
    client: Client, issuer: LocalIssuer, nele: Person
) -> None:
    stale = "Diese Anmeldung ist abgelaufen."
    address = issuer.authorize(there(client))
    other = Client()

    elsewhere = back(other, address), stale in said(other), stays_out(other)
    first = back(client, address)
    client.post("/abmelden/")
    again = back(client, address), stale in said(client)
    late = Client()
    address = issuer.authorize(there(late))
    session = late.session
    session["house_question"] = {**session["house_question"], "at": time.time() - 601}
    session.save()
    too_late = back(late, address), stale in said(late)

    assert elsewhere == (SIGN_IN, True, True)
    assert first == TODAY
    assert again == too_late == (SIGN_IN, True)


def test_a_forged_state_uses_up_no_question(
    client: Client, issuer: LocalIssuer, nele: Person
) -> None:
    address = issuer.authorize(there(client))

    forged = client.get(RETURN, {"code": "x", "state": "y" * 43, "iss": issuer.url})["Location"]

    assert forged == SIGN_IN
    assert back(client, address) == TODAY


def test_a_code_of_another_browser_fits_no_question_here(
    client: Client, issuer: LocalIssuer, nele: Person
) -> None:
    """Somebody slips the own code under somebody else's state: the verifier does not fit."""
    other = Client()
    stolen = parse_qs(urlsplit(issuer.authorize(there(other))).query)["code"][0]
    state = parse_qs(urlsplit(there(client)).query)["state"][0]

    leads_to = client.get(RETURN, {"code": stolen, "state": state, "iss": issuer.url})["Location"]

    assert leads_to == SIGN_IN
    assert stays_out(client)


@pytest.mark.parametrize(
    ("site", "goes"), [("cross-site", False), ("same-site", False), ("same-origin", True)]
)
def test_another_site_signs_nobody_in(
    client: Client, issuer: LocalIssuer, town: Town, site: str, goes: bool
) -> None:
    leads_to = str(client.get(START, headers={"Sec-Fetch-Site": site})["Location"])

    assert leads_to.startswith(issuer.url) is goes
    assert goes or leads_to == SIGN_IN


def test_the_way_leads_back_to_the_page_that_asked_and_to_no_other_house(
    client: Client, issuer: LocalIssuer, nele: Person
) -> None:
    assert come(client, issuer, start=f"{START}?next={OWN}") == OWN
    assert come(Client(), issuer, start=f"{START}?next=https://evil.example/") == TODAY


def test_keys_may_change_between_two_sign_ins(
    client: Client, issuer: LocalIssuer, nele: Person
) -> None:
    come(client, issuer)
    issuer.shows, issuer.kid, issuer.signs_with = ("two",), "two", "two"

    assert come(Client(), issuer) == TODAY


def test_addresses_beside_the_token_are_asked_for_and_belong_to_the_same_subject(
    client: Client, issuer: LocalIssuer, nele: Person
) -> None:
    issuer.sparse_token = True
    other = Client()

    assert come(client, issuer) == TODAY
    assert "/userinfo" in issuer.asked
    HouseAccount.objects.all().delete()
    issuer.userinfo = {"sub": "somebody-else"}
    assert come(other, issuer) == SIGN_IN
    assert STRANGE in said(other)


def test_the_secret_goes_by_form_where_the_issuer_asks_for_it_so(
    client: Client, issuer: LocalIssuer, nele: Person
) -> None:
    issuer.document["token_endpoint_auth_methods_supported"] = ["client_secret_post"]

    assert come(client, issuer) == TODAY


def test_an_issuer_that_does_not_name_itself_is_taken_too(
    client: Client, issuer: LocalIssuer, nele: Person
) -> None:
    issuer.tells_itself = False

    assert come(client, issuer) == TODAY


def test_a_wrong_secret_is_said(
    client: Client, issuer: LocalIssuer, nele: Person, settings: Settings
) -> None:
    settings.OIDC = values_for(issuer, oidc_secret="wrong")

    assert come(client, issuer) == SIGN_IN
    assert STRANGE in said(client)


def test_a_fault_of_the_issuer_does_not_forget_where_one_wanted_to_go(
    client: Client, issuer: LocalIssuer, nele: Person, settings: Settings
) -> None:
    """Neither on the way there nor on the way back; an address of somebody else's is not led to."""
    onward = f"{SIGN_IN}?next={quote(OWN, safe='')}"
    issuer.token_status = 503
    assert come(client, issuer, start=f"{START}?next={OWN}") == onward
    assert come(client, issuer, start=f"{START}?next=https://evil.example/") == SIGN_IN
    settings.OIDC = {**values_for(issuer), "oidc_issuer": "http://127.0.0.1:9"}
    assert there(client, f"{START}?next={OWN}") == onward
    assert f'name="next" value="{OWN}"' in said(client, onward)
