"""Whoever visits leaves no address: in no row, no file and no line of the log, whatever goes wrong on the way."""

import logging
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.test import Client

from machbar.foundation.testing import make_person, make_town
from machbar.site.commands.serve import web_server

VISITOR, BEHIND_THE_PROXY = "203.0.113.77", "2001:db8:4711:8::15"
PAGES = ("/", "/ideen/", "/ideen/neu/", "/suche/?suche=Bank", "/gibt-es-nicht/", "/beleg/falsch/")


@pytest.mark.django_db
def test_no_visitor_leaves_an_address(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    make_person(town=make_town(), email="ada@fiktiv.example")
    visitor = Client(
        enforce_csrf_checks=True,
        raise_request_exception=False,
        REMOTE_ADDR=VISITOR,
        HTTP_X_FORWARDED_FOR=BEHIND_THE_PROXY,
    )
    with caplog.at_level(logging.DEBUG):
        for page in PAGES:
            visitor.get(page)
        visitor.post("/anmelden/", {"email": "ada@fiktiv.example"})
        visitor.handler.enforce_csrf_checks = False
        for address in ("ada@fiktiv.example", "niemand@fiktiv.example"):
            visitor.post("/anmelden/", {"email": address})
        visitor.post("/anmelden/code/", {"code": "falsch"})
        visitor.get("/", HTTP_HOST="fremd.invalid")

    rows = "".join(
        serializers.serialize("json", model._default_manager.all()) for model in apps.get_models()
    )
    files = [path.read_bytes() for path in Path(settings.DATA).rglob("*") if path.is_file()]
    places = [rows, caplog.text, *capfd.readouterr(), *map(repr, files)]
    assert [a for a in (VISITOR, BEHIND_THE_PROXY) for place in places if a in place] == []


def test_the_web_server_writes_no_log_of_who_came() -> None:
    assert "--no-access-log" in web_server("127.0.0.1", 8000, 1)
