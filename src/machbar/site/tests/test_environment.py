"""What the variables make of connections: encrypted to the right server, where there is a network between."""

import ssl
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from machbar.foundation.post.backends import HouseBackend
from machbar.site.environment import database


def test_a_database_across_a_network_is_asked_encrypted() -> None:
    found = database(
        "postgresql://machbar@db.example/town?sslmode=verify-full&sslrootcert=/ca.pem&else=1",
        Path("/data"),
    )

    options = found["OPTIONS"]
    assert isinstance(options, dict)
    assert (options["sslmode"], options["sslrootcert"]) == ("verify-full", "/ca.pem")
    assert "else" not in options


@pytest.mark.parametrize("is_encrypted", [True, False])
def test_the_mail_server_must_show_a_certificate_for_its_name(
    settings: Settings, is_encrypted: bool
) -> None:
    settings.MAIL_IS_SET, settings.EMAIL_USE_TLS = True, is_encrypted

    backend: Any = HouseBackend()  # the stubs do not know its context

    assert backend.use_tls is is_encrypted
    assert backend.ssl_context.verify_mode is ssl.CERT_REQUIRED
    assert backend.ssl_context.check_hostname is True
