"""The forms of the set-up: the entrance, and one for each step. What is not known yet may stay empty."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.media.forms import PictureField
from machbar.foundation.towns.hours_text import WEEKDAYS, times
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.selectors import week
from machbar.foundation.ui.colours import contrast_on_white, is_dark_enough, nearest_dark_enough
from machbar.modules.funding.core.places import STATE_BY_NAME
from machbar.modules.premises.core import StreetList, read_street_list
from machbar.modules.premises.labels.streets import street_sentence
from machbar.modules.premises.selectors.houses import count_houses
from machbar.modules.projects.vocabularies import REGIONAL_OFFICES, regional_office_for
from machbar.site.profile.forms import COLOUR, HoursField
from machbar.site.towns import contradiction, problem_with, settled, short_name_of
from machbar.site.wizard.services import (
    add_places,
    change_town,
    follow_state,
    town_districts,
)

MOST_TROUBLES = 10
AUTHORITIES_FOLLOW = _(
    "Saved. With the state the authorities change: please check under “What the law asks for” who watches over data "
    "protection and who helps where the pages stay inaccessible."
)


def _checked(form: forms.Form, names: Mapping[str, str]) -> None:
    """Let the house say what is wrong with each answer; ``names`` maps fields of the form to those of the town."""
    for name, column in names.items():
        value = form.cleaned_data.get(name)
        problem = problem_with(column, "" if value is None else str(value))
        if problem and name not in form.errors and value not in (None, ""):
            form.add_error(name, _sentence(problem))


def _sentence(problem: str) -> str:
    return problem[:1].upper() + problem[1:]


class EntranceForm(forms.Form):
    """The first page: which town, and who looks after it."""

    name = forms.CharField(
        label=_("What is the town called?"),
        max_length=100,
        help_text=_("In full, as on the sign at the town's edge."),
    )
    short_name = forms.CharField(
        label=_("And in a sentence?"),
        max_length=60,
        required=False,
        help_text=_("Only where it is not simply the first word."),
    )
    state = forms.ChoiceField(label=_("In which federal state?"))
    admin_name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    admin_email = forms.EmailField(
        label=_("Your mail address"),
        help_text=_(
            "With it you sign in later: by a code that comes by mail, once a mail server is entered."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        choose = ("", pgettext_lazy("federal state", "Please choose"))
        self.fields["state"].choices = [choose, *((name, name) for name in STATE_BY_NAME)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Every answer as `machbar setup` would take it."""
        cleaned: dict[str, Any] = super().clean() or {}
        _checked(self, {name: name for name in self.fields})
        short = cleaned.get("short_name") or short_name_of(cleaned.get("name", ""))
        if cleaned.get("name") and problem_with("short_name", short):
            self.add_error("name", gettext("Please write a name with at least one Latin letter."))
        return cleaned


class StepForm(forms.Form):
    """A step over the present state of a town; two who fill it in at once lose nothing (see `ui.conflicts`)."""

    seen_version = forms.CharField(required=False, widget=forms.HiddenInput)
    checked: ClassVar[Sequence[str]] = ()

    def __init__(
        self, typed: QueryDict | None = None, *, town: Town, prefix: str | None = None
    ) -> None:
        super().__init__(typed, prefix=prefix)
        self.town = town
        self.fill()
        self.fields["seen_version"].initial = self.version()

    def fill(self) -> None:
        """Put in what is known."""
        for name in self.fields:
            if hasattr(self.town, name):
                self.fields[name].initial = getattr(self.town, name)

    def version(self) -> str:
        """The state that the step shows, as a short text."""
        fresh = {name: field.initial for name, field in self.fields.items()}
        fresh.pop("seen_version")
        return sha256(json.dumps(fresh, default=str).encode()).hexdigest()[:16]

    def clean(self) -> dict[str, Any]:
        """Every answer as the town's own row would take it."""
        cleaned: dict[str, Any] = super().clean() or {}
        _checked(self, {name: name for name in self.checked})
        return cleaned

    def save(self, *, by: Actor, town: Town) -> None:
        """Write it down; call it after `is_valid`, with the row that is locked."""
        values = {name: self.cleaned_data[name] for name in self.fields if hasattr(town, name)}
        change_town(by=by, town=town, values=values)

    def said(self) -> Promise | str:
        """A sentence about what was changed of what was typed; mostly empty."""
        return ""


