"""What somebody typed into a form that could not be taken: shown once more to copy, and stored nowhere."""

import re
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

SECRET = re.compile(r"csrf|form_key|password|passwor|token|^code$|^seen|^next$|^wahl|^strittig")
CODE = re.compile(r"[a-z_-]*|\d{1,4}|(?=.*\d)(?=.*[A-Za-z])[\w-]{6,32}", re.ASCII)
"""Values of switches, lists and hidden fields, also public ids, which nobody typed."""


def typed_texts(request: HttpRequest) -> list[str]:
    """The words of the form that came, in its order, each once; no secrets, no files, no values of switches."""
    found = [
        text.strip()
        for name, texts in request.POST.lists()
        if not SECRET.search(name)
        for text in texts
        if not CODE.fullmatch(text.strip())
    ]
    return list(dict.fromkeys(found))


def page_before(request: HttpRequest, *, fallback: str) -> str:
    """The path of our own page that the form was on; ``fallback`` where the browser does not say."""
    address = request.headers.get("Referer", "")
    if not is_own_address(request, address):
        return fallback
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def is_own_address(request: HttpRequest, address: str) -> bool:
    """Whether the address leads to this very house, so that a sign-in may lead back to it."""
    hosts = {request.get_host()}
    return url_has_allowed_host_and_scheme(
        address, allowed_hosts=hosts, require_https=request.is_secure()
    )
