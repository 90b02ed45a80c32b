"""Choosing the issuer: who may, what is asked before it is kept, the secret, the variable, the command, the light."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.access.issuer.configured import Issuer, configured_issuer, issuer_of
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.team.factors import add_app
from machbar.foundation.team.models import HouseAccount
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.towns.kept import kept, path_in
from machbar.foundation.towns.models import Town
from machbar.site import environment
from machbar.site.cli import main
from machbar.site.state.lights import Colour, Light
from machbar.site.state.people import second_steps
from machbar.site.state.town import town_lights
from tests.issuer import CLIENT, SECRET, LocalIssuer, running_issuer, values_for

pytestmark = pytest.mark.django_db
PAGE, SETTINGS = "/werkstatt/einstellungen/rathaus-konto/", "/werkstatt/einstellungen/stadt/"


@pytest.fixture
def issuer(settings: Settings, tmp_path: Path) -> Iterator[LocalIssuer]:
    cache.clear()
    settings.DATA = tmp_path
    with running_issuer() as running:
        yield running


@pytest.fixture
def town() -> Town:
    return make_town(key="ours")


@pytest.fixture
def operator(town: Town) -> Client:
    return browser(town, is_operator=True)


def browser(town: Town, *, is_operator: bool) -> Client:
    client = Client()
    client.force_login(make_person(Role.ADMIN, town=town, is_operator=is_operator))
    client.get("/werkstatt/zugang/")
    return client


def form(issuer: LocalIssuer, **more: str) -> dict[str, str]:
    return {"oidc_issuer": issuer.url, "oidc_client": CLIENT, "oidc_secret": SECRET, **more}


def light(*, thorough: bool) -> Light | None:
    lights = town_lights(now=timezone.now(), thorough=thorough)
    return next((each for each in lights if each.name == "issuer"), None)


def test_an_operator_enters_an_issuer_that_answers_and_the_secret_is_kept_but_never_shown(
    issuer: LocalIssuer, operator: Client, tmp_path: Path
) -> None:
    answer = operator.post(PAGE, form(issuer, oidc_label="Mit dem Stadt-Konto"))
    page = operator.get(PAGE).content.decode()

    assert answer.status_code == 302
    assert configured_issuer() == Issuer(
        url=issuer.url, client=CLIENT, secret=SECRET, label="Mit dem Stadt-Konto"
    )
    assert path_in(tmp_path).stat().st_mode & 0o077 == 0
    assert issuer.url in page
    assert SECRET not in page
    assert SECRET not in repr(configured_issuer())
    assert "http://localhost:8000/anmelden/rathaus/zurueck/" in page
    assert "Mit dem Stadt-Konto" in Client().get("/anmelden/").content.decode()
    entry = AuditEntry.objects.get(event="issuer.changed")
    assert SECRET not in entry.payload.content


def test_who_has_said_no_public_address_reads_that_this_one_will_change(
    operator: Client, settings: Settings
) -> None:
    before = operator.get(PAGE).content.decode()
    settings.PUBLIC_URL = "https://machbar.example.org"

    after = operator.get(PAGE).content.decode()

    said = ["kennt seine öffentliche Adresse" in page for page in (before, after)]
    assert said == [True, False]


def test_an_empty_secret_keeps_the_old_one_only_for_the_same_client(
    issuer: LocalIssuer, operator: Client, tmp_path: Path
) -> None:
    operator.post(PAGE, form(issuer))

    same = operator.post(PAGE, form(issuer, oidc_secret="", oidc_strong="mfa"))
    other = operator.post(PAGE, form(issuer, oidc_secret="", oidc_client="other"))

    assert (same.status_code, other.status_code) == (302, 422)
    assert "Bitte tragen Sie das Geheimnis dieses Clients ein." in other.content.decode()
    assert (kept(tmp_path)["oidc_secret"], kept(tmp_path)["oidc_strong"]) == (SECRET, "mfa")


def test_the_address_of_the_document_is_understood(
    issuer: LocalIssuer, operator: Client, tmp_path: Path
) -> None:
    operator.post(PAGE, form(issuer, oidc_issuer=f"{issuer.url}/.well-known/openid-configuration"))

    assert kept(tmp_path)["oidc_issuer"] == issuer.url


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("http://login.example.de", "Bitte schreiben Sie die ganze Adresse"),
        ("https://name:word@login.example.de", "Bitte schreiben Sie die ganze Adresse"),
        ("file:///etc/passwd", "Bitte schreiben Sie die ganze Adresse"),
        ("https://login.example.de/?realm=x", "Bitte schreiben Sie die ganze Adresse"),
        ("https://[", "Bitte schreiben Sie die ganze Adresse"),
        ("{url}/", "Sein Dokument nennt einen anderen Aussteller."),
        ("{url}/realms/other", "Unter dieser Adresse steht kein Dokument"),
        ("http://127.0.0.1:9", "Der Aussteller antwortet nicht."),
    ],
)
def test_an_issuer_that_is_not_right_is_not_kept(
    issuer: LocalIssuer, operator: Client, tmp_path: Path, address: str, sentence: str
) -> None:
    answer = operator.post(PAGE, form(issuer, oidc_issuer=address.format(url=issuer.url)))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert kept(tmp_path) == {}


def test_only_an_operator_chooses_and_shows_the_second_step_first(
    issuer: LocalIssuer, town: Town, operator: Client
) -> None:
    admin = browser(town, is_operator=False)
    guarded = Client()
    person = make_person(Role.ADMIN, town=town, is_operator=True)
    add_app(person=person, secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", by=make_actor(town=town))
    guarded.force_login(person)

    assert [admin.get(PAGE).status_code, admin.post(PAGE, form(issuer)).status_code] == [403, 403]
    assert "Ein Admin Ihres Teams" not in admin.get(PAGE).content.decode()
    assert guarded.post(PAGE, form(issuer))["Location"].startswith("/werkstatt/zugang/bestaetigen/")
    assert (PAGE in operator.get(SETTINGS).content.decode()) is True
    assert (PAGE in admin.get(SETTINGS).content.decode()) is False
    assert configured_issuer() is None


def test_switched_off_everything_of_it_is_forgotten(
    issuer: LocalIssuer, operator: Client, tmp_path: Path
) -> None:
    operator.post(PAGE, form(issuer))

    operator.post(PAGE, {"remove": "1"})

    assert (configured_issuer(), kept(tmp_path)) == (None, {})
    assert AuditEntry.objects.filter(event="issuer.changed").count() == 2


def test_of_several_towns_some_may_be_chosen(
    issuer: LocalIssuer, operator: Client, town: Town
) -> None:
    Town.objects.filter(pk=town.pk).update(host="testserver")
    make_town(key="theirs", host="theirs.example.org", name="Musterstadt an der Probe")

    operator.post(PAGE, form(issuer, oidc_towns="theirs"))

    found = configured_issuer()
    assert found is not None
    assert found.towns == frozenset({"theirs"})
    assert not found.counts_for(town)


def test_the_variable_wins_and_the_page_says_so(
    issuer: LocalIssuer, operator: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.OIDC = values_for(issuer)

    page = operator.get(PAGE).content.decode()
    operator.post(PAGE, {"remove": "1"})

    assert "MACHBAR_OIDC_URL" in page
    assert configured_issuer() == issuer_of(values_for(issuer))
    assert kept(tmp_path) == {}


def test_a_demonstration_has_no_issuer(issuer: LocalIssuer, settings: Settings) -> None:
    settings.OIDC, settings.DEMO = values_for(issuer), True

    assert configured_issuer() is None


def test_the_variable_in_one_line() -> None:
    said = environment.issuer(
        "https://machbar:a%2Fb%3Fc@login.example.de:8443/realms/x/?label=Stadt-Konto&strong=mfa&towns=a,b"
    )

    assert issuer_of(said) == Issuer(
        url="https://login.example.de:8443/realms/x/",
        client="machbar",
        secret="a/b?c",
        label="Stadt-Konto",
        strong="mfa",
        towns=frozenset({"a", "b"}),
    )
    assert environment.issuer("") == {}


@pytest.mark.parametrize(
    "raw",
    [
        "https://login.example.de/",
        "https://machbar@login.example.de/",
        "http://machbar:x@login.example.de/",
        "https://machbar:x@login.example.de/?labl=x",
        "https://machbar:x@login.example.de/?label",
        "https://machbar:x@/",
        "machbar",
    ],
)
def test_a_variable_that_cannot_be_right_stops_the_start_with_a_sentence(raw: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MACHBAR_OIDC_URL muss wie https://"):
        environment.issuer(raw)


def test_the_command_takes_it_too(issuer: LocalIssuer, town: Town, tmp_path: Path) -> None:
    command = ["setup", "--short-name", "ours", "--oidc-issuer", issuer.url]

    without = main([*command, "--oidc-client", CLIENT])
    good = main([*command, "--oidc-client", CLIENT, "--oidc-secret", SECRET])

    assert (without, good) == (2, 0)
    found = configured_issuer()
    assert found is not None
    assert (found.url, found.secret) == (issuer.url, SECRET)


def test_no_light_without_an_issuer(issuer: LocalIssuer, town: Town) -> None:
    assert light(thorough=True) is None


@pytest.mark.parametrize(
    ("fault", "colour", "sentence"),
    [
        ({}, Colour.GREEN, "127.0.0.1 antwortet, Dokument und Schlüssel stimmen"),
        ({"document_status": 500}, Colour.RED, "Der Aussteller antwortet nicht."),
        ({"document_status": 404}, Colour.RED, "kein Dokument eines Ausstellers"),
        ({"raw_document": b"<html>"}, Colour.RED, "kein Dokument eines Ausstellers"),
        ({"document": {"issuer": "https://x.example"}}, Colour.RED, "nennt einen anderen"),
        ({"document": {"response_types_supported": []}}, Colour.RED, "Code-Ablauf"),
        ({"document": {"jwks_uri": "http://x.example"}}, Colour.RED, "sonderbar (no_jwks_uri)"),
        ({"shows": ()}, Colour.RED, "keinen öffentlichen Schlüssel"),
        ({"clock": 90.0}, Colour.RED, "mehr als eine Minute auseinander"),
        ({"clock": 20.0}, Colour.GREEN, "antwortet"),
    ],
)
def test_the_light_says_what_is_wrong(
    issuer: LocalIssuer,
    town: Town,
    settings: Settings,
    fault: dict[str, object],
    colour: Colour,
    sentence: str,
) -> None:
    settings.OIDC = values_for(issuer)
    for name, value in fault.items():
        setattr(issuer, name, value)

    found = light(thorough=True)

    assert found is not None
    assert (found.colour, sentence in found.sentence) == (colour, True)
    assert bool(found.cure) == bool(colour)


def test_the_quick_check_asks_nobody_but_knows_its_towns(
    issuer: LocalIssuer, town: Town, settings: Settings
) -> None:
    settings.OIDC = values_for(issuer, oidc_towns="ours")
    quick = light(thorough=False)
    settings.OIDC = values_for(issuer, oidc_towns="ours gone")
    strange = light(thorough=False)

    assert issuer.asked == []
    assert quick is not None
    assert quick.colour is Colour.GREEN
    assert strange is not None
    assert (strange.colour, "Schlüssel gone" in strange.sentence) == (Colour.RED, True)


@pytest.mark.parametrize(
    ("strong", "is_asked", "is_detached", "colour"),
    [
        ("mfa", True, False, Colour.GREEN),
        ("mfa", True, True, Colour.YELLOW),
        ("mfa", False, False, Colour.YELLOW),
        ("", True, False, Colour.YELLOW),
    ],
)
def test_a_second_step_there_is_one_for_the_light_where_it_counts_and_one_is_asked_for(
    issuer: LocalIssuer,
    town: Town,
    settings: Settings,
    strong: str,
    is_asked: bool,
    is_detached: bool,
    colour: Colour,
) -> None:
    now = timezone.now()
    Town.objects.update(second_factor_from=timezone.localdate() if is_asked else None)
    settings.OIDC = values_for(issuer, oidc_strong=strong)
    HouseAccount.objects.create(
        person=make_person(Role.ADMIN, town=town),
        issuer=issuer.url,
        subject="s",
        linked_at=now,
        detached_at=now if is_detached else None,
    )

    [found] = second_steps()

    assert found.colour is colour


def test_what_is_kept_is_one_file_with_our_names(
    issuer: LocalIssuer, operator: Client, tmp_path: Path
) -> None:
    operator.post(PAGE, form(issuer))

    assert set(json.loads(path_in(tmp_path).read_text())) == {
        "oidc_issuer",
        "oidc_client",
        "oidc_secret",
    }
