"""Owners for the guide alone: noted, told within a month, linked, and erased when they say so."""

from datetime import timedelta

import pytest

from machbar.foundation.access.services import link_behind
from machbar.foundation.audit.models import AuditPayload
from machbar.foundation.testing import Role, make_actor
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core import ConsentField
from machbar.modules.premises.exceptions import ChangedMeanwhile
from machbar.modules.premises.models import Owner, Unit
from machbar.modules.premises.selectors.owners import OWNER
from machbar.modules.premises.selectors.public import rooms
from machbar.modules.premises.services.owners import (
    add_owner,
    change_owner,
    end_owner_link,
    erase_owner,
    give_unit,
    link_to_owner,
    note_informed,
    take_unit,
)
from machbar.modules.premises.tests.builders.outside import (
    NOW,
    OWNER_VALUES,
    make_owner,
    make_public_unit,
)
from machbar.reasoning.contact import ContactKind

pytestmark = pytest.mark.django_db
F = ConsentField


def test_an_owner_is_noted_once_and_the_trail_names_nobody(town: Town) -> None:
    by = make_actor(Role.LOTSE, town=town)

    first, again = (
        add_owner(by=by, at=NOW, form_key="eins", values=OWNER_VALUES) for _time in range(2)
    )

    assert first == again
    assert (first.contact_kind, first.contact) == ("mail", "erben@example.invalid")
    assert Owner.objects.count() == 1
    assert not any(
        "erben" in content.lower() or "muster" in content.lower()
        for content in AuditPayload.objects.values_list("content", flat=True)
    )


@pytest.mark.parametrize(
    ("contact", "postal", "kind"),
    [
        ("05353 4711", "", "phone"),
        ("", "Beispielweg 3", "letter"),
        ("", "", "none"),
        ("05353 4711", "Beispielweg 3", "phone"),
    ],
)
def test_the_way_to_reach_an_owner_follows_from_what_is_known(
    town: Town, contact: str, postal: str, kind: str
) -> None:
    values = {**OWNER_VALUES, "contact": contact, "postal_address": postal}

    owner = add_owner(by=make_actor(Role.LOTSE, town=town), at=NOW, form_key="k", values=values)

    assert owner.contact_kind == kind


def test_a_change_over_somebody_elses_change_is_refused(town: Town) -> None:
    owner, by = make_owner(town=town), make_actor(Role.LOTSE, town=town)
    change_owner(owner=owner, by=by, at=NOW, seen_version=1, values=OWNER_VALUES)

    with pytest.raises(ChangedMeanwhile):
        change_owner(
            owner=owner, by=by, at=NOW, seen_version=1, values={**OWNER_VALUES, "note": ""}
        )

    owner.refresh_from_db()
    assert (owner.note, owner.version) == ("Ruft lieber an", 2)


def test_only_the_first_telling_counts(town: Town) -> None:
    owner, by = make_owner(town=town), make_actor(Role.LOTSE, town=town)

    first = note_informed(owner=owner, way=ContactKind.PHONE, by=by, at=NOW)
    second = note_informed(owner=owner, way=ContactKind.MAIL, by=by, at=NOW + timedelta(days=1))

    owner.refresh_from_db()
    assert (first, second, owner.informed_by, owner.informed_at) == (True, False, "phone", NOW)


def test_what_one_owner_let_out_the_next_one_has_not(town: Town) -> None:
    by = make_actor(Role.LOTSE, town=town)
    unit = make_public_unit(F.STREET, town=town)
    heir = make_owner(town=town, name="Die Nächste (fiktiv)")

    give_unit(owner=heir, unit=unit, by=by, at=NOW + timedelta(days=1))

    unit.refresh_from_db()
    assert unit.owner == heir
    assert rooms(town) == []
    assert [each.withdrawn_by for each in unit.consents.all()] == ["house"]


def test_a_unit_that_is_taken_from_its_owner_is_public_no_more(town: Town) -> None:
    by = make_actor(Role.LOTSE, town=town)
    unit = make_public_unit(F.STREET, town=town)
    assert unit.owner is not None
    take_unit(owner=make_owner(town=town), unit=unit, by=by, at=NOW)
    assert len(rooms(town)) == 1

    take_unit(owner=unit.owner, unit=unit, by=by, at=NOW + timedelta(days=1))

    assert rooms(town) == []


def test_erasing_an_owner_hides_the_rooms_ends_the_link_and_keeps_the_cards(town: Town) -> None:
    by = make_actor(Role.LOTSE, town=town)
    unit = make_public_unit(F.STREET, town=town)
    assert unit.owner is not None
    token = link_to_owner(owner=unit.owner, by=by, at=NOW)

    erase_owner(owner=unit.owner, by=by, at=NOW + timedelta(days=1))

    assert not Owner.objects.exists()
    assert Unit.objects.filter(pk=unit.pk, owner=None).exists()
    assert rooms(town) == []
    assert link_behind(town=town, token=token, purpose=OWNER) is None


def test_a_new_link_ends_the_earlier_one(town: Town) -> None:
    owner, by = make_owner(town=town), make_actor(Role.LOTSE, town=town)
    first = link_to_owner(owner=owner, by=by, at=NOW)

    second = link_to_owner(owner=owner, by=by, at=NOW)

    assert link_behind(town=town, token=first, purpose=OWNER) is None
    assert link_behind(town=town, token=second, purpose=OWNER) is not None
    assert end_owner_link(owner=owner, by=by, at=NOW)
    assert not end_owner_link(owner=owner, by=by, at=NOW)
    assert link_behind(town=town, token=second, purpose=OWNER) is None
