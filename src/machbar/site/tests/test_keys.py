"""A new signing key: what the old one signed stays good, and nothing new is signed with it."""

import os
import time
from pathlib import Path

import pytest
from django.core import signing
from django.test import Client
from pytest_django import Settings

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.site import environment
from machbar.site.cli import main

Said = pytest.CaptureFixture[str]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MACHBAR_DATA", str(tmp_path))
    monkeypatch.delenv("MACHBAR_SECRET_KEY", raising=False)
    return tmp_path


def test_renewing_keeps_the_old_key_beside_the_new_one(data: Path, capsys: Said) -> None:
    first = environment.secret(data, {})

    status = main(["keys", "--renew"])

    assert status == 0
    assert environment.secret(data, {}) != first
    assert environment.older_secrets(data, {}) == [first]
    assert len(environment.secret(data, {})) >= 50
    assert [each.stat().st_mode & 0o077 for each in (data / "keys").iterdir()] == [0, 0]
    assert first not in capsys.readouterr().out


def test_a_second_renewal_waits_until_the_key_before_is_given_up(data: Path, capsys: Said) -> None:
    main(["keys", "--renew"])
    second = environment.secret(data, {})

    assert main(["keys", "--renew"]) == 2
    assert "--forget" in capsys.readouterr().err
    assert environment.secret(data, {}) == second
    assert main(["keys", "--forget"]) == 0
    assert environment.older_secrets(data, {}) == []
    assert main(["keys", "--renew"]) == 0
    assert environment.older_secrets(data, {}) == [second]


def test_an_old_key_counts_no_more_when_all_it_signed_has_run_out(data: Path) -> None:
    environment.secret(data, {})
    environment.renew_secret(data)
    long_ago = time.time() - environment.OLD_KEY_SECONDS - 1

    os.utime(data / "keys" / environment.OLD_KEY_FILE, (long_ago, long_ago))

    assert environment.older_secrets(data, {}) == []


def test_a_key_from_the_environment_is_not_ours_to_change(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.setenv("MACHBAR_SECRET_KEY", "k" * 50)

    assert main(["keys", "--renew"]) == 2
    assert "MACHBAR_SECRET_KEY_OLD" in capsys.readouterr().err
    assert environment.older_secrets(data, {"MACHBAR_SECRET_KEY_OLD": "o" * 50}) == ["o" * 50]


@pytest.mark.django_db
def test_nobody_is_signed_out_and_no_signature_is_lost(settings: Settings) -> None:
    town = make_town()
    here, away = Client(), Client()
    for browser in (here, away):
        browser.force_login(make_person(Role.LOTSE, town=town))
    signed = signing.dumps("known device", salt="test")
    old = settings.SECRET_KEY

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 60, [old]

    assert here.get("/werkstatt/heute/").status_code == 200
    assert signing.loads(signed, salt="test") == "known device"
    settings.SECRET_KEY_FALLBACKS = []
    # Who came meanwhile has a session under the new key.
    assert here.get("/werkstatt/heute/").status_code == 200
    assert away.get("/werkstatt/heute/").status_code == 302
    with pytest.raises(signing.BadSignature):
        signing.loads(signed, salt="test")
