"""What the issuer says about itself (OpenID Connect Discovery): addresses and keys, remembered for ten minutes."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from machbar.foundation.access.issuer.addresses import may_be_asked
from machbar.foundation.access.issuer.errors import IssuerStrange
from machbar.foundation.access.issuer.fetching import Said, ask

WELL_KNOWN = "/.well-known/openid-configuration"
REMEMBERED = 600  # seconds
MOST_KEYS = 40
KINDS = ("RSA", "EC", "OKP")  # of keys that have a public half


@dataclass(frozen=True, kw_only=True)
class Document:
    """The addresses of an issuer, and how it wants us to show our secret and itself in its answers."""

    authorization: str
    token: str
    keys: str
    userinfo: str
    takes_basic: bool
    names_itself: bool


def document_of(issuer_url: str) -> Document:
    """The document of an issuer, at most ten minutes old. Raises `IssuerAway`, `IssuerStrange`."""
    remembered = cache.get(f"issuer:{issuer_url}")
    if isinstance(remembered, Document):
        return remembered
    document, _said = fetch_document(issuer_url)
    cache.set(f"issuer:{issuer_url}", document, REMEMBERED)
    return document


def fetch_document(issuer_url: str) -> tuple[Document, Said]:
    """The document as it is now, and the answer it came in."""
    said = ask(issuer_url.rstrip("/") + WELL_KNOWN)
    found = said.content
    if found.get("issuer") != issuer_url:
        # Section 4.3: letter by letter. Else another issuer of the same host could stand for this one.
        raise IssuerStrange("other_issuer")
    if "code" not in _words(found, "response_types_supported", "code"):
        raise IssuerStrange("no_code_flow")
    methods = _words(found, "token_endpoint_auth_methods_supported", "client_secret_basic")
    document = Document(
        authorization=_address(found, "authorization_endpoint"),
        token=_address(found, "token_endpoint"),
        keys=_address(found, "jwks_uri"),
        userinfo=_address(found, "userinfo_endpoint") if found.get("userinfo_endpoint") else "",
        takes_basic="client_secret_basic" in methods,
        names_itself=found.get("authorization_response_iss_parameter_supported") is True,
    )
    return document, said


def keys_of(document: Document, *, fresh: bool = False) -> list[dict[str, Any]]:
    """The public keys of an issuer; ``fresh`` asks anew, because a key was not among those remembered."""
    name = f"issuer-keys:{document.keys}"
    remembered = None if fresh else cache.get(name)
    if remembered is not None:
        return list(remembered)
    found = ask(document.keys).content.get("keys")
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise IssuerStrange("no_keys")
    cache.set(name, found[:MOST_KEYS], REMEMBERED)
    return found[:MOST_KEYS]


def _words(found: dict[str, Any], name: str, default: str) -> list[Any]:
    """A list of words; where the issuer says nothing, the one that the standard takes for granted."""
    said = found.get(name, [default])
    return said if isinstance(said, list) else []


def _address(found: dict[str, Any], name: str) -> str:
    url = found.get(name)
    if not isinstance(url, str) or not may_be_asked(url):
        raise IssuerStrange(f"no_{name}")
    return url
