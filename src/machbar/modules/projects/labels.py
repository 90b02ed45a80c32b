"""Texts for what a gate misses."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.ui.formats import euros
from machbar.modules.projects.core import (
    Checklist,
    Fit,
    Lack,
    Missing,
    Remark,
    RemarkKind,
    SheetField,
    SketchLack,
    SketchMissing,
    SketchStep,
    Variant,
    checklists,
    fit_of,
    thawed,
)
from machbar.modules.projects.models import SketchVariant, Slot

VARIANT_TEXTS = ("gist", "pros", "cons", "duration", "yearly_note")
VARIANT_AMOUNTS = ("cost_from", "cost_to", "yearly")

_LACKS: dict[Lack, Promise] = {
    Lack.DESCRIPTION: gettext_lazy("Nobody has written down yet what it is about."),
    Lack.SLOT_OPEN: gettext_lazy("%(about)s: is not even in sight."),
    Lack.SLOT_NOT_PROVEN: gettext_lazy("%(about)s: does not stand yet."),
    Lack.OPERATION: gettext_lazy("Nobody has reckoned how the three years after it are paid."),
    Lack.OPERATION_GAP: gettext_lazy("The running costs leave a gap, and nobody covers it."),
    Lack.CHECKLIST: gettext_lazy("Still open: %(about)s"),
}

_REMARKS: dict[RemarkKind, Promise] = {
    RemarkKind.UNKNOWN_HEADING: gettext_lazy(
        "Line %(line)d: the sheet has no field “%(text)s”. The text below it is not taken."
    ),
    RemarkKind.KEPT_AS_TEXT: gettext_lazy(
        "Line %(line)d: “%(text)s” is no field of the sheet. The line stays in the text above it."
    ),
    RemarkKind.BEFORE_FIRST_HEADING: gettext_lazy(
        "Line %(line)d: “%(text)s” stands before the first heading and belongs to no field."
    ),
    RemarkKind.TWICE: gettext_lazy(
        "Line %(line)d: “%(text)s” comes a second time. Both texts are put together."
    ),
    RemarkKind.NOT_JSON: gettext_lazy("Line %(line)d cannot be read as JSON: %(text)s"),
    RemarkKind.NOT_A_SHEET: gettext_lazy("This JSON is no project sheet of MachBar."),
    RemarkKind.UNKNOWN_FIELD: gettext_lazy("Field %(line)d: the sheet has no “%(text)s”."),
    RemarkKind.NOT_TEXT: gettext_lazy("Field %(line)d (%(text)s): the value must be text."),
}

STEP_TITLES: dict[SketchStep, Promise] = {
    SketchStep.OCCASION: gettext_lazy("Occasion"),
    SketchStep.PLACE: gettext_lazy("Place"),
    SketchStep.USERS: gettext_lazy("Users"),
    SketchStep.VARIANTS: gettext_lazy("Variants"),
    SketchStep.LAW: gettext_lazy("Law and permits"),
    SketchStep.COSTS: gettext_lazy("Costs"),
    SketchStep.FOLLOW_UP: gettext_lazy("Running costs and care"),
    SketchStep.RISKS: gettext_lazy("Risks"),
    SketchStep.CARRIER: gettext_lazy("Carrier"),
    SketchStep.TIME: gettext_lazy("Time"),
    SketchStep.DECISION: gettext_lazy("Decision needed"),
}

_SKETCH_LACKS: dict[SketchLack, Promise] = {
    SketchLack.TEXT: gettext_lazy("%(step)s: nobody has written anything here yet."),
    SketchLack.VARIANT: gettext_lazy("Variants: please name at least one way to do it."),
    SketchLack.FOLLOW_UP_OF_ALL: gettext_lazy(
        "Name the running costs a year of each way, or why nobody knows them yet."
    ),
    SketchLack.FOLLOW_UP: gettext_lazy(
        "Running costs of “%(variant)s”: please say what it costs every year, or why nobody knows."
    ),
    SketchLack.FOLLOW_UP_REASON: gettext_lazy(
        "Running costs of “%(variant)s”: “not known” needs a sentence that says why."
    ),
    SketchLack.FOLLOW_UP_ZERO: gettext_lazy(
        "Running costs of “%(variant)s”: 0 € needs a sentence: who does the work, or why there is nothing to pay."
    ),
}


def sketch_sentence(missing: SketchMissing) -> str:
    """What keeps a sketch from being finished, in one sentence."""
    names = {"step": STEP_TITLES[missing.step], "variant": missing.variant}
    return str(_SKETCH_LACKS[missing.lack]) % names


def remark_sentence(remark: Remark) -> str:
    """What a reader of a pasted sheet has to say about a line, in one sentence."""
    return str(_REMARKS[remark.kind]) % {"line": remark.line, "text": remark.text}


def length_words(field: SheetField, text: str) -> str:
    """How long a text is beside what is usual in its field; nothing for a field without a usual length."""
    if field.usual_length is None or not text:
        return ""
    shortest, longest = field.usual_length
    sentence = {
        Fit.SHORT: _("%(n)d characters, shorter than usual (%(shortest)d to %(longest)d)"),
        Fit.LONG: _("%(n)d characters, longer than usual (%(shortest)d to %(longest)d)"),
    }.get(fit_of(field, text), _("%(n)d characters, usual (%(shortest)d to %(longest)d)"))
    return sentence % {"n": len(text), "shortest": shortest, "longest": longest}


def missing_sentence(missing: Missing) -> str:
    """What the gate misses, in one sentence."""
    about = missing.about
    if missing.lack in {Lack.SLOT_OPEN, Lack.SLOT_NOT_PROVEN}:
        about = str(Slot.Kind(missing.about).label)
    return str(_LACKS[missing.lack]) % {"about": about}


def kind_choices() -> list[tuple[str, str]]:
    """The types of project to choose from, the undecided one first."""
    _every, *types = checklists()
    return [("", _("not decided yet")), *((each.key, each.label) for each in types)]


def kind_label(kind: str) -> str:
    """The type of a project in words; nothing while nobody has decided."""
    found: Checklist | None = next((each for each in checklists() if each.key == kind), None)
    return found.label if found and kind else ""


def edition_in_words(content: Mapping[str, object] | Sequence[object]) -> str:
    """A finished version of a sketch, step by step and variant by variant; what was put in its place, as it is."""
    if not isinstance(content, Mapping):
        return "\n".join(map(str, content))
    sketch = thawed(content)
    lines = [
        f"{title}: {text}" for step, title in STEP_TITLES.items() if (text := sketch.text(step))
    ]
    for variant in sketch.variants:
        lines.append(f"{variant.letter}. {variant.name}")
        lines.extend(_parts(variant))
    return "\n".join(lines)


def _parts(variant: Variant) -> Iterator[str]:
    labels = {each.name: str(each.verbose_name) for each in SketchVariant._meta.local_fields}
    for name in VARIANT_TEXTS:
        if text := str(getattr(variant, name)):
            yield f"{labels[name][:1].upper()}{labels[name][1:]}: {text}"
    for name in VARIANT_AMOUNTS:
        amount = getattr(variant, name)
        if amount is not None:
            yield f"{labels[name][:1].upper()}{labels[name][1:]}: {euros(amount)}"
