"""Signing in with an account of the town hall: who comes in, who does not, and which second step counts."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.access.models import SignIn
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Person, Role
from machbar.foundation.post.models import Letter
from machbar.foundation.team.inviting import invite
from machbar.foundation.team.leaving import leave
from machbar.foundation.team.models import HouseAccount, Invitation
from machbar.foundation.team.tests.second_steps import OWN, SECOND, TODAY, give_app
from machbar.foundation.team.tests.ways import (
    ADDRESS,
    NOBODY,
    RETURN,
    SIGN_IN,
    come,
    said,
    show_app,
    stays_out,
)
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.towns.models import Town
from tests.issuer import NELE, LocalIssuer, values_for

pytestmark = pytest.mark.django_db


def test_somebody_of_the_team_comes_in_and_is_linked_by_subject(
    client: Client, issuer: LocalIssuer, nele: Person
) -> None:
    client.get(SIGN_IN)
    before = client.session.session_key

    leads_to = come(client, issuer)

    account = HouseAccount.objects.get()
    assert (leads_to, client.get(TODAY).status_code) == (TODAY, 200)
    assert (account.person, account.issuer, account.subject) == (nele, issuer.url, "nele-1")
    assert client.session.session_key != before
    assert client.session["_auth_user_id"] == str(nele.pk)
    assert list(AuditEntry.objects.values_list("event", flat=True)) == ["house_account.linked"]
    assert "ein Konto des Rathauses meldet Sie ab jetzt an" in " ".join(
        Letter.objects.values_list("body", flat=True)
    )
    assert "über das Konto Ihres Rathauses" in said(client, OWN)


def test_the_second_time_only_the_subject_counts(
    client: Client, issuer: LocalIssuer, nele: Person
) -> None:
    come(client, issuer)
    issuer.people["nele-1"] |= {"email": "anders@rathaus.invalid", "email_verified": False}
    later = Client()

    assert come(later, issuer) == TODAY
    assert later.session["_auth_user_id"] == str(nele.pk)
    assert HouseAccount.objects.count() == 1
    assert Letter.objects.filter(body__contains="Konto des Rathauses meldet").count() == 1


def test_an_address_that_wanders_to_somebody_else_opens_no_account(
    client: Client, issuer: LocalIssuer, nele: Person
) -> None:
    come(client, issuer)
    issuer.people["new-2"] = {**NELE, "sub": "new-2"}
    other = Client()

    assert come(other, issuer, who="new-2") == SIGN_IN
    assert "ist schon ein anderes Konto des Rathauses verbunden" in said(other)
    assert other.get(TODAY).status_code == 302
    assert list(HouseAccount.objects.values_list("subject", flat=True)) == ["nele-1"]


@pytest.mark.parametrize("verified", [False, None, "true", "false", 1])
def test_an_address_that_is_not_verified_opens_nothing(
    client: Client, issuer: LocalIssuer, nele: Person, verified: object
) -> None:
    issuer.people["nele-1"]["email_verified"] = verified

    assert come(client, issuer) == SIGN_IN
    assert "Das Rathaus bestätigt Ihre E-Mail-Adresse nicht." in said(client)
    assert stays_out(client)


def test_a_stranger_reads_a_sentence_and_nothing_is_stored(
    client: Client, issuer: LocalIssuer, town: Town
) -> None:
    people, entries = Person.objects.count(), AuditEntry.objects.count()

    assert come(client, issuer) == SIGN_IN
    page = said(client)
    assert NOBODY in page
    assert ADDRESS not in page
    assert stays_out(client)
    assert (Person.objects.count(), AuditEntry.objects.count()) == (people, entries)
    assert "nele" not in str(dict(client.session))


@pytest.mark.parametrize("state", ["suspended", "in another town", "left"])
def test_who_does_not_belong_to_the_team_stays_out(
    client: Client, issuer: LocalIssuer, state: str
) -> None:
    town = make_town(host="testserver")
    other = make_town(host="other.example.org")
    where = other if state == "in another town" else town
    person = make_person(Role.LOTSE, town=where, email=ADDRESS, is_active=state != "suspended")
    issuer.returns_to.add(f"http://testserver{RETURN}")
    if state == "left":
        by = make_actor(Role.ADMIN, town=town)
        leave(person=person, by=by, at=timezone.now(), successors={})

    assert come(client, issuer) == SIGN_IN
    assert NOBODY in said(client)
    assert stays_out(client)


def test_whoever_is_invited_joins_by_coming(
    client: Client, issuer: LocalIssuer, town: Town
) -> None:
    by = make_actor(Role.ADMIN, town=town)
    invite(by=by, at=timezone.now(), form_key="k", email=ADDRESS, roles=[Role.EDITOR])

    assert come(client, issuer) == TODAY
    person = Person.objects.get(email=ADDRESS)
    assert (person.name, list(person.roles.values_list("role", flat=True))) == (
        "Nele Nord",
        ["editor"],
    )
    assert Invitation.objects.get().accepted_at is not None
    assert client.get(TODAY).status_code == 200


@pytest.mark.parametrize("state", ["withdrawn", "too old", "to another address"])
def test_an_invitation_that_is_over_opens_nothing(
    client: Client, issuer: LocalIssuer, town: Town, state: str
) -> None:
    by, now = make_actor(Role.ADMIN, town=town), timezone.now()
    email = "andere@rathaus.invalid" if state == "to another address" else ADDRESS
    invite(by=by, at=now, form_key="k", email=email, roles=[Role.EDITOR])
    ended = {"withdrawn": {"withdrawn_at": now}, "too old": {"expires_at": now}}
    if state in ended:
        Invitation.objects.update(**ended[state])

    assert come(client, issuer) == SIGN_IN
    assert stays_out(client)
    assert not Person.objects.filter(email=ADDRESS).exists()


def test_an_invitation_does_not_stand_for_the_second_step_of_a_known_account(
    client: Client, issuer: LocalIssuer, town: Town
) -> None:
    known = make_person(Role.LOTSE, town=make_town(host="other.example.org"), email=ADDRESS)
    give_app(known, town)
    Town.objects.filter(pk=town.pk).update(host="testserver")
    issuer.returns_to.add(f"http://testserver{RETURN}")
    by = make_actor(Role.ADMIN, town=town)
    invite(by=by, at=timezone.now(), form_key="k", email=ADDRESS, roles=[Role.ADMIN])

    assert come(client, issuer) == SIGN_IN
    assert "bitte zuerst mit dem Link in der E-Mail" in said(client)
    assert not known.roles.filter(town=town).exists()
    assert stays_out(client)


def test_the_own_second_step_is_asked_for_and_nothing_is_linked_before(
    client: Client, issuer: LocalIssuer, nele: Person, town: Town
) -> None:
    give_app(nele, town)

    leads_to = come(client, issuer)
    between = stays_out(client)

    assert (leads_to, between) == (SECOND, True)
    assert show_app(client) == TODAY
    assert HouseAccount.objects.get().person == nele
    assert SignIn.objects.get().by_house_account


@pytest.mark.parametrize(
    ("agreed", "claims", "counts"),
    [
        ("", {"amr": ["pwd", "mfa"], "acr": "mfa"}, False),
        ("mfa", {"amr": ["pwd"]}, False),
        ("mfa", {}, False),
        ("mfa", {"amr": ["pwd", "mfa"]}, True),
        ("mfa", {"amr": "mfa"}, True),
        ("gold", {"acr": "gold"}, True),
    ],
)
def test_the_second_step_of_the_issuer_counts_only_where_it_was_agreed_upon(
    client: Client,
    issuer: LocalIssuer,
    nele: Person,
    town: Town,
    settings: Settings,
    agreed: str,
    claims: dict[str, object],
    counts: bool,
) -> None:
    come(client, issuer)
    give_app(nele, town)
    settings.OIDC = values_for(issuer, oidc_strong=agreed)
    issuer.claims = claims

    assert come(Client(), issuer) == (TODAY if counts else SECOND)


def test_it_never_counts_the_first_time(
    client: Client, issuer: LocalIssuer, nele: Person, town: Town, settings: Settings
) -> None:
    give_app(nele, town)
    settings.OIDC = values_for(issuer, oidc_strong="mfa")
    issuer.claims = {"amr": ["mfa"]}

    assert come(client, issuer) == SECOND
    assert stays_out(client)


@pytest.mark.parametrize(("agreed", "leads_to"), [("mfa", 200), ("", 302)])
def test_from_the_day_that_the_town_has_set_the_second_step_there_is_enough_if_agreed(
    client: Client,
    issuer: LocalIssuer,
    nele: Person,
    town: Town,
    settings: Settings,
    agreed: str,
    leads_to: int,
) -> None:
    Town.objects.update(second_factor_from=timezone.localdate() - timedelta(days=1))
    settings.OIDC = values_for(issuer, oidc_strong=agreed)
    issuer.claims = {"amr": ["pwd", "mfa"]}
    come(client, issuer)

    assert client.get(TODAY).status_code == leads_to
