"""Roles on the page of a colleague: those that are ticked; a town keeps its admin; no admin is overwritten."""

import pytest
from django.test import Client
from django.urls import reverse

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Person, Role
from machbar.foundation.testing import make_actor, make_person

pytestmark = pytest.mark.django_db


def page_of(person: Person) -> str:
    return reverse("team:colleague", args=[person.public_id])


def roles_of(person: Person) -> set[str]:
    return set(person.roles.values_list("role", flat=True))


def test_the_ticked_roles_are_the_roles(client: Client) -> None:
    admin = make_actor(Role.ADMIN)
    assert admin.person is not None
    person = make_person(Role.LOTSE, Role.EDITOR, town=admin.town)
    client.force_login(admin.person)

    answer = client.post(
        page_of(person), {"roles": ["editor", "treasurer"], "seen": "editor,lotse"}
    )

    assert answer["Location"] == reverse("team:team")
    assert roles_of(person) == {"editor", "treasurer"}
    assert list(AuditEntry.objects.order_by("pk").values_list("event", flat=True)) == [
        "role.given",
        "role.taken",
    ]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"roles": ["lotse"], "seen": "admin"}, "Die Stadt braucht einen Admin."),
        ({"seen": "admin"}, "Bitte wählen Sie mindestens eine Rolle."),
        ({"roles": ["admin", "lotse"], "seen": "lotse"}, "Inzwischen hat"),
    ],
)
def test_what_must_not_be_is_refused_with_a_sentence(
    client: Client, form: dict[str, object], sentence: str
) -> None:
    admin = make_actor(Role.ADMIN)
    assert admin.person is not None
    client.force_login(admin.person)

    answer = client.post(page_of(admin.person), form)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert roles_of(admin.person) == {"admin"}


def test_with_a_second_admin_the_role_may_go(client: Client) -> None:
    admin = make_actor(Role.ADMIN)
    assert admin.person is not None
    make_person(Role.ADMIN, town=admin.town)
    client.force_login(admin.person)

    client.post(page_of(admin.person), {"roles": ["lotse"], "seen": "admin"})

    assert roles_of(admin.person) == {"lotse"}
