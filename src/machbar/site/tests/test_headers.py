"""What every answer tells the browser: pages, refusals, errors, files, redirects, static files."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from pytest_django import Settings

from machbar.foundation.access.middleware import DEVICE_COOKIE
from machbar.foundation.people.models import Role
from machbar.foundation.testing import DEVICE_TOKEN, make_device, make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.site import urls
from machbar.site.cookies import HostCookieMiddleware

pytestmark = pytest.mark.django_db

HOST = "machbar.example.org"
YEAR = 365 * 24 * 3600


def broken(request: HttpRequest) -> HttpResponse:
    """A page with a mistake."""
    raise RuntimeError


urlpatterns = [path("kaputt/", broken), *urls.urlpatterns]
handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500

ANSWERS = (
    ("GET", "/", 200),
    ("GET", "/gibt-es-nicht/", 404),
    ("GET", "/abmelden/", 405),
    ("GET", "/kaputt/", 500),
    ("GET", "/werkstatt/", 302),
    ("GET", "/werkstatt/einstellungen/stadt/", 403),
    ("GET", "/healthz", 200),
    ("GET", "/stil/stadt.css", 200),
    ("GET", "/feed.atom", 200),
    ("GET", "/robots.txt", 200),
    ("GET", "/.well-known/security.txt", 200),
    ("GET", "/termine/sprechstunden.ics", 200),
    ("GET", "/ideen/papier/a5.pdf", 200),
    ("POST", "/ideen/neu/", 422),
    ("TRACE", "/", 405),
)


@pytest.fixture
def town() -> Town:
    return make_town(contact_email="haus@example.org")


@pytest.fixture
def https(settings: Settings) -> Settings:
    """Behind a proxy with HTTPS, as `MACHBAR_HTTPS` sets it up."""
    settings.HTTPS = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_SSL_REDIRECT = settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SECURE_HSTS_SECONDS = YEAR
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-machbar", "__Host-csrf"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    return settings


@pytest.mark.parametrize(("method", "address", "status"), ANSWERS)
def test_every_answer_is_guarded(
    settings: Settings, town: Town, method: str, address: str, status: int
) -> None:
    settings.ROOT_URLCONF = __name__
    browser = Client(raise_request_exception=False)
    if status == 403:
        browser.force_login(make_person(Role.EDITOR, town=town))

    answer = browser.generic(method, address)

    assert answer.status_code == status
    policy = dict(
        part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & set(answer.headers)
    if answer.getvalue() if answer.streaming else answer.content:
        kind = answer["Content-Type"]
        assert not kind.startswith("text/") or "charset=utf-8" in kind


def test_behind_https_everything_stays_there(https: Settings, town: Town) -> None:
    there = Client(headers={"host": HOST, "x-forwarded-proto": "https"})

    page = there.get("/")
    plain = Client(headers={"host": HOST}).get("/suche/?q=x")

    assert page["Strict-Transport-Security"] == f"max-age={YEAR}; includeSubDomains"
    assert (plain.status_code, plain["Location"]) == (301, f"https://{HOST}/suche/?q=x")
    assert "frame-ancestors 'none'" in plain["Content-Security-Policy"]


def test_behind_https_every_cookie_is_bound_to_this_host(https: Settings, town: Town) -> None:
    def answered(request: HttpRequest) -> HttpResponse:
        answer = HttpResponse(",".join(sorted(request.COOKIES)))
        answer.set_cookie("tresen", "token", max_age=60, secure=True, httponly=True, samesite="Lax")
        answer.set_cookie("__Host-machbar", "session", secure=True, httponly=True)
        answer.delete_cookie("messages")
        return answer

    asked = RequestFactory().get("/")
    asked.COOKIES.update({"tresen": "a", "__Host-tresen": "b", "__Host-machbar": "c", "evil": "d"})

    answer = HostCookieMiddleware(answered)(asked)

    assert asked.COOKIES == {"tresen": "b", "__Host-machbar": "c"}
    assert set(answer.cookies) == {"__Host-tresen", "__Host-machbar", "__Host-messages"}
    tablet = answer.cookies["__Host-tresen"]
    assert (tablet.value, tablet["max-age"], tablet["samesite"]) == ("token", 60, "Lax")
    assert tablet["httponly"] is True
    assert answer.cookies["__Host-messages"]["max-age"] == 0
    for morsel in answer.cookies.values():
        assert (morsel["secure"], morsel["path"], morsel["domain"]) == (True, "/", "")


def test_behind_https_a_tablet_is_known_by_the_guarded_cookie_only(
    https: Settings, town: Town
) -> None:
    make_device(town=town)
    there = {"host": HOST, "x-forwarded-proto": "https"}
    tablet, neighbour = Client(headers=there), Client(headers=there)
    tablet.cookies[f"__Host-{DEVICE_COOKIE}"] = DEVICE_TOKEN
    neighbour.cookies[DEVICE_COOKIE] = DEVICE_TOKEN

    assert tablet.get("/tresen/").status_code == 200
    assert neighbour.get("/tresen/").status_code == 302


def test_without_https_cookies_keep_their_names(town: Town) -> None:
    make_device(town=town)
    tablet = Client()
    tablet.cookies[DEVICE_COOKIE] = DEVICE_TOKEN

    assert tablet.get("/tresen/").status_code == 200
