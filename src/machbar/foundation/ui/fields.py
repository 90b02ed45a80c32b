"""Fields of forms that several pages share: amounts, shares, contacts and reasons as people write them."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from machbar.foundation.ui.formats import NBSP
from machbar.reasoning.amounts import AmountProblem, NotAnAmount, cents_of, text_of
from machbar.reasoning.contact import UnclearContact, can_be_reached, read_contact

MOST_OF_A_CONTACT = MOST_OF_A_REASON = 300
WHOLE = 10_000  # hundredths of a percent

AMOUNT_PROBLEMS: dict[AmountProblem, Promise] = {
    AmountProblem.EMPTY: gettext_lazy("Please give an amount, such as 1.234,50."),
    AmountProblem.NOT_AN_AMOUNT: gettext_lazy(
        "This is not an amount. Please write it like 1.234,50."
    ),
    AmountProblem.NEGATIVE: gettext_lazy("An amount cannot be negative."),
    AmountProblem.TOO_LARGE: gettext_lazy("This amount is too large."),
}


CONTACT_PROBLEMS = {
    "max_length": _("Please write how we reach you in at most 300 characters."),
    "nowhere": _(
        "This looks like no mail address, no phone number and no postal address with street and number."
    ),
    "unclear": _("Something is missing in the mail address, for example the part after the @."),
}


REASON_PROBLEMS = {
    "required": _("Please say why: the person reads it word for word."),
    "max_length": _("Please say why in at most 300 characters."),
}


class AmountField(forms.CharField):
    """An amount in euros as people write it; its value is whole cents, or None where it may stay empty."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(max_length=30, **keywords)
        self.widget.attrs["inputmode"] = "decimal"

    def prepare_value(self, value: object) -> object:
        """Show cents as a person would type them; what was typed wrong stays as it is."""
        return text_of(value) if isinstance(value, int) else value

    def clean(self, value: object) -> Any:
        """Whole cents. Raises `ValidationError` with a sentence."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return cents_of(text)
        except NotAnAmount as error:
            raise forms.ValidationError(str(AMOUNT_PROBLEMS[error.problem])) from error


class PercentField(AmountField):
    """A share such as `66,67`; its value is hundredths of a percent."""

    def clean(self, value: object) -> Any:
        """Hundredths of a percent, at most 100 %. Raises `ValidationError` with a sentence."""
        text = str(value or "").replace("%", "").replace(NBSP, " ")
        share = super().clean(text)
        if share is not None and share > WHOLE:
            raise forms.ValidationError(_("A share is at most 100 percent."))
        return share


class ContactField(forms.CharField):
    """How somebody is reached: mail, phone or postal address. Half a mail address and mere remarks are refused.

    A form that insists on a contact gives its own sentence for `required`.
    """

    def __init__(self, **keywords: Any) -> None:
        keywords.setdefault("widget", forms.TextInput(attrs={"autocomplete": "email"}))
        own = {**CONTACT_PROBLEMS, **keywords.pop("error_messages", {})}
        super().__init__(max_length=MOST_OF_A_CONTACT, error_messages=own, **keywords)

    def clean(self, value: object) -> Any:
        """What was typed. Raises `ValidationError` with a sentence."""
        contact = super().clean(value)
        try:
            found = read_contact(contact)
        except UnclearContact as error:
            raise forms.ValidationError(self.error_messages["unclear"], code="unclear") from error
        if not can_be_reached(found):
            raise forms.ValidationError(self.error_messages["nowhere"], code="nowhere")
        return contact


class ReasonField(forms.CharField):
    """Why somebody hears a no: one or two sentences, which that person reads word for word."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(
            max_length=MOST_OF_A_REASON,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages=REASON_PROBLEMS,
            **keywords,
        )


def in_table() -> forms.TextInput:
    """A text field in a cell of a table; `machbar/_cell.html` gives it its label."""
    return forms.TextInput(attrs={"class": "kern-form-input__input"})
