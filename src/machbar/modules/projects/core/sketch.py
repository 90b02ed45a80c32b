"""The feasibility sketch: its questions, its variants, what keeps it from being finished, and its two pages.

Source: the structure of real sketches (domain.md, P-D). Amounts are whole cents. Running costs are compulsory: a
sketch is not finished while nobody has said what a variant costs every year, or why that is not known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_VARIANTS = 4
VARIANT_LETTERS = "ABCD"


class SketchStep(StrEnum):
    """The questions of a sketch, one page each, in the order of the paper."""

    OCCASION = "occasion"
    PLACE = "place"
    USERS = "users"
    VARIANTS = "variants"
    LAW = "law"
    COSTS = "costs"
    FOLLOW_UP = "follow_up"
    RISKS = "risks"
    CARRIER = "carrier"
    TIME = "time"
    DECISION = "decision"


@dataclass(frozen=True, kw_only=True)
class SketchQuestion:
    """One question: the step (its text has the same name), its fields of each variant, and how long a text usually is
    so that everything fits on two pages."""

    step: SketchStep
    usual_length: tuple[int, int]
    variant_fields: tuple[str, ...] = ()


SKETCH: tuple[SketchQuestion, ...] = (
    SketchQuestion(step=SketchStep.OCCASION, usual_length=(100, 500)),
    SketchQuestion(step=SketchStep.PLACE, usual_length=(60, 350)),
    SketchQuestion(step=SketchStep.USERS, usual_length=(80, 400)),
    SketchQuestion(
        step=SketchStep.VARIANTS,
        usual_length=(0, 250),
        variant_fields=("name", "gist", "pros", "cons"),
    ),
    SketchQuestion(step=SketchStep.LAW, usual_length=(60, 350)),
    SketchQuestion(
        step=SketchStep.COSTS, usual_length=(40, 250), variant_fields=("cost_from", "cost_to")
    ),
    SketchQuestion(
        step=SketchStep.FOLLOW_UP,
        usual_length=(40, 300),
        variant_fields=("yearly", "yearly_unknown", "yearly_note"),
    ),
    SketchQuestion(step=SketchStep.RISKS, usual_length=(60, 400)),
    SketchQuestion(step=SketchStep.CARRIER, usual_length=(40, 250)),
    SketchQuestion(step=SketchStep.TIME, usual_length=(40, 250), variant_fields=("duration",)),
    SketchQuestion(step=SketchStep.DECISION, usual_length=(40, 300)),
)
QUESTIONS: Mapping[SketchStep, SketchQuestion] = {each.step: each for each in SKETCH}
COMPULSORY = (SketchStep.OCCASION, SketchStep.DECISION)


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One way to do it. Costs and running costs a year in cents; None where nobody has said anything."""

    letter: str
    name: str
    gist: str = ""
    pros: str = ""
    cons: str = ""
    cost_from: int | None = None
    cost_to: int | None = None
    yearly: int | None = None
    yearly_unknown: bool = False
    yearly_note: str = ""
    duration: str = ""


@dataclass(frozen=True, kw_only=True)
class SketchContent:
    """Everything that stands in a sketch: the text of each step, and the variants that have a name."""

    texts: Mapping[SketchStep, str]
    variants: tuple[Variant, ...] = ()

    def text(self, step: SketchStep) -> str:
        """The text of a step, without blanks at its ends."""
        return self.texts.get(step, "").strip()


class SketchLack(StrEnum):
    """What keeps a sketch from being finished."""

    TEXT = "text"
    VARIANT = "variant"
    FOLLOW_UP_OF_ALL = "follow_up_of_all"
    FOLLOW_UP = "follow_up"
    FOLLOW_UP_REASON = "follow_up_reason"
    FOLLOW_UP_ZERO = "follow_up_zero"


@dataclass(frozen=True, kw_only=True)
class SketchMissing:
    """One thing that is missing: in which step, and of which variant."""

    lack: SketchLack
    step: SketchStep
    variant: str = ""


def follow_up_lack(variant: Variant) -> SketchLack | None:
    """Why the running costs of a variant are not answered; None where they are."""
    has_note = bool(variant.yearly_note.strip())
    if variant.yearly_unknown:
        return None if has_note else SketchLack.FOLLOW_UP_REASON
    if variant.yearly is None:
        return SketchLack.FOLLOW_UP
    if variant.yearly == 0 and not has_note:
        return SketchLack.FOLLOW_UP_ZERO
    return None