class TownForm(StepForm):
    """Federal state, key, inhabitants, regional office, the letters in front of numbers."""

    state = forms.ChoiceField(
        label=_("In which federal state?"), choices=[(name, name) for name in STATE_BY_NAME]
    )
    ags = forms.CharField(
        label=_("Official municipality key (AGS)"),
        required=False,
        max_length=20,
        help_text=_(
            "Eight digits, on every statistic of the town. It decides which programmes apply."
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    population = forms.IntegerField(
        label=_("Inhabitants"),
        required=False,
        min_value=1,
        max_value=5_000_000,
        help_text=_("Roughly will do: some programmes ask for it."),
    )
    regional_office = forms.ChoiceField(
        label=_("Responsible regional office (ArL)"),
        required=False,
        help_text=_("New projects begin with it. Left open, it follows from the municipality key."),
    )
    number_prefix = forms.CharField(
        label=_("Letter in front of every number"),
        max_length=3,
        help_text=_("It stands on receipts, such as K-2027-0001."),
    )
    checked = ("state", "ags", "number_prefix")

    def fill(self) -> None:
        """Offer the offices of the town's own list."""
        super().fill()
        self.state_before = self.town.state
        terms = self.town.terms.filter(vocabulary=REGIONAL_OFFICES, is_active=True)
        open_choice = ("", gettext("open"))
        self.fields["regional_office"].choices = [  # type: ignore[attr-defined]
            open_choice,
            *terms.values_list("code", "label"),
        ]

    def clean_ags(self) -> str:
        """The digits, without the blanks that statistics print between them."""
        return settled("ags", self.cleaned_data["ags"])

    def clean(self) -> dict[str, Any]:
        """A key of another state is refused; where no office is chosen, the key names it."""
        cleaned = super().clean()
        problem = contradiction(ags=cleaned.get("ags", ""), state=cleaned.get("state", ""))
        if problem:
            correct = gettext("Please correct one of the two.")
            self.add_error("ags", f"{_sentence(problem)} {correct}")
        is_elsewhere = cleaned.get("state") != self.state_before
        is_left = cleaned.get("regional_office") == self.fields["regional_office"].initial
        is_open = not cleaned.get("regional_office") or (is_elsewhere and is_left)
        if is_open and "ags" not in self.errors:
            cleaned["regional_office"] = regional_office_for(cleaned.get("ags", ""))
        return cleaned

    def save(self, *, by: Actor, town: Town) -> None:
        """Write it down; another state brings its own authorities along."""
        super().save(by=by, town=town)
        self.has_followed = follow_state(by=by, town=town, before=self.state_before)

    def said(self) -> str:
        """That authority and conciliation body are others now, where they were written down already."""
        return str(AUTHORITIES_FOLLOW) if self.has_followed else ""


class PlacesForm(StepForm):
    """Parts of the town, and the street list; both only add."""

    districts = forms.CharField(
        label=_("Villages and quarters"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One a line, as people call them. The wall of ideas offers them."),
    )
    streets = forms.CharField(
        label=_("Streets with their houses"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "One run a line, such as: Marktstraße 1 bis 15 ungerade. Only where shops are."
        ),
    )

    def clean_districts(self) -> list[str]:
        """Each line once, in a length that fits."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["districts"].splitlines()]
        names = list(dict.fromkeys(line for line in lines if line))
        long = [name for name in names if len(name) > 120]
        if long:
            raise forms.ValidationError(
                gettext("This name is too long: %(name)s") % {"name": long[0][:60]}
            )
        return names

    def clean_streets(self) -> StreetList:
        """Houses, or the lines that are none."""
        read = read_street_list(self.cleaned_data["streets"])
        if read.troubles:
            raise forms.ValidationError(
                [
                    gettext("Line %(line)d (%(text)s): %(why)s")
                    % {
                        "line": each.line,
                        "text": each.text,
                        "why": street_sentence(each.problem),
                    }
                    for each in read.troubles[:MOST_TROUBLES]
                ]
            )
        return read

    def save(self, *, by: Actor, town: Town) -> None:  # noqa: ARG002 - a step takes the locked row
        """Add what is not there yet."""
        houses = self.cleaned_data["streets"].addresses
        self.count = add_places(
            by=by, districts=self.cleaned_data["districts"], houses=list(houses)
        )

    def there(self) -> list[str]:
        """The parts of the town that are there already."""
        return town_districts(self.town)

    def houses(self) -> int:
        """How many houses the street list has already."""
        return count_houses(self.town)


class FaceForm(StepForm):
    """The name on the sign and the colour of the door."""

    house_name = forms.CharField(
        label=_("What is the house called?"),
        max_length=60,
        help_text=_("This name stands on the sign above every page."),
    )
    accent = forms.CharField(
        label=_("Colour of the door"),
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=_("Too light a colour is darkened until everybody can read it on white."),
    )

    def clean_accent(self) -> str:
        """The colour, or the nearest darker one that can be read; `said` tells which."""
        typed = str(self.cleaned_data["accent"]).lower()
        if not COLOUR.fullmatch(typed):
            raise forms.ValidationError(gettext("Please write a colour like #0f5257."))
        self.typed_accent = typed
        return typed if is_dark_enough(typed) else nearest_dark_enough(typed)

    def said(self) -> str:
        """That the colour was darkened, and how much it needed it."""
        taken = self.cleaned_data["accent"]
        if taken == self.typed_accent:
            return ""
        words = {
            "typed": self.typed_accent,
            "contrast": f"{contrast_on_white(self.typed_accent):.1f}".replace(".", ","),
            "taken": taken,
        }
        sentence = gettext(
            "On white, %(typed)s has a contrast of only %(contrast)s : 1; we ask for 7 : 1. "
            "Taken is the nearest darker colour, %(taken)s."
        )
        return sentence % words


class LogoForm(forms.Form):
    """The town's own logo."""

    logo = PictureField(
        label=_("The town's logo"),
        subject=_("The logo"),
        help_text=_("JPEG, PNG or WebP. It stands at the head of every page, on white."),
        error_messages={
            "required": _("Please choose a file."),
            "invalid": _("The logo did not arrive. Please choose it again."),
            "missing": _("The logo did not arrive. Please choose it again."),
            "empty": _("The logo's file is empty. Please choose it again."),
        },
    )


class DoorForm(StepForm):
    """Where the door is, when it is open, how the house is reached, when the team meets."""

    is_marked = False  # what may stay empty today is needed before the door opens

    address = forms.CharField(
        label=_("Where is the door?"),
        max_length=200,
        required=False,
        help_text=_("Street, number and town, and what stands beside it."),
    )
    contact_phone = forms.CharField(
        label=_("Phone of the house"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    contact_email = forms.EmailField(
        label=_("Mail address of the house"),
        required=False,
        help_text=_("The law asks for one. Answers to our letters arrive there."),
    )
    meeting_note = forms.CharField(
        label=_("When does the team meet?"),
        max_length=200,
        required=False,
        help_text=_("Such as: open Thursday, every week 18:30 to 20 o'clock."),
    )
    checked = ("contact_phone", "contact_email", "address", "meeting_note")

    def fill(self) -> None:
        """The week as it is."""
        super().fill()
        hours = week(self.town)
        for day, name in enumerate(WEEKDAYS):
            self.fields[f"day_{day}"] = HoursField(label=name, initial=times(hours.get(day, ())))

    def plain(self) -> list[Any]:
        """The fields before the hours, bound."""
        return [self[name] for name in ("address", "contact_phone", "contact_email")]

    def days(self) -> list[Any]:
        """The seven fields of the week, bound."""
        return [self[f"day_{day}"] for day in range(len(WEEKDAYS))]

    def save(self, *, by: Actor, town: Town) -> None:
        """Profile and week."""
        values = {name: self.cleaned_data[name] for name in self.fields if hasattr(town, name)}
        typed = {day: self.cleaned_data[f"day_{day}"] for day in range(len(WEEKDAYS))}
        hours = {day: spans for day, spans in typed.items() if spans}
        keeps_line = not hours and not town.opening_times.exists()
        change_town(by=by, town=town, values=values, hours=None if keeps_line else hours)
