"""Nothing confidential reaches anybody without the right: not in search, not in the trail's sentences, not on lists."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.search.selectors import find_in
from machbar.foundation.surfaces.asking import event_labels
from machbar.foundation.surfaces.history import history, sentence_of
from machbar.foundation.surfaces.module import Traced
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.modules.premises.core import Address
from machbar.modules.premises.findable.units import FINDABLE
from machbar.modules.premises.history.units import UNIT, UNIT_EVENTS
from machbar.modules.premises.models import Unit
from machbar.modules.premises.services.units import change_state, change_unit
from machbar.modules.premises.tests.builders.inside import (
    MORNING,
    house_of,
    make_owner,
    make_unit,
)

pytestmark = pytest.mark.django_db
OTHERS = (Role.EDITOR, Role.TREASURER, Role.MARKET_LEAD, Role.ADMINISTRATION)
words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=8, max_size=14)
secrets = st.fixed_dictionaries(
    {"owner": words, "note": words, "rent": st.integers(100_000, 999_999)}
)


def make_secret_unit(secret: dict[str, Any]) -> Unit:
    """A unit whose owner, rent and note were set at once and changed later."""
    town = make_town()
    by = house_of(town)
    unit = make_unit(
        town, internal_note=secret["note"], rent_cents=secret["rent"], running_cents=secret["rent"]
    )
    values = {
        "owner": make_owner(town, name=secret["owner"]),
        "internal_note": f"{secret['note']} neu",
        "rent_cents": secret["rent"] + 1,
        "running_cents": None,
        "address": Address(street="Markt", number="4711"),
        "area": 74,
    }
    change_unit(unit=unit, by=by, at=MORNING, seen_version=1, values=values)
    today = timezone.localdate()
    change_state(
        unit=unit, by=by, at=MORNING, seen_version=2, state="interim", on=today, use="Nähstube"
    )
    return unit


def shapes(secret: dict[str, Any]) -> list[str]:
    """How the secrets could stand somewhere."""
    rents = [secret["rent"], secret["rent"] + 1]
    return [
        secret["owner"],
        secret["note"],
        *(str(rent) for rent in rents),
        *(f"{rent // 100},{rent % 100:02d}" for rent in rents),
        *(f"{rent // 100_000}.{rent // 100 % 1000:03d}" for rent in rents),
    ]


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(secret=secrets)
def test_no_secret_is_in_the_index_or_in_the_trail(secret: dict[str, Any]) -> None:
    unit = make_secret_unit(secret)

    entries = SearchEntry.objects.filter(kind="raeume", object_id=unit.pk)
    found = [f"{each.title} {each.body} {each.terms}" for each in entries]
    payloads = [
        each.payload.content
        for each in AuditEntry.objects.filter(town=unit.town).select_related("payload")
    ]

    assert found
    for text in (*found, *payloads):
        assert [shape for shape in shapes(secret) if shape in text] == []
    assert not any("4711" in text for text in payloads)


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(secret=secrets)
def test_every_role_without_the_right_finds_nothing_and_reads_no_history(
    secret: dict[str, Any],
) -> None:
    unit = make_secret_unit(secret)

    for role in (None, *OTHERS):
        actor = make_actor(*([role] if role else []), town=unit.town)
        for text in ("Nähstube", "Markt", unit.number, secret["owner"], secret["note"]):
            audience = FINDABLE.audience(actor)
            hits = find_in(unit.town, text, kind=FINDABLE.kind, audience=audience)
            assert list(hits.objects) == [], (role, text)
            assert FINDABLE.jump is not None
            assert FINDABLE.jump(actor, unit.number) == ""
        page = history(actor, [Traced(kind=UNIT, ids=[unit.public_id])])
        assert page.rows == []


def test_every_event_of_the_register_is_for_its_keepers_and_its_sentence_names_no_value() -> None:
    labels = event_labels()
    payload = {
        "owner": "Erika",
        "rent_cents": 12345,
        "kind": "shop",
        "state": "empty",
        "old_state": "used",
        "on": "2026-11-26",
        "use": "Arztpraxis Erika",
        "count": 3,
        "fields": ["number"],
        "since": "",
        "until": "",
    }

    for event in UNIT_EVENTS:
        sentence = sentence_of(labels[event], event, payload)
        assert labels[event].is_internal
        assert not re.search("Erika|12345|12,34", sentence), event


@pytest.mark.parametrize("role", OTHERS)
def test_roles_without_the_right_see_no_page_no_menu_and_no_item_of_the_register(
    client: Client, role: Role
) -> None:
    town = make_town()
    unit = make_unit(town, empty_since=timezone.localdate() - timedelta(days=900))
    client.force_login(make_person(role, town=town))

    for route in ("unit", "change_unit", "unit_history", "herbarium", "pictures"):
        assert client.get(reverse(f"premises:{route}", args=[unit.public_id])).status_code == 403
    for route in ("units", "new_unit", "houses"):
        assert client.get(reverse(f"premises:{route}")).status_code == 403
    page = client.get(reverse("day_page")).content.decode()
    assert "Westernstraße" not in page
    assert f'href="{reverse("premises:units")}"' not in page
    for style in ("excel", "csv"):
        assert client.get(reverse("table_export", args=["raeume", style])).status_code in {403, 404}


def test_two_towns_do_not_see_each_other(client: Client) -> None:
    ours = make_town(key="eins", host="eins.example.org")
    theirs = make_town(key="zwei", host="zwei.example.org")
    unit = make_unit(theirs, street="Fremde Gasse")
    client.force_login(make_person(*Role, town=ours))

    def get(path: str) -> Any:
        return client.get(path, headers={"host": "eins.example.org"})

    assert get(reverse("premises:unit", args=[unit.public_id])).status_code == 404
    assert unit.house is not None
    assert get(reverse("premises:house", args=[unit.house.public_id])).status_code == 404
    for path in (
        reverse("premises:units"),
        reverse("premises:houses"),
        reverse("premises:new_unit"),
    ):
        assert "Fremde Gasse" not in get(path).content.decode()
