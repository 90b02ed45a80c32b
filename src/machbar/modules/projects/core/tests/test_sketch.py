"""The feasibility sketch: what keeps it from being finished, what is open, and whether it fits on two pages."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.projects.core import (
    SKETCH,
    SketchContent,
    SketchLack,
    SketchMissing,
    SketchStep,
    Variant,
    follow_up_lack,
    frozen,
    fullness,
    missing_in_sketch,
    open_steps,
    thawed,
)

ANSWERED = Variant(letter="A", name="Klein", cost_from=1, yearly=50_000)
FULL = SketchContent(texts=dict.fromkeys(SketchStep, "Ein Satz."), variants=(ANSWERED,))
amounts = st.none() | st.integers(0, 10**12)
variants = st.builds(
    Variant,
    letter=st.sampled_from("ABCD"),
    name=st.text(min_size=1, max_size=60),
    gist=st.text(max_size=240),
    cost_from=amounts,
    cost_to=amounts,
    yearly=amounts,
    yearly_unknown=st.booleans(),
    yearly_note=st.text(max_size=240),
)
contents = st.builds(
    SketchContent,
    texts=st.dictionaries(st.sampled_from(SketchStep), st.text(max_size=400)),
    variants=st.lists(variants, max_size=4).map(tuple),
)


def test_the_questions_stand_in_the_order_of_the_paper() -> None:
    assert [each.step for each in SKETCH] == list(SketchStep)


def test_a_full_sketch_misses_nothing_and_leaves_nothing_open() -> None:
    assert (missing_in_sketch(FULL), open_steps(FULL)) == ((), ())


def test_an_empty_sketch_misses_occasion_variant_running_costs_and_decision() -> None:
    assert missing_in_sketch(SketchContent(texts={})) == (
        SketchMissing(lack=SketchLack.TEXT, step=SketchStep.OCCASION),
        SketchMissing(lack=SketchLack.VARIANT, step=SketchStep.VARIANTS),
        SketchMissing(lack=SketchLack.FOLLOW_UP_OF_ALL, step=SketchStep.FOLLOW_UP),
        SketchMissing(lack=SketchLack.TEXT, step=SketchStep.DECISION),
    )
    assert open_steps(SketchContent(texts={})) == tuple(SketchStep)


@pytest.mark.parametrize(
    ("yearly", "is_unknown", "note", "lack"),
    [
        (None, False, "", SketchLack.FOLLOW_UP),
        (None, False, "Kommt noch.", SketchLack.FOLLOW_UP),
        (None, True, " ", SketchLack.FOLLOW_UP_REASON),
        (None, True, "Das Angebot steht aus.", None),
        (0, False, "", SketchLack.FOLLOW_UP_ZERO),
        (0, False, "Der Verein macht alles selbst.", None),
        (120_000, False, "", None),
    ],
)
def test_running_costs_need_an_amount_or_a_reason_and_nothing_needs_a_sentence(
    yearly: int | None, is_unknown: bool, note: str, lack: SketchLack | None
) -> None:
    variant = replace(ANSWERED, yearly=yearly, yearly_unknown=is_unknown, yearly_note=note)

    assert follow_up_lack(variant) is lack
    expected = (
        ()
        if lack is None
        else (SketchMissing(lack=lack, step=SketchStep.FOLLOW_UP, variant="Klein"),)
    )
    assert missing_in_sketch(replace(FULL, variants=(variant,))) == expected
    assert open_steps(replace(FULL, variants=(variant,))) == (
        () if lack is None else (SketchStep.FOLLOW_UP,)
    )


def test_costs_are_open_while_one_variant_has_neither_end() -> None:
    other = replace(ANSWERED, letter="B", cost_from=None)

    assert open_steps(replace(FULL, variants=(ANSWERED, other))) == (SketchStep.COSTS,)


def test_what_is_no_frozen_sketch_is_refused() -> None:
    with pytest.raises(TypeError):
        thawed({"texts": "nein", "variants": []})


@given(content=contents)
def test_a_frozen_sketch_thaws_to_the_same_words_and_amounts(content: SketchContent) -> None:
    again = thawed(json.loads(json.dumps(frozen(content))))

    assert again.variants == content.variants
    assert [again.text(step) for step in SketchStep] == [content.text(step) for step in SketchStep]


@given(content=contents)
def test_no_sketch_is_finished_with_running_costs_left_out(content: SketchContent) -> None:
    unanswered = any(each.yearly is None and not each.yearly_unknown for each in content.variants)

    assert not (unanswered and not missing_in_sketch(content))


@given(content=contents, more=st.text(max_size=500))
def test_more_words_never_make_the_pages_emptier(content: SketchContent, more: str) -> None:
    longer = {**content.texts, SketchStep.RISKS: content.texts.get(SketchStep.RISKS, "") + more}

    assert fullness(replace(content, texts=longer)) >= fullness(content)
