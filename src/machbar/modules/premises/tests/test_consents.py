"""Nothing is public without consent; what is taken back is gone with the next look, also in search."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.audit.models import AuditEntry, AuditPayload
from machbar.foundation.search.findable import Audience, audience_of
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.testing import Role, make_actor, make_town
from machbar.modules.premises.core import ConsentField, PublicUnit
from machbar.modules.premises.models import Consent, Unit
from machbar.modules.premises.selectors.public import (
    consents_of,
    past_consents,
    preview,
    room_called,
    rooms,
)
from machbar.modules.premises.services.consents import (
    change_consents,
    give_consent,
    withdraw_consent,
    withdraw_everything,
)
from machbar.modules.premises.tests.builders.outside import (
    NOW,
    add_picture,
    let_out,
    make_owner,
    make_public_unit,
    make_unit,
)
from machbar.modules.premises.words.consents import VERSION, WORDS, words_of

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
F = ConsentField


def _payloads(event: str) -> list[str]:
    entries = AuditEntry.objects.filter(event=event).order_by("sequence")
    return list(AuditPayload.objects.filter(entry__in=entries).values_list("content", flat=True))


def _public_titles(unit: Unit) -> list[str]:
    entries = SearchEntry.objects.filter(kind="raeume", object_id=unit.pk)
    return [each.title for each in entries if audience_of(each.pk) == Audience.PUBLIC]


def _public(unit: Unit) -> PublicUnit | None:
    room = room_called(unit.town, unit.public_id)
    return room.unit if room else None


def test_a_unit_is_private_until_its_owner_lets_something_out() -> None:
    town = make_town()
    unit = make_unit(town=town, owner=make_owner(town=town))

    assert rooms(town) == []
    let_out(unit, F.AREA)
    assert [(room.public_id, room.unit.card.area) for room in rooms(town)] == [(unit.public_id, 74)]


def test_what_is_let_out_is_recorded_with_way_and_words_and_without_any_value() -> None:
    town = make_town()
    unit = make_unit(town=town, owner=make_owner(town=town))
    by = make_actor(Role.LOTSE, town=town)

    given = give_consent(unit=unit, fields={F.AREA, F.STREET}, way=Consent.Way.SAID, by=by, at=NOW)

    assert given == (F.STREET, F.AREA)
    assert [
        (each.field, each.given_by, each.given_at, each.text_version)
        for each in unit.consents.order_by("id")
    ] == [("street", "said", NOW, VERSION), ("area", "said", NOW, VERSION)]
    assert _payloads("consent.given") == [
        '{"how": "said", "parts": ["street", "area"], "words": "2026-11"}'
    ]


def test_the_same_consent_twice_is_one() -> None:
    unit = make_public_unit(F.AREA, town=make_town())

    let_out(unit, F.AREA, at=LATER)

    assert unit.consents.count() == 1
    assert len(_payloads("consent.given")) == 1


def test_taking_back_one_part_leaves_the_others() -> None:
    unit = make_public_unit(F.STREET, F.AREA, F.RENT, town=make_town())
    by = make_actor(Role.LOTSE, town=unit.town)

    gone = withdraw_consent(
        unit=unit, fields={F.RENT, F.FLOOR}, way=Consent.Way.PHONE, by=by, at=LATER
    )

    assert gone == (F.RENT,)
    assert list(consents_of(unit)) == [F.STREET, F.AREA]
    assert [(each.field, each.withdrawn_at, each.withdrawn_by) for each in past_consents(unit)] == [
        ("rent", LATER, "phone")
    ]
    shown = _public(unit)
    assert shown is not None
    assert shown.card.rent_cents is None


def test_taking_back_everything_hides_the_unit_at_once_and_search_forgets_it() -> None:
    unit = make_public_unit(F.STREET, F.AREA, town=make_town())
    assert _public_titles(unit) == ["Laden, Beispielstraße"]

    withdraw_consent(
        unit=unit, way=Consent.Way.WRITTEN, by=make_actor(Role.LOTSE, town=unit.town), at=LATER
    )

    assert _public(unit) is None
    assert _public_titles(unit) == []


def test_taking_back_nothing_leaves_no_trace() -> None:
    unit = make_public_unit(F.AREA, town=make_town())

    gone = withdraw_consent(
        unit=unit,
        fields={F.RENT},
        way=Consent.Way.SAID,
        by=make_actor(Role.LOTSE, town=unit.town),
        at=LATER,
    )

    assert gone == ()
    assert _payloads("consent.withdrawn") == []


def test_only_moved_ticks_count_so_that_nobody_gives_again_what_was_taken_back_elsewhere() -> None:
    unit = make_public_unit(F.STREET, F.AREA, F.RENT, town=make_town())
    by = make_actor(Role.LOTSE, town=unit.town)
    seen = {F.STREET, F.AREA, F.RENT}
    withdraw_consent(unit=unit, fields={F.RENT}, way=Consent.Way.LINK, by=by, at=LATER)

    changed = change_consents(
        unit=unit,
        seen=seen,
        wanted={F.STREET, F.RENT, F.FLOOR},
        way=Consent.Way.PHONE,
        by=by,
        at=LATER,
    )

    assert changed == 2
    assert list(consents_of(unit)) == [F.STREET, F.FLOOR]


def test_one_word_of_an_owner_hides_all_units_and_nobody_elses() -> None:
    town = make_town()
    owner = make_owner(town=town)
    for number in ("1", "2"):
        make_public_unit(F.STREET, town=town, owner=owner, number=number)
    make_unit(town=town, owner=owner, number="3")
    other = make_public_unit(F.STREET, town=town, number="4")

    hidden = withdraw_everything(
        owner=owner, way=Consent.Way.PHONE, by=make_actor(Role.LOTSE, town=town), at=LATER
    )

    assert hidden == 2
    assert [room.public_id for room in rooms(town)] == [other.public_id]


def test_what_has_found_its_use_leaves_the_list_and_stays_let_out() -> None:
    unit = make_public_unit(F.STREET, town=make_town())

    Unit.objects.filter(pk=unit.pk).update(state=Unit.State.PERMANENT)

    assert rooms(unit.town) == []
    assert list(consents_of(unit)) == [F.STREET]


def test_a_unit_without_an_owner_is_never_public() -> None:
    unit = make_public_unit(F.STREET, town=make_town())

    Unit.objects.filter(pk=unit.pk).update(owner=None)

    assert rooms(unit.town) == []


def test_the_preview_shows_what_would_be_public_and_changes_nothing() -> None:
    town = make_town()
    unit = make_unit(town=town, owner=make_owner(town=town))
    picture = add_picture(unit)

    found = preview(unit, {F.AREA, F.PICTURES})

    assert found is not None
    assert (found.unit.card.area, found.unit.card.street) == (74, "")
    assert found.pictures == (picture,)
    assert preview(unit, set()) is None
    assert unit.consents.count() == 0


def test_only_released_pictures_are_shown_and_only_with_consent() -> None:
    unit = make_public_unit(F.PICTURES, town=make_town())
    released = add_picture(unit)
    add_picture(unit, is_released=False)

    room = room_called(unit.town, unit.public_id)

    assert room is not None
    assert room.pictures == (released,)


def test_another_towns_rooms_are_not_ours() -> None:
    unit = make_public_unit(F.STREET, town=make_town())

    assert room_called(make_town(), unit.public_id) is None


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_for_one_and_for_twenty(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    town = make_town()
    for number in range(count):
        add_picture(make_public_unit(*F, town=town, number=str(number)))

    with django_assert_num_queries(2):
        assert len(rooms(town)) == count
    with django_assert_num_queries(4):
        assert len(rooms(town, with_pictures=True)) == count


def test_every_version_of_the_words_names_every_part() -> None:
    assert VERSION in WORDS
    assert words_of("1999-01") is None
    for words in WORDS.values():
        assert list(words.parts) == list(ConsentField)
