"""The doors through which answers go out: with a ready-made reason or own words, and how they reached the person."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from machbar.foundation.ui.fields import ContactField
from machbar.foundation.ui.form_keys import KeyedForm
from machbar.modules.ideas.core import (
    PLACEHOLDERS,
    fill,
    read_number,
    unknown_placeholders,
)
from machbar.modules.ideas.models import Idea, ReasonTemplate

MOST_LETTERS = 4000


def placeholders_of(idea: Idea) -> dict[str, str]:
    """What the placeholders of a reason stand for."""
    values = (idea.number, idea.title, idea.town.short_name, idea.town.house_name)
    return dict(zip(PLACEHOLDERS, values, strict=True))


class ReasonChoice(forms.RadioSelect):
    """Ready-made reasons to pick from; each carries its filled text, so that the page can show it at once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self.texts = texts

    def create_option(self, name: str, value: Any, *arguments: Any, **keywords: Any) -> Any:
        """One reason."""
        option = super().create_option(name, value, *arguments, **keywords)
        option["attrs"]["data-text"] = self.texts.get(str(value), "")
        return option


class ReasonForm(KeyedForm):
    """A reason for the giver: own words, or a ready-made one word for word."""

    template = forms.ChoiceField(label=_("Ready-made"), required=False)
    text = forms.CharField(
        label=_("What the person reads"),
        help_text=_("Leave it empty to send the ready-made text as it is."),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": _("Please shorten this to 4,000 characters.")},
    )

    def __init__(
        self, *arguments: Any, templates: Sequence[ReasonTemplate], idea: Idea, **more: Any
    ) -> None:
        super().__init__(*arguments, **more)
        values = placeholders_of(idea)
        self.texts = {each.public_id: fill(each.text, values) for each in templates}
        choice = self.fields["template"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
        choice.choices = [
            (each.public_id, f"{number} · {each.title}")
            for number, each in enumerate(templates, start=1)
        ]
        choice.widget = ReasonChoice(self.texts)
        choice.widget.choices = choice.choices
        if not templates:
            del self.fields["template"]
            self.fields["text"].help_text = ""

    def clean(self) -> None:
        """One of both is needed."""
        if self.errors:
            return
        chosen = self.texts.get(self.cleaned_data.get("template", ""), "")
        words = self.cleaned_data["text"].replace("\x00", "").strip() or chosen
        if not words:
            self.add_error("text", _("Please write what the giver of the idea shall read."))
        self.cleaned_data["text"] = words


class JoinIdeaForm(KeyedForm):
    """The other idea, by the number on its receipt, and what the giver reads about it."""

    number = forms.CharField(
        label=_("Number of the other idea"),
        help_text=_("As it stands on the receipt, such as K-2026-0147."),
        max_length=20,
        error_messages={"required": _("Please write the number of the other idea.")},
    )
    text = forms.CharField(
        label=_("What the person reads"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Leave it empty to say that both ideas go on together."),
    )

    def clean_number(self) -> str:
        """The number as it is stored."""
        number = read_number(str(self.cleaned_data["number"]))
        if not number:
            raise forms.ValidationError(_("Please write the number like this: K-2026-0147."))
        return number


class AnswerForm(ReasonForm):
    """What the giver of the idea will read, and where the idea stands from now on (F03)."""

    status = forms.ChoiceField(
        label=_("How does it go on?"),
        choices=[
            (Idea.Status.IN_TALK.value, _("We talk about it")),
            (Idea.Status.PARKED.value, _("Parked for now")),
            (Idea.Status.HANDED_OVER.value, _("Handed over to somebody else")),
            (Idea.Status.NOT_FEASIBLE.value, _("Not possible, and we say why")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose how it goes on with the idea.")},
    )
    is_question = forms.BooleanField(
        label=_("We ask something and wait for the person."), required=False
    )

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["text"].label = _("Your answer")
        self.fields["text"].help_text = _(
            "The person reads this word for word. When you decline, say why and what would help."
        )
        if "template" in self.fields:
            self.fields["template"].widget = forms.Select(
                choices=[("", _("none, own words")), *self.fields["template"].choices]  # type: ignore[attr-defined]
            )
            self.fields["template"].label = _("Ready-made text, sent where you write nothing")


class ContactForm(forms.Form):
    """How the giver is reached from now on."""

    contact = ContactField(
        label=_("How do we reach the person?"),
        help_text=_("Mail, phone or postal address. Without one the answer stands on the receipt."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        required=False,
        error_messages={
            "max_length": _("Please write how we reach the person in at most 300 characters.")
        },
    )


class TemplateForm(forms.Form):
    """A ready-made reason, as the town words it."""

    status = forms.ChoiceField(label=_("What is it for?"), choices=ReasonTemplate.Status.choices)
    title = forms.CharField(
        label=_("Short name"),
        help_text=_("Only the team reads it."),
        max_length=80,
        error_messages={
            "required": _("Please give the text a short name."),
            "max_length": _("Please shorten the name to 80 characters."),
        },
    )
    text = forms.CharField(
        label=_("Text"),
        help_text=_("{nummer}, {titel}, {ort} and {haus} are filled in."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Please write what the giver of the idea shall read."),
            "max_length": _("Please shorten this to 2,000 characters."),
        },
    )

    def clean_text(self) -> str:
        """Braces hold known placeholders only, so that nobody reads one that was mistyped."""
        text = str(self.cleaned_data["text"]).replace("\x00", "")
        unknown = unknown_placeholders(text)
        if unknown:
            raise forms.ValidationError(
                _("{%(word)s} is not filled in. There are {nummer}, {titel}, {ort} and {haus}.")
                % {"word": unknown[0]}
            )
        return text
