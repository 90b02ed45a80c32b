"""The way to the issuer and back: code flow with PKCE, state and nonce, one question a browser, answered once.

What is asked is kept in the session for ten minutes; tokens are read and thrown away. Nothing here knows a person.
"""

import base64
import hashlib
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest

from machbar.foundation.access.issuer.configured import Issuer
from machbar.foundation.access.issuer.discovery import Document, document_of
from machbar.foundation.access.issuer.errors import AnswerStale, Cancelled, IssuerStrange
from machbar.foundation.access.issuer.fetching import ask
from machbar.foundation.access.issuer.tokens import Identity, claims_in, identity_in

QUESTION = "house_question"
GOOD_FOR = 600  # seconds
SCOPE = "openid email profile"
# RFC 6749 and OpenID Connect Core: the person, or a rule about the person, has said no.
SAID_NO = frozenset({"access_denied", "login_required", "interaction_required", "consent_required"})
PROFILE = ("email", "email_verified", "name")


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """Who has come back, and what the browser had set out for (``back`` an address, ``for_whom`` who links)."""

    identity: Identity
    back: str
    for_whom: str


def set_out(
    request: HttpRequest, issuer: Issuer, *, returns_to: str, back: str = "", for_whom: str = ""
) -> str:
    """The address at the issuer to which this browser goes now. Raises `IssuerAway`, `IssuerStrange`."""
    document = document_of(issuer.url)
    question = {
        "state": secrets.token_urlsafe(32),
        "nonce": secrets.token_urlsafe(32),
        "verifier": secrets.token_urlsafe(48),
        "issuer": issuer.url,
        "returns_to": returns_to,
        "back": back,
        "for_whom": for_whom,
        "at": time.time(),
    }
    request.session[QUESTION] = question
    digest = hashlib.sha256(str(question["verifier"]).encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": issuer.client,
        "redirect_uri": returns_to,
        "scope": SCOPE,
        "state": question["state"],
        "nonce": question["nonce"],
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    return _with(document.authorization, {name: str(value) for name, value in asked.items()})


def come_back(request: HttpRequest, issuer: Issuer) -> Arrival:
    """Who this browser brings from the issuer. The question is used up, whatever the answer.

    Raises `AnswerStale`, `Cancelled`, `IssuerAway`, `IssuerStrange`.
    """
    question = _question(request, issuer)
    said = request.GET
    document = document_of(issuer.url)
    # RFC 9207: an answer of another issuer is no answer, not even an error.
    if said.get("iss", "" if document.names_itself else issuer.url) != issuer.url:
        raise IssuerStrange("answer_of_another_issuer")
    if said.get("error") in SAID_NO:
        raise Cancelled
    if "error" in said or not said.get("code"):
        raise IssuerStrange("error_answer")
    tokens = _exchange(said["code"], question, issuer, document)
    claims = claims_in(
        str(tokens.get("id_token") or ""), issuer=issuer, document=document, nonce=question["nonce"]
    )
    return Arrival(
        identity=identity_in(_completed(claims, tokens, document), strong=issuer.strong),
        back=question["back"],
        for_whom=question["for_whom"],
    )


def way_on(request: HttpRequest) -> str:
    """Where the question that waits in this browser leads to in the end; empty where none waits."""
    question: Mapping[str, Any] = request.session.get(QUESTION) or {}
    return str(question.get("back", ""))


def _question(request: HttpRequest, issuer: Issuer) -> Mapping[str, Any]:
    question: Mapping[str, Any] = request.session.get(QUESTION) or {}
    state = str(question.get("state", ""))
    if not state or not secrets.compare_digest(
        state.encode(), request.GET.get("state", "").encode()
    ):
        raise AnswerStale  # the question of the browser waits on: this was not its answer
    del request.session[QUESTION]
    if question["issuer"] != issuer.url or time.time() - question["at"] > GOOD_FOR:
        raise AnswerStale
    return question


def _exchange(
    code: str, question: Mapping[str, Any], issuer: Issuer, document: Document
) -> dict[str, Any]:
    """The tokens for the code, by the verifier of this question and our secret."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": str(question["returns_to"]),
        "code_verifier": str(question["verifier"]),
    }
    if not document.takes_basic:
        secret = {"client_id": issuer.client, "client_secret": issuer.secret}
        return ask(document.token, form={**form, **secret}).content
    # RFC 6749, 2.3.1: each encoded like a form before both are joined.
    pair = f"{quote_plus(issuer.client)}:{quote_plus(issuer.secret)}".encode()
    headers = {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}
    return ask(document.token, form=form, headers=headers).content


def _completed(
    claims: dict[str, Any], tokens: dict[str, Any], document: Document
) -> dict[str, Any]:
    """The claims; where the token holds no address, with what the issuer tells beside it about the same subject."""
    access = tokens.get("access_token")
    if "email" in claims or not document.userinfo or not isinstance(access, str):
        return claims
    more = ask(document.userinfo, headers={"Authorization": f"Bearer {access}"}).content
    if more.get("sub") != claims["sub"]:
        raise IssuerStrange("other_subject")
    return {**claims, **{name: more[name] for name in PROFILE if name in more}}


def _with(address: str, words: Mapping[str, str]) -> str:
    """The address with these words behind those that it has."""
    parts = urlsplit(address)
    query = "&".join(filter(None, [parts.query, urlencode(words)]))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
