"""An issuer of sign-ins for tests (OpenID Connect): discovery, authorize, token, keys and userinfo on this machine.

It is as strict as a real one (registered redirect address, PKCE, the client's secret, codes once), and each of its
answers can be spoilt. People are invented (fiktiv).
"""

import base64
import hashlib
import html
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote_plus, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

CLIENT, SECRET = "machbar", "geheim & sehr lang: fiktiv"
NELE = {
    "sub": "nele-1",
    "email": "nele@rathaus.invalid",
    "email_verified": True,
    "name": "Nele Nord",
}
Json = dict[str, Any]


@cache
def key(name: str = "one") -> RSAPrivateKey:
    """A pair of keys, made once for all tests of a process."""
    return generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(kw_only=True)
class LocalIssuer:
    """What it says, and how each of its answers may be changed by a test."""

    url: str
    returns_to: set[str] = field(default_factory=set)
    people: dict[str, Json] = field(default_factory=lambda: {"nele-1": dict(NELE)})
    document: Json = field(default_factory=dict)
    claims: Json = field(default_factory=dict)
    header: Json = field(default_factory=dict)
    answer: Json = field(default_factory=dict)
    userinfo: Json = field(default_factory=dict)
    tells_itself: bool = True
    sparse_token: bool = False
    signs_with: str = "one"
    algorithm: str = "RS256"
    shows: tuple[str, ...] = ("one",)
    kid: str | None = "one"
    token_status: int = 200
    document_status: int = 200
    raw_document: bytes = b""
    raw_keys: bytes = b""
    clock: float = 0.0  # seconds by which its clock goes ahead
    silence: float = 0.0
    codes: dict[str, Json] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def says_about_itself(self) -> Json:
        """Its document."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "authorization_response_iss_parameter_supported": self.tells_itself,
            **self.document,
        }

    def keys(self) -> Json:
        """The public ones, as JWKs."""
        return {"keys": [_jwk(name) for name in self.shows]}

    def authorize(self, address: str, who: str = "nele-1") -> str:
        """What somebody who signs in at this address is sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["client_id"] == CLIENT
        assert asked["redirect_uri"] in self.returns_to
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        assert "openid" in asked["scope"].split()
        assert len(asked["state"]) >= 22
        assert len(asked["nonce"]) >= 22
        code = secrets.token_urlsafe(16)
        self.codes[code] = {**asked, "who": who}
        itself = {"iss": self.url} if self.tells_itself else {}
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], **itself})}"

    def refuse(self, address: str, error: str = "access_denied") -> str:
        """What somebody is sent back to who presses cancel."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        said = {"error": error, "state": asked["state"], "iss": self.url}
        return f"{asked['redirect_uri']}?{urlencode(said)}"

    def tokens(self, form: dict[str, str], authorization: str) -> tuple[int, Json]:
        """The tokens for a code: once, to whom it was given, and to nobody else."""
        pair = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        by_form = f"{form.get('client_id', '')}:{form.get('client_secret', '')}"
        allowed = {f"{quote_plus(CLIENT)}:{quote_plus(SECRET)}"} if authorization else set()
        if (pair if authorization else by_form) not in (allowed or {f"{CLIENT}:{SECRET}"}):
            return 401, {"error": "invalid_client"}
        given = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            given is None
            or given["code_challenge"] != challenge
            or given["redirect_uri"] != form.get("redirect_uri")
        ):
            return 400, {"error": "invalid_grant"}
        access = f"access-{given['who']}"
        tokens = {"access_token": access, "token_type": "Bearer", "id_token": self.id_token(given)}
        return self.token_status, {**tokens, **self.answer}

    def id_token(self, given: Json) -> str:
        """Signed, with whatever a test has changed in it; a claim of None is left out."""
        now = time.time() + self.clock
        who = self.people[given["who"]]
        told = {"sub": who["sub"]} if self.sparse_token else who
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "iat": int(now),
            "exp": int(now) + 300,
            "nonce": given["nonce"],
            **told,
            **self.claims,
        }
        signing: Any = (
            "shared secret " * 4 if self.algorithm.startswith("HS") else key(self.signs_with)
        )
        return jwt.encode(
            {name: value for name, value in claims.items() if value is not None},
            "" if self.algorithm == "none" else signing,
            algorithm=self.algorithm,
            headers={**({"kid": self.kid} if self.kid else {}), **self.header},
        )

    def about(self, authorization: str) -> Json:
        """What userinfo says about whoever the access token belongs to."""
        return {**self.people[authorization.removeprefix("Bearer access-")], **self.userinfo}


def _jwk(name: str) -> Json:
    shown: Json = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key(name).public_key()))
    return {**shown, "kid": name, "use": "sig", "alg": "RS256", "key_ops": ["verify"]}


class _Answers(BaseHTTPRequestHandler):
    issuer: LocalIssuer

    def do_GET(self) -> None:
        issuer, path = self.issuer, urlsplit(self.path).path
        issuer.asked.append(path)
        time.sleep(issuer.silence)
        if path == "/.well-known/openid-configuration":
            raw = issuer.raw_document or json.dumps(issuer.says_about_itself()).encode()
            self._send(issuer.document_status, raw)
        elif path == "/jwks":
            self._send(200, issuer.raw_keys or json.dumps(issuer.keys()).encode())
        elif path == "/userinfo":
            said = issuer.about(self.headers["Authorization"])
            self._send(200, json.dumps(said).encode())
        elif path == "/authorize":
            self._send(200, self._page().encode(), "text/html; charset=utf-8")
        else:
            self._send(404, b"{}")

    def do_POST(self) -> None:
        path = urlsplit(self.path).path
        self.issuer.asked.append(path)
        raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(raw).items()}
        if path == "/authorize":
            goes = self.issuer.refuse if "cancel" in form else self.issuer.authorize
            self.send_response(303)
            self.send_header("Location", goes(self.path))
            self.end_headers()
            return
        status, said = self.issuer.tokens(form, self.headers.get("Authorization", ""))
        self._send(status, json.dumps(said).encode())

    def _page(self) -> str:
        address = html.escape(self.path)
        return (
            "<!doctype html><html lang='de'><title>Rathaus (fiktiv)</title><main><h1>Rathaus (fiktiv)</h1>"
            f"<form method='post' action='{address}'><button>Weiter als Nele Nord</button> "
            "<button name='cancel' value='1'>Abbrechen</button></form></main></html>"
        )

    def _send(self, status: int, raw: bytes, kind: str = "application/json") -> None:
        self.send_response_only(status)
        self.send_header("Date", self.date_time_string(time.time() + self.issuer.clock))
        if status == 302:
            self.send_header("Location", f"{self.issuer.url}/elsewhere")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_words: object) -> None:
        """Nothing."""


@contextmanager
def running_issuer(name: str = "127.0.0.1") -> Iterator[LocalIssuer]:
    """An issuer in a thread of its own, on a free port of this machine."""
    answers = type("Answers", (_Answers,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), answers)
    answers.issuer = issuer = LocalIssuer(url=f"http://{name}:{server.server_port}")  # type: ignore[attr-defined]
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def values_for(issuer: LocalIssuer, **more: str) -> dict[str, str]:
    """The settings by which a server trusts this issuer."""
    return {
        "oidc_issuer": issuer.url,
        "oidc_client": CLIENT,
        "oidc_secret": SECRET,
        "oidc_label": "",
        "oidc_strong": "",
        "oidc_towns": "",
        **more,
    }
