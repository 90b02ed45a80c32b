"""A mark in every personal text of every table: no stranger finds one anywhere but those that are meant for everybody.

Strangers are guests, the counter device, and an admin of another town. They ask for every page, feed, export and paper
of the permission table, but for those behind a personal link; papers are read by their words and metadata. Who declares
a new personal field (`personal.py`) is asked by this test whether strangers may read it.
"""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import resolve
from pytest_django import DjangoDbBlocker

from machbar.foundation.privacy.registry import personal_fields
from machbar.foundation.search.models import SearchEntry
from machbar.site.upkeep import mend_everything
from tests.permissions.asking import address, all_words, ask
from tests.permissions.browsers import browsers
from tests.permissions.table import Who
from tests.permissions.test_permissions import ROWS, SHOWS_MAILS
from tests.permissions.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.crawl, pytest.mark.long]

STRANGERS = (Who.GUEST, Who.DEVICE, Who.STRANGER)
# Keys, digests and copies, which hold nothing that somebody typed.
LEFT_ALONE = frozenset(
    {"sha256", "actor", "sort_key", "session_data", "file_digest", "key", "terms"}
)
LEFT_ALONE_TABLES = ("search.", "sessions.", "audit.", "account.")
MARK = re.compile(r"zqx(\d{3})zqx")
# Fields that may reach everybody, each in its own time: released, published, let out, or about the house itself.
EVERYBODYS = frozenset(
    {
        *("ideas.idea.title", "ideas.idea.text", "ideas.idea.place", "ideas.idea.reason"),
        *("ideas.bundle.title", "ideas.bundle.text"),
        *(
            "projects.project.title",
            "projects.project.lead_sentence",
            "projects.project.description",
        ),
        *("projects.project.goals", "projects.project.activities"),
        *("projects.project.who_stands_behind", "projects.statusline.text"),
        *("projects.slot.note", "projects.slot.evidence_url", "coordination.diaryentry.text"),
        *("media.picture.alt_text", "media.picture.credit", "meetings.presence.who"),
        *("premises.demand.title", "premises.demand.text"),
        *("towns.town.contact_email", "towns.town.contact_phone", "towns.town.imprint"),
    }
)
# Shown with a notice that asks for storage; the world's notices ask for none.
ALSO_FOUND = frozenset({"premises.demand.storage_note"})
# Tables of which the world of the permission table has no row.
ROWLESS = frozenset(
    {
        *("coordination.memberreply.note", "coordination.milestonemove.reason"),
        *("ideas.joining.reason_before", "ideas.origin.giver"),
        *("projects.operationplan.gap_covered_by", "projects.stagemove.reason"),
        *("towns.legalnotice.body", "towns.legalnotice.postal_address"),
        *("towns.legalnotice.privacy_contact", "towns.legalnotice.represented_by"),
        "towns.legalnotice.responsible",
    }
)


def _texts() -> Iterator[tuple[str, models.Field[object, object]]]:
    """Every personal text field that somebody fills in, by its name in the registry."""
    for group in personal_fields():
        for name in group.fields:
            field = apps.get_model(group.model)._meta.get_field(name)
            called = f"{group.model}.{name}"
            if (
                isinstance(field, (models.CharField, models.TextField))
                and not field.choices
                and name not in LEFT_ALONE
                and not called.startswith(LEFT_ALONE_TABLES)
            ):
                yield called, field


FIELDS = dict(_texts())
NAMES = sorted(FIELDS)


def _marked(name: str, number: int, row: models.Model) -> str:
    """The mark of a field as a value that it takes."""
    field, mark = FIELDS[name], f"zqx{number:03d}zqx"
    if isinstance(field, models.EmailField):
        return f"{mark}{row.pk}@x.invalid"
    if isinstance(field, models.URLField):
        return f"https://x.invalid/{mark}"
    return f"{mark}{row.pk}"[: field.max_length or 100]


@pytest.fixture(scope="module", name="world")
def marked_world(world: World, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Both towns with a mark in every filled row of every field; the index knows the new words."""
    with django_db_blocker.unblock(), transaction.atomic():
        bare = [name for number, name in enumerate(NAMES) if not _mark_rows(name, number)]
        assert set(bare) <= ROWLESS
        mend_everything()
        yield world
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world: World, django_db_blocker: DjangoDbBlocker) -> dict[Who, Client]:
    """Everybody with a browser, after the marking: who asks carries no mark."""
    with django_db_blocker.unblock():
        return browsers(world)


def _mark_rows(name: str, number: int) -> int:
    """How many rows took the mark; a constraint may keep some of them empty."""
    field, taken = FIELDS[name], 0
    for row in field.model._default_manager.all():
        try:
            with transaction.atomic():
                rows = field.model._default_manager.filter(pk=row.pk)
                taken += rows.update(**{field.name: _marked(name, number, row)})
        except IntegrityError:
            continue
    return taken


def _found(text: str) -> set[str]:
    return {NAMES[int(number)] for number in MARK.findall(text)}


def test_strangers_find_what_is_for_everybody_and_nothing_else(
    world: World, clients: dict[Who, Client]
) -> None:
    found: dict[str, set[str]] = {}
    for row in ROWS:
        for case in row.cases:
            path = address(row, case, world)
            if row.route in SHOWS_MAILS or "token" in resolve(path.partition("?")[0]).kwargs:
                continue
            for who in STRANGERS:
                for name in _found(all_words(ask(clients[who], "GET", path, {}))):
                    found.setdefault(name, set()).add(f"{who.value}: {row.route}")

    assert {name: sorted(at) for name, at in found.items() if name not in EVERYBODYS} == {}
    assert set(found) == EVERYBODYS


def test_the_public_part_of_the_index_holds_nothing_else(world: World) -> None:
    public = SearchEntry.objects.filter(audience=0).values_list("title", "body", "terms", "url")

    assert _found(" ".join(" ".join(entry) for entry in public)) <= EVERYBODYS | ALSO_FOUND
