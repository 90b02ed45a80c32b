"""How ideas are found: at once, by the right people only, and gone in the next request."""

from dataclasses import replace
from datetime import timedelta

import pytest

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.search.findable import Audience
from machbar.foundation.search.selectors import find_in
from machbar.foundation.search.services import differences
from machbar.foundation.testing import make_actor, make_town
from machbar.modules.ideas.core import read_number
from machbar.modules.ideas.findable import FINDABLE, audience, jump
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services import (
    add_to_idea,
    answer_idea,
    change_contact,
    make_project,
    offer_help,
    publish_idea,
    unpublish_idea,
    withdraw_idea,
    withdraw_offer,
)
from machbar.modules.ideas.tests.builders import MORNING, make_idea

pytestmark = pytest.mark.django_db


def found(idea: Idea, text: str, whom: Audience, *, facets: tuple[str, ...] = ()) -> bool:
    hits = find_in(idea.town, text, kind=FINDABLE.kind, audience=whom, facets=facets)
    return idea.pk in hits.objects


def test_a_new_idea_is_found_by_the_team_at_once_and_by_nobody_else() -> None:
    idea = make_idea(make_town(), text="Ein Trinkbrunnen am Markt")

    assert found(idea, "Brunnen", Audience.INTERNAL)
    assert not found(idea, "Brunnen", Audience.PUBLIC)


def test_an_idea_on_the_wall_is_found_until_it_is_taken_off() -> None:
    idea = make_idea(make_town(), text="Ein Trinkbrunnen am Markt")
    house = Actor(town=idea.town, system=True)

    publish_idea(idea=idea, by=house, at=MORNING)
    assert found(idea, "Brunnen", Audience.PUBLIC)
    unpublish_idea(idea=idea, by=house)
    assert not found(idea, "Brunnen", Audience.PUBLIC)
    publish_idea(idea=idea, by=house, at=MORNING)
    withdraw_idea(idea=idea, by=house)

    assert not found(idea, "Brunnen", Audience.PUBLIC)
    assert found(idea, "Brunnen", Audience.INTERNAL)


def test_words_of_the_inside_make_no_public_hit() -> None:
    idea = make_idea(make_town(), text="Bank", contact="xikontakt@example.org", is_public=True)
    house = Actor(town=idea.town, system=True)
    answer_idea(idea=idea, by=house, at=MORNING, status="in_talk", text="Quabbelo", key="k")
    add_to_idea(idea=idea, by=house, at=MORNING, text="Zwirbelu")

    inside = ("Quabbelo", "Zwirbelu", idea.number)
    assert [found(idea, word, Audience.INTERNAL) for word in inside] == [True, True, True]
    assert [found(idea, word, Audience.PUBLIC) for word in inside] == [False, False, False]
    assert [found(idea, "xikontakt", whom) for whom in Audience] == [False, True]


def test_who_answers_finds_an_idea_by_its_giver_and_by_who_offered_help_until_they_are_gone() -> (
    None
):
    idea = make_idea(make_town(), text="Bank", contact="05353 / 91-00", is_public=True)
    house = Actor(town=idea.town, system=True)
    offered = offer_help(
        idea=idea, by=house, at=MORNING, form_key="o", name="Quabbelo", contact="q@example.org"
    )

    words = ("0535391 00", "05353 91 00", "053539100", "quabbelo", "q@example.org")
    assert [found(idea, word, Audience.INTERNAL) for word in words] == [
        False,
        True,
        True,
        True,
        True,
    ]
    assert not any(found(idea, word, Audience.PUBLIC) for word in words)
    change_contact(idea=idea, by=house, at=MORNING, contact="neu@example.org")
    withdraw_offer(offer=offered.offer, by=house, at=MORNING)

    assert not any(found(idea, word, Audience.INTERNAL) for word in words)
    assert found(idea, "neu@example.org", Audience.INTERNAL)


def test_each_deed_leaves_entries_that_are_what_the_records_say() -> None:
    town = make_town()
    house = Actor(town=town, system=True)
    idea = make_idea(town, is_public=True)
    later = MORNING + timedelta(days=1)

    answer_idea(idea=idea, by=house, at=later, status="parked", text="Später", key="k")
    assert found(idea, "Fahrrad", Audience.PUBLIC, facets=("stand_parked",))
    make_project(idea=idea, by=house, at=later, title="Werkstatt")
    assert found(idea, "Fahrrad", Audience.PUBLIC, facets=("stand_project",))

    assert differences(FINDABLE).objects == ()


def test_only_who_answers_ideas_searches_their_inside() -> None:
    inside = {role for role in Role if audience(make_actor(role)) is Audience.INTERNAL}

    assert inside == {Role.LOTSE, Role.MODERATION, Role.ADMIN}
    assert audience(make_actor()) is Audience.PUBLIC


def test_a_number_leads_the_answering_team_of_its_town_to_the_idea() -> None:
    idea = make_idea(make_town())
    lotse = make_actor(Role.LOTSE, town=idea.town)

    assert jump(lotse, f" {idea.number.lower()} ") == f"/werkstatt/gespraeche/{idea.public_id}/"
    assert jump(lotse, "L-1999-0001") == ""
    assert jump(make_actor(Role.TREASURER, town=idea.town), idea.number) == ""
    assert jump(make_actor(town=idea.town), idea.number) == ""
    assert jump(replace(lotse, town=make_town()), idea.number) == ""


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("K-2026-0147", "K-2026-0147"),
        ("k 2026 147", "K-2026-0147"),
        ("KÖ–2026–12345", "KÖ-2026-12345"),
        ("K-2026", ""),
        ("2026-0147", ""),
        ("Bank", ""),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str, number: str) -> None:
    assert read_number(typed) == number