def missing_in_sketch(content: SketchContent) -> tuple[SketchMissing, ...]:
    """What is missing before a sketch can be finished, in the order of its steps; empty where nothing is."""
    found = [
        SketchMissing(lack=SketchLack.TEXT, step=step)
        for step in COMPULSORY
        if not content.text(step)
    ]
    if not content.variants:
        found.append(SketchMissing(lack=SketchLack.VARIANT, step=SketchStep.VARIANTS))
        found.append(SketchMissing(lack=SketchLack.FOLLOW_UP_OF_ALL, step=SketchStep.FOLLOW_UP))
    for variant in content.variants:
        lack = follow_up_lack(variant)
        if lack is not None:
            found.append(SketchMissing(lack=lack, step=SketchStep.FOLLOW_UP, variant=variant.name))
    order = list(SketchStep)
    return tuple(sorted(found, key=lambda each: order.index(each.step)))


def open_steps(content: SketchContent) -> tuple[SketchStep, ...]:
    """The steps that nobody has answered yet; a finished sketch names them as open."""
    return tuple(step for step in SketchStep if not _is_answered(step, content))


def _is_answered(step: SketchStep, content: SketchContent) -> bool:
    variants = content.variants
    if step is SketchStep.VARIANTS:
        return bool(variants)
    if step is SketchStep.COSTS:
        return bool(variants) and all(
            (each.cost_from, each.cost_to) != (None, None) for each in variants
        )
    if step is SketchStep.FOLLOW_UP:
        return bool(variants) and all(follow_up_lack(each) is None for each in variants)
    return bool(content.text(step))


# --- a sketch as JSON, for a version that is frozen ----------------------------------------------
def frozen(content: SketchContent) -> dict[str, object]:
    """The sketch as plain values for JSON; `thawed` reads them again."""
    return {
        "texts": {step.value: content.text(step) for step in SketchStep},
        "variants": [
            {name: getattr(each, name) for name in Variant.__dataclass_fields__}
            for each in content.variants
        ],
    }


def thawed(values: Mapping[str, object]) -> SketchContent:
    """The sketch behind the values of `frozen`."""
    texts, variants = values["texts"], values["variants"]
    if not isinstance(texts, Mapping) or not isinstance(variants, Sequence):
        raise TypeError("This is no frozen sketch.")
    return SketchContent(
        texts={step: str(texts.get(step.value, "")) for step in SketchStep},
        variants=tuple(Variant(**each) for each in variants),
    )


# --- does it fit on two pages? -------------------------------------------------------------------
CHARACTERS_A_LINE = 86
LINES = (
    92  # of both pages together; the paper as ODT is the longer one (tests/test_sketch_papers.py)
)
LINES_A_HEADING = 3
LINES_OF_THE_HEAD = 9
_CELLS = ("name", "gist", "pros", "cons", "duration")
LINES_OF_THE_TABLE = 9  # its caption, its head, the costs, and the space between rows


def lines_needed(content: SketchContent) -> int:
    """How many lines of the paper the sketch takes, reckoned from the lengths of its texts."""
    texts = [content.text(step) for step in SketchStep if content.text(step)]
    lines = LINES_OF_THE_HEAD + sum(
        LINES_A_HEADING + _lines(text, CHARACTERS_A_LINE) for text in texts
    )
    if content.variants:
        lines += _table_lines(content.variants)
    return lines


def fullness(content: SketchContent) -> int:
    """How much of two pages the sketch takes, in per cent, rounded down; above 100 it will not fit."""
    return lines_needed(content) * 100 // LINES


def _table_lines(variants: Sequence[Variant]) -> int:
    """The comparison: its columns share the width evenly, the first one holds the criteria."""
    width = CHARACTERS_A_LINE // (len(variants) + 1) - 4
    notes = [f"0.000.000 €: {each.yearly_note}" for each in variants]
    cells = [[getattr(each, name) for each in variants] for name in _CELLS]
    return LINES_OF_THE_TABLE + sum(
        max(_lines(text, width) for text in row) for row in [notes, *cells]
    )


def _lines(text: str, width: int) -> int:
    return sum(max(1, -(-len(line) // width)) for line in text.splitlines())
