"""The questions of the feasibility sketch as forms: one text a step, and the step's fields of each variant."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from machbar.foundation.ui.fields import AmountField
from machbar.foundation.ui.form_keys import KeyedForm
from machbar.modules.projects.core import (
    MOST_VARIANTS,
    QUESTIONS,
    VARIANT_LETTERS,
    SketchStep,
)
from machbar.modules.projects.models import Sketch, SketchVariant
from machbar.modules.projects.selectors import text_field

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONGEST_TEXT = 4_000
LETTERS = VARIANT_LETTERS[:MOST_VARIANTS]

ASKED: Mapping[SketchStep, tuple[Promise, Promise]] = {
    SketchStep.OCCASION: (
        gettext_lazy("Why now?"),
        gettext_lazy("What is missing, who has said so, what happens if nothing happens?"),
    ),
    SketchStep.PLACE: (
        gettext_lazy("Where shall it be?"),
        gettext_lazy("Address or square, to whom it belongs, what stands there today."),
    ),
    SketchStep.USERS: (
        gettext_lazy("Who will use it?"),
        gettext_lazy("Who, how many, how often, and what they expect. How do we know?"),
    ),
    SketchStep.VARIANTS: (
        gettext_lazy("What do the variants differ in?"),
        gettext_lazy("One sentence is enough. Doing nothing is a variant, too."),
    ),
    SketchStep.LAW: (
        gettext_lazy("Which law and which permits?"),
        gettext_lazy(
            "Building law, monuments, noise, safety, contracts; whom we have asked, what is open."
        ),
    ),
    SketchStep.COSTS: (
        gettext_lazy("Where do the figures come from?"),
        gettext_lazy("An offer, a comparable project, a rough guess: just say so."),
    ),
    SketchStep.FOLLOW_UP: (
        gettext_lazy("Who looks after it, for how long?"),
        gettext_lazy("Cleaning, inspection, repair, electricity, insurance: who does it?"),
    ),
    SketchStep.RISKS: (
        gettext_lazy("What can go wrong?"),
        gettext_lazy("And what we do then."),
    ),
    SketchStep.CARRIER: (
        gettext_lazy("Who carries it?"),
        gettext_lazy("Who builds, who answers for the money, who runs it afterwards?"),
    ),
    SketchStep.TIME: (
        gettext_lazy("When does what happen?"),
        gettext_lazy("The steps and their months, deadlines of funding, the season."),
    ),
    SketchStep.DECISION: (
        gettext_lazy("What has to be decided, by whom, until when?"),
        gettext_lazy("The sentence that the council or the board votes on."),
    ),
}
_TOO_LONG = gettext_lazy("Please use at most %(limit_value)d characters.")


@dataclass(frozen=True, kw_only=True)
class VariantFields:
    """The fields of one variant on a page; a free place beyond the first is folded while nothing stands in it."""

    letter: str
    name: str
    fields: Sequence[BoundField]
    is_folded: bool = False


class StepForm(forms.Form):
    """One step of the sketch. Fields of variants are called `A_name`, `A_cost_from` and so on."""

    is_marked = False  # everything may stay empty for now: what is needed in the end, the page says

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, *arguments: Any, step: SketchStep, sketch: Sketch | None, **keywords: Any
    ) -> None:
        super().__init__(*arguments, **keywords)
        self.step = step
        self.sketch = sketch
        self.rows = {row.letter: row for row in sketch.variants.all()} if sketch else {}
        self.fields["seen_version"].initial = _version(sketch, step)
        self.letters = self._letters()
        for letter in self.letters:
            for name in QUESTIONS[step].variant_fields:
                field = VARIANT_FIELDS[name]()
                field.initial = getattr(self.rows.get(letter), name, None)
                self.fields[f"{letter}_{name}"] = field
        self.fields["text"] = _text(step, getattr(sketch, text_field(step)) if sketch else "")

    def _letters(self) -> list[str]:
        """The variants that the page asks about: those with a name, those that were typed, and in their own step all
        four places."""
        if not QUESTIONS[self.step].variant_fields:
            return []
        if self.step is SketchStep.VARIANTS:
            return list(LETTERS)
        typed = {key[0] for key in self.data if key[1:2] == "_" and key[0] in LETTERS}
        return [letter for letter in LETTERS if letter in typed or self._name(letter)]

    def _name(self, letter: str) -> str:
        row = self.rows.get(letter)
        return row.name if row else ""

    def groups(self) -> list[VariantFields]:
        """The fields of each variant."""
        return [
            VariantFields(
                letter=letter,
                name=self._name(letter),
                fields=self._bound(letter),
                is_folded=letter != LETTERS[0]
                and not any(each.value() or each.errors for each in self._bound(letter))
                and self.step is SketchStep.VARIANTS,
            )
            for letter in self.letters
        ]

    def _bound(self, letter: str) -> list[BoundField]:
        return [self[f"{letter}_{name}"] for name in QUESTIONS[self.step].variant_fields]

    def clean(self) -> dict[str, Any]:
        """Costs from–to the right way round, an amount or "not known", a name for what is described."""
        cleaned: dict[str, Any] = super().clean() or {}
        for letter in self.letters:
            self._check(letter, cleaned)
        return cleaned

    def _check(self, letter: str, cleaned: Mapping[str, Any]) -> None:
        def value(name: str) -> Any:
            return cleaned.get(f"{letter}_{name}")

        lowest, highest = value("cost_from"), value("cost_to")
        if lowest is not None and highest is not None and lowest > highest:
            self.add_error(
                f"{letter}_cost_to", gettext("“Up to” is less than “from”. Please look again.")
            )
        if value("yearly") is not None and value("yearly_unknown"):
            self.add_error(
                f"{letter}_yearly", gettext("Please give an amount, or tick “not known”: not both.")
            )
        is_described = any(value(name) for name in ("gist", "pros", "cons"))
        if self.step is SketchStep.VARIANTS and is_described and not value("name"):
            self.add_error(f"{letter}_name", gettext("Please give this variant a name."))

    def variants(self) -> dict[str, dict[str, object]]:
        """The fields of the variants by letter; call it after `is_valid`."""
        names = QUESTIONS[self.step].variant_fields
        return {
            letter: {name: self.cleaned_data[f"{letter}_{name}"] for name in names}
            for letter in self.letters
        }


class FinishForm(forms.Form):
    """Which state of the sketch is to be frozen."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class WriterForm(KeyedForm):
    """Somebody without an account shall write along."""

    label = forms.CharField(
        label=_("Who gets the link?"),
        help_text=_("The part, not the name: project lead, treasurer of the club …"),
        max_length=60,
        error_messages={
            "required": _("Please say for whom the link is."),
            "max_length": _TOO_LONG,
        },
    )


