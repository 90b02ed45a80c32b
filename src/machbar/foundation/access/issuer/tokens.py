"""Reading an ID token: whose, for whom, how old, signed by the issuer? (OpenID Connect Core, section 3.1.3.7)"""

import secrets
from dataclasses import dataclass
from typing import Any

import jwt

from machbar.foundation.access.issuer.configured import Issuer
from machbar.foundation.access.issuer.discovery import KINDS, Document, keys_of
from machbar.foundation.access.issuer.errors import IssuerStrange

# Signatures with a public key only: none, or a shared secret (HS256), is no signature of the issuer's.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
LEEWAY = 60  # seconds by which two clocks may differ
NEEDED = ["iss", "sub", "aud", "exp", "iat"]
MOST_SUBJECT = 255


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who came, as the issuer says: the subject for ever, the address for the first time only.

    ``is_strong``: a second factor was shown there, in the word that was agreed upon.
    """

    subject: str
    email: str
    is_email_verified: bool
    name: str
    is_strong: bool


def claims_in(token: str, *, issuer: Issuer, document: Document, nonce: str) -> dict[str, Any]:
    """What a genuine ID token says to us. Raises `IssuerStrange` with the reason for the log."""
    try:
        header = jwt.get_unverified_header(token)
        key = jwt.PyJWK(_key(header, document), algorithm=str(header.get("alg")))
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            audience=issuer.client,
            issuer=issuer.url,
            leeway=LEEWAY,
            options={"require": NEEDED, "enforce_minimum_key_length": True},
        )
    except (jwt.PyJWTError, OverflowError) as error:  # a time may be infinite
        raise IssuerStrange(f"token_{type(error).__name__}") from error
    _check_the_rest(claims, header, issuer, nonce)
    return claims


def identity_in(claims: dict[str, Any], *, strong: str) -> Identity:
    """The claims in our words."""
    subject = claims.get("sub")
    if (
        not isinstance(subject, str)
        or not 0 < len(subject) <= MOST_SUBJECT
        or not subject.isprintable()
    ):
        raise IssuerStrange("subject")
    ways = claims.get("amr")
    shown = [*(ways if isinstance(ways, list) else [ways]), claims.get("acr")]
    return Identity(
        subject=subject,
        email=_text(claims, "email").lower(),
        # True and nothing else: a text such as "false" is true to Python.
        is_email_verified=claims.get("email_verified") is True,
        name=_text(claims, "name"),
        is_strong=bool(strong) and strong in shown,
    )


def _key(header: dict[str, Any], document: Document) -> dict[str, Any]:
    """The public key that the header names; keys may have changed since we last asked."""
    if header.get("alg") not in ALGORITHMS:
        raise IssuerStrange("algorithm")
    for fresh in (False, True):
        fitting = [each for each in keys_of(document, fresh=fresh) if _fits(each, header)]
        if len(fitting) == 1:
            return fitting[0]
    raise IssuerStrange("unknown_key")


def _fits(key: dict[str, Any], header: dict[str, Any]) -> bool:
    is_named = "kid" not in header or key.get("kid") == header["kid"]
    is_for_signing = key.get("use", "sig") == "sig" and key.get("kty") in KINDS
    return is_named and is_for_signing and key.get("alg", header["alg"]) == header["alg"]


def _check_the_rest(
    claims: dict[str, Any], header: dict[str, Any], issuer: Issuer, nonce: str
) -> None:
    if str(header.get("typ", "JWT")).upper() != "JWT":
        raise IssuerStrange("kind_of_token")  # an access token or a logout token of the same issuer
    if not secrets.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise IssuerStrange("nonce")
    is_for_several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if is_for_several else issuer.client) != issuer.client:
        raise IssuerStrange("authorized_party")


def _text(claims: dict[str, Any], name: str) -> str:
    found = claims.get(name)
    words = " ".join(found.split()) if isinstance(found, str) else ""
    return words if words.isprintable() else ""
