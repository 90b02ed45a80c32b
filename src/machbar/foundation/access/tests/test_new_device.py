"""The code for a new device: it works once, on this browser, for this link and address; everything else is refused."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from machbar.foundation.access.exceptions import CodeRefused
from machbar.foundation.access.models import PersonalLink
from machbar.foundation.access.new_device import (
    CODE_LIVES,
    CODES_AN_HOUR,
    TRIES,
    check_code,
    is_code_waiting,
    knows_device,
    new_code,
    remember_device,
)
from machbar.foundation.testing import make_link, make_town

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
ADDRESS = "eigentuemer@example.invalid"


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.fixture
def link() -> PersonalLink:
    town = make_town()
    return make_link(town=town, subject=town)[1]


def _browser() -> HttpRequest:
    request = HttpRequest()
    request.session = SessionStore()
    return request


def _wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_the_right_code_is_accepted_once(link: PersonalLink) -> None:
    browser = _browser()
    code = new_code(browser, link=link, at=NOW)
    assert is_code_waiting(browser, link=link, at=NOW)

    check_code(browser, link=link, code=f" {code[:3]} {code[3:]} ", at=NOW)

    assert not is_code_waiting(browser, link=link, at=NOW)
    with pytest.raises(CodeRefused):
        check_code(browser, link=link, code=code, at=NOW)


def test_the_code_itself_is_stored_nowhere(link: PersonalLink) -> None:
    browser = _browser()

    code = new_code(browser, link=link, at=NOW)

    assert code not in str(dict(browser.session.items()))


def test_a_wrong_code_is_refused_and_after_five_the_right_one_too(link: PersonalLink) -> None:
    browser = _browser()
    code = new_code(browser, link=link, at=NOW)

    for _try in range(TRIES):
        with pytest.raises(CodeRefused):
            check_code(browser, link=link, code=_wrong(code), at=NOW)

    with pytest.raises(CodeRefused):
        check_code(browser, link=link, code=code, at=NOW)


def test_an_old_code_another_browser_and_another_link_are_refused(link: PersonalLink) -> None:
    browser = _browser()
    code = new_code(browser, link=link, at=NOW)
    other = make_link(town=link.town, subject=link.town)[1]

    for request, of, at in (
        (browser, link, NOW + CODE_LIVES),
        (_browser(), link, NOW),
        (browser, other, NOW),
    ):
        with pytest.raises(CodeRefused):
            check_code(request, link=of, code=code, at=at)


def test_more_than_five_codes_an_hour_are_not_sent(link: PersonalLink) -> None:
    for _time in range(CODES_AN_HOUR):
        new_code(_browser(), link=link, at=NOW)

    with pytest.raises(CodeRefused):
        new_code(_browser(), link=link, at=NOW + timedelta(minutes=1))


def test_a_device_is_known_for_its_link_and_address_only(link: PersonalLink) -> None:
    other = make_link(town=link.town, subject=link.town)[1]
    answer = HttpResponse()
    remember_device(answer, link=link, address=ADDRESS)
    (name, morsel) = next(iter(answer.cookies.items()))
    browser = _browser()
    assert not knows_device(browser, link=link, address=ADDRESS)

    browser.COOKIES[name] = morsel.value

    assert knows_device(browser, link=link, address=ADDRESS)
    assert not knows_device(browser, link=link, address="neu@example.invalid")
    assert not knows_device(browser, link=other, address=ADDRESS)
    assert (morsel["httponly"], morsel["samesite"]) == (True, "Lax")


def test_a_forged_cookie_is_no_known_device(link: PersonalLink) -> None:
    browser = _browser()
    browser.COOKIES[f"geraet-{link.public_id}"] = "erfunden"

    assert not knows_device(browser, link=link, address=ADDRESS)
