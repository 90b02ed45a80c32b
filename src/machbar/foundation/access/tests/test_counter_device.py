"""The tablet at the counter: paired once with a code, counter from then on, locked out at any time."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.access.exceptions import PairingRefused
from machbar.foundation.access.middleware import DEVICE_COOKIE
from machbar.foundation.access.models import CounterDevice
from machbar.foundation.access.services import (
    PAIRING_TRIES,
    announce_device,
    device_behind,
    hash_of,
    pair_device,
    revoke_device,
)
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_device, make_person, make_town
from tests.racing import race

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_counts_from_other_tests() -> None:
    cache.clear()


def test_the_code_of_the_admin_makes_a_tablet_the_counter(client: Client) -> None:
    town = make_town()
    client.force_login(make_person(Role.ADMIN, town=town))
    page = client.post(reverse("access:devices"), {"name": "Tablet am Tresen"}).content.decode()
    [code] = re.findall(r"\b\d{8}\b", page)

    tablet = Client()
    answer = tablet.post(reverse("access:pair_counter"), {"code": f"{code[:4]} {code[4:]}"})

    assert (answer.status_code, answer["Location"]) == (302, "/tresen/")
    cookie = answer.cookies[DEVICE_COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert tablet.get("/tresen/").status_code == 200
    assert list(AuditEntry.objects.values_list("event", flat=True)) == [
        "device.announced",
        "device.paired",
    ]


def test_behind_https_the_cookie_travels_encrypted_only(client: Client, settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = True
    _device, code = announce_device(by=make_actor(Role.ADMIN), name="T", at=timezone.now())

    answer = client.post(reverse("access:pair_counter"), {"code": code})

    assert answer.cookies[DEVICE_COOKIE]["secure"] is True


def test_neither_code_nor_token_is_stored() -> None:
    admin, now = make_actor(Role.ADMIN), timezone.now()
    _device, code = announce_device(by=admin, name="T", at=now)
    announced = CounterDevice.objects.values().get()

    token = pair_device(town=admin.town, code=code, at=now)
    paired = CounterDevice.objects.values().get()

    assert code not in map(str, announced.values())
    assert token not in map(str, paired.values())
    assert (paired["token_hash"], paired["pairing_code_hash"]) == (hash_of(token), "")


def test_a_code_pairs_one_device_only() -> None:
    admin, now = make_actor(Role.ADMIN), timezone.now()
    _device, code = announce_device(by=admin, name="T", at=now)
    pair_device(town=admin.town, code=code, at=now)

    with pytest.raises(PairingRefused, match="nicht bekannt"):
        pair_device(town=admin.town, code=code, at=now)


def test_a_device_that_waits_gets_a_new_code_and_no_twin() -> None:
    admin, now = make_actor(Role.ADMIN), timezone.now()
    first, old = announce_device(by=admin, name="T", at=now)
    second, code = announce_device(by=admin, name="T", at=now)

    with pytest.raises(PairingRefused):
        pair_device(town=admin.town, code=old, at=now)
    pair_device(town=admin.town, code=code, at=now)
    third, _code = announce_device(by=admin, name="T", at=now)

    assert (first.pk, CounterDevice.objects.count()) == (second.pk, 2)
    assert third.pk != first.pk


def test_a_code_is_good_for_ten_minutes_in_its_own_town() -> None:
    admin, now = make_actor(Role.ADMIN), timezone.now()
    _device, code = announce_device(by=admin, name="T", at=now)

    with pytest.raises(PairingRefused):
        pair_device(town=make_town(), code=code, at=now)
    with pytest.raises(PairingRefused):
        pair_device(town=admin.town, code=code, at=now + timedelta(minutes=10))
    assert pair_device(town=admin.town, code=code, at=now + timedelta(minutes=9))


def test_guessing_ends_after_ten_tries_even_with_the_right_code() -> None:
    admin, now = make_actor(Role.ADMIN), timezone.now()
    _device, code = announce_device(by=admin, name="T", at=now)
    wrong = f"{(int(code) + 1) % 10**8:08d}"

    for _try in range(PAIRING_TRIES):
        with pytest.raises(PairingRefused, match="nicht bekannt"):
            pair_device(town=admin.town, code=wrong, at=now)

    with pytest.raises(PairingRefused, match="Zu viele Versuche"):
        pair_device(town=admin.town, code=code, at=now)


def test_a_wrong_code_keeps_what_was_typed_and_says_why(client: Client) -> None:
    make_town()

    answer = client.post(reverse("access:pair_counter"), {"code": "12345678"})

    assert answer.status_code == 422
    assert 'value="12345678"' in answer.content.decode()
    assert DEVICE_COOKIE not in answer.cookies


def test_a_device_that_was_locked_out_is_a_guest_at_once(client: Client) -> None:
    admin = make_actor(Role.ADMIN)
    device = make_device(town=admin.town, token="tablet")
    client.cookies[DEVICE_COOKIE] = "tablet"
    before = client.get("/tresen/").status_code

    revoke_device(device=device, by=admin, at=timezone.now())
    revoke_device(device=device, by=admin, at=timezone.now())

    assert (before, client.get("/tresen/").status_code) == (200, 302)
    assert AuditEntry.objects.filter(event="device.revoked").count() == 1


def test_the_admin_locks_a_device_out_by_a_click(client: Client) -> None:
    town = make_town()
    device = make_device(town=town)
    client.force_login(make_person(Role.ADMIN, town=town))

    answer = client.post(reverse("access:revoke", args=[device.public_id]))

    device.refresh_from_db()
    assert answer["Location"] == reverse("access:devices")
    assert device.revoked_at is not None


def test_the_token_of_another_town_and_an_empty_one_open_nothing() -> None:
    town, other = make_town(), make_town()
    device = make_device(town=town, token="tablet")

    assert device_behind(town=town, token="tablet") == device
    assert device_behind(town=other, token="tablet") is None
    assert device_behind(town=town, token="") is None


@pytest.mark.django_db(transaction=True)
def test_two_tablets_with_the_same_code_at_the_same_time_pair_once(tmp_path: Path) -> None:
    assert race("pairing", tmp_path) == {"paired": 1}
