"""The protocol by itself: rubbish of any shape is refused with our own errors, no unknown certificate trusted."""

import json
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from machbar.foundation.access.issuer import discovery
from machbar.foundation.access.issuer.addresses import may_be_asked
from machbar.foundation.access.issuer.configured import Issuer
from machbar.foundation.access.issuer.discovery import Document
from machbar.foundation.access.issuer.errors import HouseAccountError, IssuerAway
from machbar.foundation.access.issuer.fetching import Said, ask
from machbar.foundation.access.issuer.tokens import claims_in, identity_in
from tests.issuer import LocalIssuer, key

URL = "https://login.example.invalid"
ISSUER = Issuer(url=URL, client="machbar", secret="fiktiv")
DOCUMENT = Document(
    authorization=URL,
    token=URL,
    keys=f"{URL}/jwks",
    userinfo="",
    takes_basic=True,
    names_itself=False,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
CLAIMS = ("iss", "sub", "aud", "exp", "iat", "nbf", "nonce", "azp", "amr", "acr", "email", "name")


def show(*keys: dict[str, Any]) -> None:
    """Let the issuer show these keys, without asking anybody."""
    cache.set(f"issuer-keys:{DOCUMENT.keys}", list(keys))


def read(token: str) -> object:
    """What is made of a token; only our own errors come out."""
    try:
        claims = claims_in(token, issuer=ISSUER, document=DOCUMENT, nonce="n")
        return identity_in(claims, strong="mfa")
    except HouseAccountError as error:
        return error


@pytest.fixture(autouse=True)
def _nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    cache.clear()
    monkeypatch.setattr(
        "machbar.foundation.access.issuer.tokens.keys_of",
        lambda _document, **_how: cache.get(f"issuer-keys:{DOCUMENT.keys}", []),
    )
    yield
    cache.clear()


@given(st.text(max_size=60) | st.from_regex(r"[A-Za-z0-9_-]{0,20}(\.[A-Za-z0-9_-]{0,20}){1,3}"))
def test_rubbish_for_a_token_is_refused(token: str) -> None:
    show(*LocalIssuer(url=URL).keys()["keys"])

    assert isinstance(read(token), HouseAccountError)


@given(st.dictionaries(st.sampled_from(CLAIMS), JSON, max_size=4))
def test_claims_of_any_shape_are_read_or_refused(strange: dict[str, Any]) -> None:
    show(*LocalIssuer(url=URL).keys()["keys"])
    now = int(datetime.now(UTC).timestamp())
    good = {"iss": URL, "sub": "s", "aud": "machbar", "exp": now + 60, "iat": now, "nonce": "n"}
    # Made by hand: PyJWT itself would refuse to write some of these.
    signed = jwt.api_jws.encode(
        json.dumps({**good, **strange}).encode(), key(), "RS256", {"kid": "one"}
    )

    read(signed)


@given(
    st.dictionaries(st.sampled_from(("kty", "kid", "alg", "use", "n", "e", "crv", "x", "y")), JSON)
)
def test_keys_of_any_shape_are_used_or_refused(strange: dict[str, Any]) -> None:
    [good] = LocalIssuer(url=URL).keys()["keys"]
    show({**good, **strange})

    read(LocalIssuer(url=URL).id_token({"who": "nele-1", "nonce": "n"}))


@given(
    st.dictionaries(
        st.sampled_from(
            (
                *("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"),
                *("userinfo_endpoint", "response_types_supported"),
                "token_endpoint_auth_methods_supported",
            )
        ),
        JSON,
    )
)
def test_documents_of_any_shape_are_taken_or_refused(strange: dict[str, Any]) -> None:
    said = {**LocalIssuer(url=URL).says_about_itself(), **strange}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(discovery, "ask", lambda _url: Said(content=said, at=None))
        try:
            discovery.fetch_document(URL)
        except HouseAccountError as error:
            assert error.code  # noqa: PT017 - refused is as good as taken


def test_two_keys_of_one_name_are_no_key() -> None:
    [good] = LocalIssuer(url=URL).keys()["keys"]
    token = jwt.encode({"sub": "s"}, key(), "RS256")
    show(good, {**good, "kid": "two"})

    assert str(getattr(read(token), "code", "")) == "unknown_key"


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://login.example.de/realms/x", True),
        ("http://127.0.0.1:8080", True),
        ("http://[::1]:8080", True),
        ("http://localhost", True),
        ("http://login.example.de", False),
        ("http://127.0.0.1.evil.example", False),
        ("https://user@login.example.de", False),
        ("https://login.example.de/#x", False),
        ("https://login.example.de:99999", False),
        ("https://login.example.de/a b", False),
        ("https://login.example.de/\n", False),
        ("file:///etc/passwd", False),
        ("ftp://login.example.de", False),
        ("https://", False),
        ("", False),
    ],
)
def test_only_encrypted_addresses_and_this_machine_are_asked(url: str, may: bool) -> None:
    assert may_be_asked(url) is may


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(tmp_path))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_who: None  # type: ignore[method-assign] # it is meant to hang up
    thread = threading.Thread(target=server.handle_request, daemon=True)
    thread.start()

    with pytest.raises(IssuerAway) as away:
        ask(f"https://localhost:{server.server_port}/")

    thread.join(5)
    server.server_close()
    assert "CERTIFICATE_VERIFY_FAILED" in str(away.value.__cause__)


def _certificate(folder: Path) -> Path:
    """For localhost, signed by itself."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key().public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key(), hashes.SHA256())
    )
    path = folder / "both.pem"
    private = key().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path
