"""Contacts for tests."""

from datetime import UTC, datetime

from machbar.foundation.access.actor import Actor
from machbar.foundation.contacts.models import Contact
from machbar.foundation.contacts.services import add_contact
from machbar.foundation.towns.models import Term, Town

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)


def make_contact(*, town: Town, **fields: object) -> Contact:
    """An entry of the town's book."""
    values: dict[str, object] = {"organisation": "Heimatverein", "name": "Vorsitz", **fields}
    key = f"test-{Contact.objects.count()}"
    return add_contact(by=Actor(town=town, system=True), at=NOW, form_key=key, values=values)


def kind_called(town: Town, code: str) -> Term:
    """A kind of contact."""
    return Term.objects.get(town=town, vocabulary="contact-kind", code=code)
