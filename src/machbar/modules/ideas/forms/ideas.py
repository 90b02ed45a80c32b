"""The doors through which ideas, answers and additions come in."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from machbar.foundation.media.forms import PictureField
from machbar.foundation.media.models import Picture
from machbar.foundation.towns.models import Town
from machbar.foundation.ui.fields import ContactField
from machbar.foundation.ui.form_keys import KeyedForm, TrapField
from machbar.modules.ideas.core import (
    Suspicion,
    suspicions,
)
from machbar.modules.ideas.models import Idea

SAME_TEXT_WITHIN = timedelta(days=2)


class IdeaForm(KeyedForm):
    """One screen, three questions; only the first needs an answer (F01)."""

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
    contact = ContactField(
        label=_("How do we reach you?"),
        help_text=_(
            "Mail, phone or postal address. Only the team sees this. "
            "Without it you follow your idea with the number on your receipt."
        ),
        required=False,
    )
    wants_to_join = forms.BooleanField(label=_("I would join in myself."), required=False)
    photo = PictureField(
        label=_("Photo"),
        help_text=_(
            "JPEG, PNG or WebP, at most 12 MB. We remove place and camera data. "
            "People who can be recognised must agree."
        ),
        required=False,
    )
    photo_credit = forms.CharField(
        label=_("Who took it?"),
        help_text=_("This will stand below the photo."),
        max_length=100,
        required=False,
        error_messages={"max_length": _("Please say in at most 100 characters who took it.")},
    )
    photo_consent = forms.BooleanField(
        label=_("I took it or may pass it on, and it may be shown with my idea."),
        help_text=_("Without this tick only the team sees it."),
        required=False,
    )
    photo_left_out = forms.BooleanField(label=_("Leave this photo out."), required=False)
    photo_is_kept = forms.BooleanField(required=False, widget=forms.HiddenInput)
    homepage = TrapField()

    def clean_text(self) -> str:
        """The idea without the blanks around it."""
        return str(self.cleaned_data["text"]).replace("\x00", "").strip()

    def suspicions(self, town: Town) -> tuple[Suspicion, ...]:
        """The signs that a program filled in the form; such ideas are kept, and marked for the team."""
        text = str(self.cleaned_data.get("text", ""))
        again = Idea.objects.filter(
            town=town, handed_in_at__gte=timezone.now() - SAME_TEXT_WITHIN, text=text
        ).exclude(form_key=self.cleaned_data["form_key"])
        return suspicions(
            text=text,
            trap=str(self.cleaned_data.get("homepage", "")),
            is_fast=self.is_faster_than_hands,
            is_repeated=again.exists(),
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
        self.fields["photo_consent"].label = _(
            "The person took it or may pass it on, and it may be shown with the idea."
        )


class PhotoForm(forms.Form):
    """What the team must know about a photo before everybody may see it."""

    alt_text = forms.CharField(
        label=_("What is to be seen?"),
        help_text=_("One sentence for people who do not see the photo. Needed before it is shown."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Please describe the photo in at most 300 characters.")},
    )
    credit = forms.CharField(
        label=_("Who took it?"),
        help_text=_("This will stand below the photo."),
        max_length=100,
        required=False,
        error_messages={"max_length": _("Please say in at most 100 characters who took it.")},
    )
    consent_by = forms.ChoiceField(
        label=_("May it be shown?"),
        help_text=_("Ask whoever took it, and the people who can be recognised."),
        choices=[
            ("", _("not agreed yet")),
            (Picture.Consent.SAID.value, _("yes, said at the counter")),
            (Picture.Consent.PHONE.value, _("yes, said on the phone")),
            (Picture.Consent.WRITTEN.value, _("yes, in writing")),
        ],
        required=False,
    )

    def __init__(
        self, *arguments: Any, photo: Picture, is_release: bool = False, **more: Any
    ) -> None:
        super().__init__(*arguments, **more)
        self.is_needed = is_release or photo.is_released
        if photo.consent_at is not None:
            del self.fields["consent_by"]

    def clean(self) -> None:
        """A photo that is shown needs all three."""
        sentences = {
            "alt_text": _("Please say in one sentence what is to be seen."),
            "credit": _("Please say who took the photo."),
            "consent_by": _("Please ask first: a photo is shown only with consent."),
        }
        for name, sentence in sentences.items():
            is_missing = name in self.fields and not self.cleaned_data.get(name)
            if self.is_needed and is_missing and name not in self.errors:
                self.add_error(name, sentence)


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
