"""Every field of every model, sent along with every form: nothing changes but what the form itself asks for.

Each route of the permission table that takes a form from somebody is asked twice by the same person for the same
object: with its form, and with its form and every other field name of the house beside it. Both must write the same
columns, and no value that was sent along may be among what is written.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
from django import forms
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from tests.permissions import contacts
from tests.permissions.asking import HOST, address, ask, outcome
from tests.permissions.browsers import browsers, opened_world
from tests.permissions.table import Outcome, Who
from tests.permissions.test_permissions import ROWS, Run
from tests.permissions.world import World

pytestmark = pytest.mark.django_db

Write = tuple[str, tuple[object, ...]]
WORD, NUMBER, DAY = "mass-assigned", 7_654_321, "2031-05-05"
# Who is asked first: the strongest roles see the most.
ORDER = (Who.ADMIN, Who.LOTSE, Who.GUEST, Who.OPERATOR, Who.DEVICE)
TAKING = [
    (row, case)
    for row in ROWS
    for case in row.cases
    if any(case.post[who] is Outcome.DONE for who in ORDER)
]
# Words that say which deed is meant, read by the page itself; a field of some model is called alike.
DEEDS = {"ideas:template": {"offer"}}
FIRST = {row.route: (row, case) for row, case in reversed(TAKING)}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Both towns, made once: no question leaves a trace."""
    with opened_world(django_db_blocker) as made:
        yield made


@pytest.fixture(scope="module")
def clients(world: World, django_db_blocker: DjangoDbBlocker) -> dict[Who, Client]:
    """Everybody with a browser."""
    with django_db_blocker.unblock():
        return browsers(world)


def _value(field: models.Field[object, object]) -> str:
    """Something that the field would take."""
    if field.choices:
        return str([key for key, _label in field.flatchoices][-1])
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(
        field, (models.IntegerField, models.ForeignKey, models.AutoField, models.DecimalField)
    ):
        return str(NUMBER)
    if isinstance(field, (models.DateField, models.DateTimeField)):
        return DAY
    return WORD


def everything() -> dict[str, str]:
    """Every field of every model of the house by its name, and by that of its column."""
    found: dict[str, str] = {}
    for model in apps.get_models():
        if not model.__module__.startswith("machbar."):
            continue
        for field in model._meta.concrete_fields:
            found |= {field.name: _value(field), field.attname: _value(field)}
    return found


EVERYTHING = everything()


@contextmanager
def asked_for() -> Iterator[set[str]]:
    """The names of the fields of all forms that are made meanwhile."""
    names: set[str] = set()
    before = forms.BaseForm.full_clean

    def noting(form: forms.BaseForm) -> None:
        names.update(form.add_prefix(name) for name in form.fields)
        before(form)

    forms.BaseForm.full_clean = noting  # type: ignore[method-assign,assignment]
    try:
        yield names
    finally:
        forms.BaseForm.full_clean = before  # type: ignore[method-assign]


@contextmanager
def written() -> Iterator[list[Write]]:
    """What is written to the database meanwhile: statement and values."""
    found: list[Write] = []

    def listen(run: Run, sql: str, params: object, *rest: object) -> object:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and "django_session" not in sql:
            found.append((sql, tuple(params) if isinstance(params, (list, tuple)) else ()))
        return run(sql, params, *rest)

    with connection.execute_wrapper(listen):
        yield found


def _send(
    client: Client, path: str, form: Mapping[str, str]
) -> tuple[object, list[Write], set[str]]:
    with asked_for() as names, written() as found:
        answer = outcome(ask(client, "POST", path, form))
    return answer, found, names


def _taken(honest: list[Write], crowded: list[Write], sent: set[str]) -> list[tuple[str, object]]:
    """What the crowded form wrote that the honest one did not, as far as it was sent along or is a yes or no."""
    if [sql for sql, _values in honest] != [sql for sql, _values in crowded]:
        return [
            ("other statements", sorted({sql for sql, _v in crowded} ^ {sql for sql, _v in honest}))
        ]
    return [
        (sql, after)
        for (sql, before_all), (_same, after_all) in zip(honest, crowded, strict=True)
        for before, after in zip(before_all, after_all, strict=True)
        if before != after and (isinstance(after, bool) or str(after) in sent)
    ]


@pytest.mark.long
@pytest.mark.crawl
@pytest.mark.parametrize("route", sorted(FIRST))
def test_only_the_fields_of_the_form_change(
    route: str, world: World, clients: dict[Who, Client]
) -> None:
    row, case = FIRST[route]
    who = next(each for each in ORDER if case.post[each] is Outcome.DONE)
    path, form = address(row, case, world), dict(case.sent(world))

    _tried(clients[who], path, form, DEEDS.get(route, set()))


@pytest.mark.parametrize(
    ("route", "form"),
    [
        ("ideas:hand_in", {"text": "Ein Brunnen am Markt"}),
        ("contacts:new", contacts.WORDS),
        ("access:devices", {"name": "Tablet"}),
        ("projects:new", {"title": "Brunnen"}),
    ],
)
def test_only_the_fields_of_a_form_change(route: str, form: dict[str, str]) -> None:
    """The short form: four doors through which much could come in."""
    # The world of the long form may stand in this very database.
    Town.objects.filter(host=HOST).update(host="meanwhile.example.org")
    town = make_town(host=HOST)
    browser = Client()
    browser.force_login(make_person(Role.ADMIN, Role.LOTSE, town=town))

    assert _tried(browser, reverse(route), form, set()) > 0


def _tried(client: Client, path: str, form: Mapping[str, str], deeds: set[str]) -> int:
    """How many statements the honest form wrote; fails where the crowded one wrote anything else."""
    _answer, _first, names = _send(client, path, form)
    answer, honest, _names = _send(client, path, form)
    own = names | set(form) | deeds
    more = {name: value for name, value in EVERYTHING.items() if name not in own}

    crowded_answer, crowded, _names = _send(client, path, {**more, **form})

    # Where nothing is written, words that were typed are shown once more instead of a redirect.
    assert crowded_answer == answer or not honest
    assert _taken(honest, crowded, set(more.values())) == []
    return len(honest)


def test_the_proof_finds_what_a_careless_view_would_take() -> None:
    honest: list[Write] = [("UPDATE idea SET title, is_public", ("Bank", False))]

    assert _taken(honest, [(honest[0][0], ("Bank", True))], {"on"}) == [(honest[0][0], True)]
    assert _taken(honest, [(honest[0][0], (WORD, False))], {WORD}) == [(honest[0][0], WORD)]
    assert _taken(honest, [("UPDATE idea SET role", (WORD,))], {WORD})[0][0] == "other statements"
    assert _taken(honest, list(honest), {WORD}) == []


def test_many_forms_are_tried() -> None:
    assert len(FIRST) > 100
    assert {"is_operator", "role", "town", "town_id", "visibility", "released_at"} <= set(
        EVERYTHING
    )


def test_no_form_takes_all_fields_of_a_model() -> None:
    from tests.test_upload_fields import _forms

    own = [each for each in _forms() if issubclass(each, forms.BaseModelForm)]

    assert own
    for form in own:
        meta = form._meta
        assert isinstance(meta.fields, (list, tuple)), form
        assert meta.exclude is None, form
