"""The doors through which ideas, answers and additions come in."""

import secrets
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from machbar.modules.ideas.core import UnclearContact, read_contact
from machbar.modules.ideas.models import Idea

FORM_KEY_SALT = "machbar.ideas.form_key"
MANY_LINKS = 3


def new_form_key() -> str:
    """A signed random key: one form that is sent twice gives one idea."""
    return signing.Signer(salt=FORM_KEY_SALT).sign(secrets.token_hex(16))


class FormKeyField(forms.CharField):
    """The hidden key of one form; a key that we did not sign is replaced, so that nothing typed is lost."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> str:
        """The random part of the key."""
        try:
            return signing.Signer(salt=FORM_KEY_SALT).unsign(super().clean(value))
        except (signing.BadSignature, forms.ValidationError):
            return secrets.token_hex(16)


class IdeaForm(forms.Form):
    """One screen, three questions; only the first needs an answer (F01)."""

    form_key = FormKeyField(required=False, initial=new_form_key)
    text = forms.CharField(
        label=_("What is your idea?"),
        help_text=_("The way you would tell your neighbours."),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Please write your idea here. One sentence is enough."),
            "max_length": _(
                "Your idea is longer than 6,000 characters. Please shorten it a little."
            ),
        },
    )
    place = forms.CharField(
        label=_("Where would that be?"),
        help_text=_("Street, square, village. “I don't know yet” is fine, too."),
        max_length=200,
        required=False,
        error_messages={"max_length": _("Please say where in at most 200 characters.")},
    )
    contact = forms.CharField(
        label=_("How do we reach you?"),
        help_text=_(
            "Mail, phone or postal address. Only the team sees this. "
            "Without it you follow your idea with the number on your receipt."
        ),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
        error_messages={
            "max_length": _("Please write how we reach you in at most 300 characters.")
        },
    )
    wants_to_join = forms.BooleanField(label=_("I would join in myself."), required=False)
    # People never see this field; programs that fill in every field do.
    homepage = forms.CharField(
        label=_("Please leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_text(self) -> str:
        """The idea without the blanks around it."""
        return str(self.cleaned_data["text"]).replace("\x00", "").strip()

    def clean_contact(self) -> str:
        """Refuse a mail address that is not complete."""
        contact = str(self.cleaned_data["contact"])
        try:
            read_contact(contact)
        except UnclearContact as error:
            raise forms.ValidationError(
                _("Something is missing in the mail address, for example the part after the @."),
                code="unclear",
            ) from error
        return contact

    @property
    def looks_like_spam(self) -> bool:
        """Whether a program seems to have filled in the form; such ideas are kept, and marked for the team."""
        text = str(self.cleaned_data.get("text", "")).lower()
        return bool(self.cleaned_data.get("homepage")) or (
            text.count("http://") + text.count("https://") >= MANY_LINKS
        )


class CounterForm(IdeaForm):
    """The same at the counter, where a volunteer writes along (F02)."""

    initials = forms.CharField(
        label=_("Your initials"),
        max_length=4,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("Initials have at most four letters.")},
    )
    channel = forms.ChoiceField(
        label=_("How did it come?"),
        choices=[
            (Idea.Channel.COUNTER.value, Idea.Channel.COUNTER.label),
            (Idea.Channel.POSTCARD.value, Idea.Channel.POSTCARD.label),
            (Idea.Channel.PHONE.value, Idea.Channel.PHONE.label),
        ],
        initial=Idea.Channel.COUNTER.value,
    )

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["text"].label = _("What is the idea?")
        self.fields["text"].help_text = _("In the words of the person who tells it.")
        self.fields["contact"].label = _("How do we reach the person?")
        self.fields["contact"].help_text = _("Mail, phone or postal address. Ask, never insist.")
        self.fields["wants_to_join"].label = _("Wants to join in.")


class AnswerForm(forms.Form):
    """What the giver of the idea will read, and where the idea stands from now on (F03)."""

    form_key = FormKeyField(required=False, initial=new_form_key)
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
    text = forms.CharField(
        label=_("Your answer"),
        help_text=_(
            "The person reads this word for word. When you decline, say why and what would help."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Please write what the giver of the idea shall read.")},
    )


class AdditionForm(forms.Form):
    """Something the giver wants to add."""

    text = forms.CharField(
        label=_("Would you like to add something?"),
        help_text=_("Only the team reads this."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please write what you would like to add.")},
    )


class BecomeProjectForm(forms.Form):
    """The title under which an idea becomes a project (F06)."""

    title = forms.CharField(
        label=_("Name of the project"),
        help_text=_("Short, as people will call it."),
        max_length=200,
        error_messages={"required": _("Please give the project a name.")},
    )


class WallFilter(forms.Form):
    """What is shown on the wall."""

    is_filter = True

    suche = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    stand = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("all")),
            *(
                (status.value, status.label)
                for status in Idea.Status
                if status != Idea.Status.WITHDRAWN
            ),
        ],
    )