def _version(sketch: Sketch | None, step: SketchStep) -> int:
    answer = sketch.answers.filter(step=step.value).first() if sketch else None
    return answer.version if answer else 0


def _text(step: SketchStep, initial: str) -> forms.CharField:
    label, help_text = (str(each) for each in ASKED[step])
    shortest, longest = QUESTIONS[step].usual_length
    length = gettext("For two pages: %(shortest)d to %(longest)d characters.")
    if not shortest:
        length = gettext("For two pages: up to %(longest)d characters.")
    return forms.CharField(
        label=label,
        help_text=f"{help_text} {length % {'shortest': shortest, 'longest': longest}}",
        required=False,
        initial=initial,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": _TOO_LONG},
    )


def _line(
    name: str, label: "_StrPromise", help_text: "_StrPromise | str" = "", rows: int = 0
) -> Callable[[], forms.Field]:
    longest = SketchVariant._meta.get_field(name).max_length  # type: ignore[union-attr]
    return lambda: forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(),
        error_messages={"max_length": _TOO_LONG},
    )


VARIANT_FIELDS: Mapping[str, Callable[[], forms.Field]] = {
    "name": _line(
        "name", _("Name of the variant"), _("Short. Empty the name to leave the variant out.")
    ),
    "gist": _line("gist", _("In one or two sentences"), rows=2),
    "pros": _line("pros", _("What speaks for it?"), rows=2),
    "cons": _line("cons", _("What speaks against it?"), rows=2),
    "cost_from": lambda: AmountField(label=_("Costs from, in euros"), required=False),
    "cost_to": lambda: AmountField(
        label=_("Up to, in euros"),
        help_text=_("Once, with everything: planning, building, fees."),
        required=False,
    ),
    "yearly": lambda: AmountField(
        label=_("Running costs a year, in euros"),
        help_text=_("Without them the sketch cannot be finished."),
        required=False,
    ),
    "yearly_unknown": lambda: forms.BooleanField(label=_("Not known yet"), required=False),
    "yearly_note": _line(
        "yearly_note",
        _("In one sentence"),
        _("What it is made of. Needed for 0 euros and for “not known”: why?"),
        rows=2,
    ),
    "duration": _line(
        "duration", _("How long does it take?"), _("Such as: eight months, from May 2027.")
    ),
}
