"""Owners on the team's start page and under calls and letters, and the words that are said on the phone."""

from datetime import date, timedelta

import pytest
from django.test import Client

from machbar.foundation.testing import Role, make_actor
from machbar.foundation.towns.models import Town
from machbar.modules.premises.selectors.owners import due_of
from machbar.modules.premises.services.owners import (
    note_informed,
)
from machbar.modules.premises.surfaces import owners
from machbar.modules.premises.tests.builders.outside import (
    NOW,
    make_owner,
)
from machbar.modules.premises.tests.builders.pages import path
from machbar.modules.premises.words.owners import first_letter, said_on_the_phone
from machbar.reasoning.contact import ContactKind

pytestmark = pytest.mark.django_db


def test_heute_names_who_has_to_be_told_for_the_guide_alone(town: Town) -> None:
    owner = make_owner(town=town, created_at=NOW - timedelta(days=40))
    guide, moderation = (make_actor(role, town=town) for role in (Role.LOTSE, Role.MODERATION))

    part = owners.owners_part(guide, date(2026, 11, 26))

    assert part is not None
    assert [(item.due, item.is_late) for item in part.items] == [(due_of(owner), True)]
    assert owners.owners_part(moderation, date(2026, 11, 26)) is None


def test_owners_with_a_phone_stand_in_the_list_of_calls_until_they_are_told(town: Town) -> None:
    owner = make_owner(town=town, contact="05353 99", contact_kind="phone")
    make_owner(town=town, contact="x@example.invalid", contact_kind="mail")
    guide = make_actor(Role.LOTSE, town=town)
    today = date(2026, 11, 26)

    part = owners.to_reach(guide, ContactKind.PHONE, today)

    assert part is not None
    assert part.count == 1
    assert owners.to_reach(guide, ContactKind.LETTER, today) is None
    assert owners.to_reach(make_actor(Role.ADMIN, town=town), ContactKind.PHONE, today) is None
    note_informed(owner=owner, way=ContactKind.PHONE, by=guide, at=NOW)
    assert owners.to_reach(guide, ContactKind.PHONE, today) is None


def test_owners_with_a_postal_address_stand_under_letters_and_printing_says_what_comes_next(
    guide: Client, town: Town
) -> None:
    owner = make_owner(
        town=town, postal_address="Beispielweg 3, 38154 Königslutter", contact_kind="letter"
    )
    page = "/werkstatt/gespraeche/briefe/"

    assert "Beispielweg 3" in guide.get(page).content.decode()
    guide.post(path("owner_letter", owner.public_id))
    assert "bitte notieren: Ist informiert" in guide.get(page).content.decode()
    guide.post(path("owner_informed", owner.public_id), {"way": "letter"})

    assert "Beispielweg 3" not in guide.get(page).content.decode()


def test_a_source_that_nobody_noted_is_not_made_up(town: Town) -> None:
    owner = make_owner(town=town, source="")

    letter = " ".join(first_letter(owner, [], town=town))

    assert "Wir kennen Sie durch: eine Quelle, die wir nicht notiert haben." in letter


def test_on_the_phone_two_sentences_are_said(town: Town) -> None:
    owner = make_owner(town=town, source="Gespräch am Markt")

    why, rights = said_on_the_phone(owner, [], town=town)

    assert why.startswith(f"Wir sind {town.house_name} {town.name} und rufen an")
    assert "Gespräch am Markt" in why
    assert "ein Satz von Ihnen genügt" in rights
