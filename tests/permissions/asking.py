"""Asking for the pages of the table: nothing that is asked leaves a trace, and an answer is read to its last word."""

import json
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlencode

from django.contrib.messages import get_messages
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.paper_words import office_words, paper_words
from tests.permissions.table import Case, Outcome, Row
from tests.permissions.world import World

HOST, THEIR_HOST = "ours.example.org", "theirs.example.org"
PACKED = ("opendocument", "spreadsheetml", "application/zip")


def routes(
    patterns: "list[URLPattern | URLResolver] | None" = None, space: str = ""
) -> Iterator[str]:
    """The names of all routes; a route without a name shows up as its pattern."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from routes(entry.url_patterns, inner)
        else:
            yield f"{space}{entry.name or entry.pattern}"


def address(row: Row, case: Case, world: World) -> str:
    """Where one object of a route is."""
    path = reverse(row.route, args=case.arguments(world))
    return f"{path}?{urlencode(case.query)}" if case.query else path


def ask(
    client: Client,
    method: str,
    address: str,
    form: Mapping[str, str],
    *,
    host: str = HOST,
    then: Callable[[], object] = lambda: None,
) -> HttpResponse:
    """One question that leaves no trace: whatever it changed is rolled back, once ``then`` has looked at it."""
    cache.clear()
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    savepoint = transaction.savepoint()
    try:
        send = getattr(client, method.lower())
        more = {"data": dict(form)} if method == "POST" else {}
        answer: HttpResponse = send(address, headers={"host": host}, **more)
        if answer.streaming:
            answer = HttpResponse(
                answer.getvalue(), status=answer.status_code, headers=answer.headers
            )
        then()
    finally:
        transaction.savepoint_rollback(savepoint)
    client.cookies.clear()
    for name, value in cookies.items():
        client.cookies[name] = value
    return answer


def outcome(answer: HttpResponse) -> Outcome | int:
    """The answer in the words of the table."""
    if answer.status_code == 302:
        is_sign_in = answer["Location"].startswith(reverse("account_login"))
        to_code = answer["Location"].startswith(reverse("account_confirm_login_code"))
        return Outcome.SIGN_IN if is_sign_in and not to_code else Outcome.DONE
    if answer.status_code == 401:
        return Outcome.SIGN_IN
    known = {each.value for each in Outcome}
    return Outcome(answer.status_code) if answer.status_code in known else answer.status_code


def raw_words(answer: HttpResponse) -> str:
    """What the answer says as it travels, with its headers."""
    return answer.content.decode(errors="replace") + str(answer.headers)


def all_words(answer: HttpResponse) -> str:
    """The same with papers and tables unpacked, and with the sentence that the next page would show."""
    kind = answer.headers.get("Content-Type", "")
    request = getattr(answer, "wsgi_request", None)
    said = [str(each) for each in get_messages(request)] if request is not None else []
    if kind == "application/pdf" and answer.content:
        return paper_words(answer.content) + str(answer.headers)
    if any(each in kind for each in PACKED) and answer.content:
        return office_words(answer.content) + str(answer.headers)
    return raw_words(answer) + json.dumps(said, ensure_ascii=False)
