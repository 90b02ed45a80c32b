"""The same hits on both databases: whatever is written and asked, the index agrees with a plain model in Python."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.search.findable import Audience, Text, key_of, object_of
from machbar.foundation.search.selectors import MOST_WALKED, Hits, entries_in_order, find, find_in
from machbar.foundation.search.tests.builders import DAY, index, make_text
from machbar.foundation.testing import make_town
from machbar.foundation.towns.models import Town
from machbar.reasoning.german import Question, read_question, search_terms

WORDS = ["Rad", "Fahrradwerkstatt", "Werkstatt", "Grünfläche", "gruen", "Bank", "s_1_0_dinge"]
WORDS += ["t_bank", "und", "2026", "NOT", "OR", "*", '"', "'", "&", "!", ":", "(", "\\", "ẞ"]
TEXT = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=6).map(" ".join)
PLAIN = TEXT.map(lambda text: text.replace("\x00", "").encode("utf-8", "ignore").decode())


@dataclass(frozen=True, kw_only=True)
class Written:
    """One object of the random index."""

    title: str
    body: str
    days: int
    is_internal: bool
    is_elsewhere: bool


WRITTEN = st.builds(
    Written,
    title=PLAIN,
    body=PLAIN,
    days=st.integers(0, 3),
    is_internal=st.booleans(),
    is_elsewhere=st.booleans(),
)


def text_of(number: int, written: Written, here: Town, there: Town) -> Text:
    return make_text(
        there if written.is_elsewhere else here,
        number,
        written.title,
        written.body,
        on=DAY + timedelta(days=written.days),
        audience=Audience.INTERNAL if written.is_internal else Audience.PUBLIC,
    )


def model(texts: list[Text], town: Town, question: Question) -> list[tuple[int, int]]:
    """What must be found, best first: the tier and the object, by the words alone."""
    found = []
    for text in texts:
        if text.town_id != town.pk or text.audience is not Audience.PUBLIC or not question.words:
            continue
        title = search_terms(text.title)
        every = title | search_terms(text.body)
        if all(word.is_in(title) for word in question.words):
            tier = 0
        elif all(word.is_in(every) for word in question.words):
            tier = 1
        elif all(word.is_near(every) for word in question.words):
            tier = 2
        else:
            continue
        found.append((tier, -text.on.toordinal(), -text.object_id))
    return [(tier, -number) for tier, _day, number in sorted(found)]


@pytest.mark.django_db
@given(st.lists(WRITTEN, max_size=8), PLAIN, st.sampled_from([0, 2, MOST_WALKED]))
def test_the_index_finds_what_a_plain_model_finds_in_the_same_order(
    written: list[Written], asked: str, most_walked: int
) -> None:
    with transaction.atomic():
        here, there = make_town(), make_town()
        texts = [text_of(n, each, here, there) for n, each in enumerate(written, start=1)]
        index(*texts)
        question = read_question(asked)

        found = find(here, question, {"dinge": Audience.PUBLIC}, most_walked=most_walked)
        hits = found.get("dinge", Hits())

        expected = model(texts, here, question)
        assert [object_of(key) for key in hits.exact] == [n for tier, n in expected if tier < 2]
        assert [object_of(key) for key in hits.near] == [n for tier, n in expected if tier == 2]
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_mark_written_into_a_text_opens_nothing() -> None:
    here, there = make_town(), make_town()
    forged = f"s_{here.pk}_0_dinge s{here.pk}0dinge"
    index(make_text(there, 1, forged, forged), make_text(here, 2, "Bank"))

    assert find_in(here, "dinge", kind="dinge", audience=Audience.PUBLIC).objects == ()
    assert find_in(here, forged, kind="dinge", audience=Audience.PUBLIC).objects == ()


@pytest.mark.django_db
def test_title_comes_before_date_and_date_before_id() -> None:
    town = make_town()
    later = DAY + timedelta(days=1)
    index(
        make_text(town, 1, "Bank"),
        make_text(town, 2, "Platz", "Eine Bank", on=later),
        make_text(town, 3, "Bank", on=later),
        make_text(town, 4, "Bank"),
    )

    hits = find_in(town, "bank", kind="dinge", audience=Audience.PUBLIC)

    assert hits.objects == (3, 4, 1, 2)


@pytest.mark.django_db
def test_two_hundred_hits_are_given_and_that_there_are_more_is_said() -> None:
    town = make_town()
    index(*(make_text(town, n, "Bank") for n in range(1, 202)))

    hits = find_in(town, "bank", kind="dinge", audience=Audience.PUBLIC)

    assert hits.objects == tuple(range(201, 1, -1))
    assert hits.is_cut


@pytest.mark.django_db
def test_two_hundred_hits_are_all() -> None:
    town = make_town()
    index(*(make_text(town, n, "Bank") for n in range(1, 201)))

    assert not find_in(town, "bank", kind="dinge", audience=Audience.PUBLIC).is_cut


@pytest.mark.django_db
def test_a_list_asks_for_exact_values_as_well() -> None:
    town = make_town()
    index(
        make_text(town, 1, "Bank", facets=("stand_new",)),
        make_text(town, 2, "Bank", facets=("stand_parked",)),
    )

    hits = find_in(town, "bank", kind="dinge", audience=Audience.PUBLIC, facets=["stand_parked"])

    assert hits.objects == (2,)


@pytest.mark.django_db
def test_several_kinds_are_asked_for_at_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    town = make_town()
    index(make_text(town, 1, "Bank"))
    index(make_text(town, 1, "Bank", audience=Audience.INTERNAL), kind="andere", number=61)

    with django_assert_num_queries(2):
        found = find(
            town,
            read_question("Bank"),
            {"dinge": Audience.PUBLIC, "andere": Audience.INTERNAL, "keine": Audience.PUBLIC},
        )

    assert {kind: hits.objects for kind, hits in found.items()} == {
        "dinge": (1,),
        "andere": (1,),
        "keine": (),
    }


@pytest.mark.django_db
def test_a_very_long_text_and_a_very_long_word_can_be_stored_and_found() -> None:
    town = make_town()
    index(make_text(town, 1, "Bank", "x" * 5000 + " " + "wort " * 40_000))

    assert find_in(town, "y" * 3000, kind="dinge", audience=Audience.PUBLIC).objects == ()
    assert find_in(town, "x" * 5000, kind="dinge", audience=Audience.PUBLIC).objects == (1,)


@pytest.mark.django_db
def test_an_entry_that_is_gone_meanwhile_is_left_out() -> None:
    town = make_town()
    index(make_text(town, 1, "Bank"))
    key = key_of(DAY, object_id=1, kind=60, audience=Audience.PUBLIC)
    gone = key_of(date(2026, 1, 1), object_id=9, kind=60, audience=Audience.PUBLIC)

    assert [entry.title for entry in entries_in_order([gone, key])] == ["Bank"]
