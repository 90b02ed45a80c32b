"""The doors through which searches come in: the public short form, the seeker's change, the team's form, a reason."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Town
from machbar.foundation.ui.fields import AmountField, ContactField, ReasonField
from machbar.foundation.ui.form_keys import KeyedForm, TrapField, looks_like_spam
from machbar.modules.premises.forms.projects import offer_projects
from machbar.modules.premises.matching.facts import ASKED, WISHED
from machbar.modules.premises.models import Demand, Unit
from machbar.modules.premises.services.demand import DemandValues
from machbar.modules.projects.models import Project

MOST_AREA = 100_000
MOST_RENT = 10_000_000
MORE = (*ASKED, *WISHED, "kinds", "storage_note")
PLAIN = (
    "kind",
    "title",
    "text",
    "storage_note",
    "name",
    "contact",
    "wants_public",
    *ASKED,
    *WISHED,
)


def _area(label: Any) -> forms.IntegerField:
    problem = _("Please give whole square metres between 1 and 100,000.")
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=MOST_AREA,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), problem),
    )


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Please give a day, such as 1.2.2027.")},
    )


def _weight(label: Any) -> forms.ChoiceField:
    choices = reversed(Demand.Weight.choices)
    return forms.ChoiceField(
        label=label, choices=list(choices), initial=Demand.Weight.NO_MATTER, required=False
    )


class DemandFields(forms.Form):
    """What everybody is asked; three answers are needed, the rest helps to find faster."""

    kind = forms.ChoiceField(
        label=_("What are you looking for?"),
        choices=Demand.Kind.choices,
        initial=Demand.Kind.ROOM,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what you are looking for.")},
    )
    title = forms.CharField(
        label=_("In a few words: what for?"),
        help_text=_("For example: workshop for bicycles, or somebody who keeps the till."),
        max_length=120,
        error_messages={
            "required": _("Please say in a few words what you are looking for."),
            "max_length": _("Please say it in at most 120 characters."),
        },
    )
    contact = ContactField(
        label=_("How do we reach you?"),
        help_text=_("Mail, phone or postal address. Only the team sees it."),
        error_messages={
            "required": _("Please tell us how we reach you: otherwise nobody can offer anything."),
        },
    )
    name = forms.CharField(
        label=_("What is your name?"),
        help_text=_("Only the team sees it."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": _("Please write your name in at most 120 characters.")},
    )
    text = forms.CharField(
        label=_("What happens there, and who is it for?"),
        help_text=_("Please no names and no phone numbers here: this may become public."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Please say it in at most 2,000 characters.")},
    )
    wants_public = forms.BooleanField(
        label=_("My search may stand on the public list, without name and contact."),
        help_text=_("The team looks at it first."),
        required=False,
    )
    kinds = forms.MultipleChoiceField(
        label=_("What kind of place?"),
        help_text=_("Tick nothing if any will do."),
        choices=Unit.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    area_min = _area(_("At least square metres"))
    area_max = _area(_("At most square metres"))
    rent_max_cents = AmountField(
        label=_("At most a month, without running costs"), help_text=_("In euros."), required=False
    )
    ground_floor = _weight(_("On the ground floor"))
    step_free = _weight(_("Without steps"))
    water = _weight(_("Water"))
    toilet = _weight(_("Toilet"))
    power = _weight(_("Power"))
    heating = _weight(_("Heating"))
    internet = _weight(_("Fast internet"))
    storage = _weight(_("Room to store things"))
    storage_note = forms.CharField(
        label=_("To store what?"),
        help_text=_("For example: 50 bicycles."),
        max_length=120,
        required=False,
        error_messages={"max_length": _("Please say it in at most 120 characters.")},
    )
    needed_from = _day(_("From when?"))
    needed_until = _day(_("Until when?"))
    takes_interim_use = forms.NullBooleanField(
        label=_("Would a while be enough (interim use)?"),
        required=False,
        widget=forms.Select(
            choices=[("", _("does not matter")), ("true", _("yes")), ("false", _("no, for good"))]
        ),
    )
    noise_until = forms.TimeField(
        label=_("It gets loud until"),
        help_text=_("Leave it empty if it does not get loud."),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Please give a time, such as 18:00.")},
    )

    @property
    def unmarked(self) -> frozenset[str]:
        """The voluntary part, which is marked once above it all."""
        part = (*self.place_fields, *self.feature_fields, *self.time_fields)
        return frozenset(bound.name for bound in part)

    @property
    def main_fields(self) -> list[BoundField]:
        """Who looks for what, and what may be public."""
        names = ("kind", "title", "text", "contact", "name", "wants_public")
        return [self[name] for name in names]

    @property
    def place_fields(self) -> list[BoundField]:
        """Size, rent and kind of the place."""
        return [self[name] for name in ("area_min", "area_max", "rent_max_cents", "kinds")]

    @property
    def feature_fields(self) -> list[BoundField]:
        """What the place has to have."""
        return [self[name] for name in (*ASKED, "storage_note")]

    @property
    def time_fields(self) -> list[BoundField]:
        """When, and how loud."""
        names = ("needed_from", "needed_until", "takes_interim_use", "noise_until")
        return [self[name] for name in names]

    def clean_rent_max_cents(self) -> int | None:
        """An amount that fits into a month."""
        cents: int | None = self.cleaned_data["rent_max_cents"]
        if cents is not None and cents > MOST_RENT:
            raise forms.ValidationError(_("More than 100,000 euros a month? Please look again."))
        return cents

    def clean(self) -> None:
        """Bounds stand in their order."""
        found = self.cleaned_data
        least, most = found.get("area_min"), found.get("area_max")
        if least and most and most < least:
            self.add_error("area_max", _("At most cannot be less than at least."))
        starts, ends = found.get("needed_from"), found.get("needed_until")
        if starts and ends and ends < starts:
            self.add_error("needed_until", _("The last day lies before the first one."))

    def values(self, kept: Demand | None = None) -> DemandValues:
        """What the form says; what it does not ask stays as in ``kept``."""
        found = self.cleaned_data
        words = {name: found[name] for name in PLAIN}
        words |= {name: found[name] or Demand.Weight.NO_MATTER.value for name in ASKED}
        return DemandValues(
            **words,
            kinds=tuple(found["kinds"]),
            details=found.get("details", kept.details if kept else ""),
            project=found.get("project", kept.project if kept else None),
        )


class DemandForm(KeyedForm, DemandFields):
    """The public short form (F33): no account, three answers."""

    homepage = TrapField()
    room = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    @property
    def is_suspicious(self) -> bool:
        """Whether a program seems to have filled in the form; such searches are kept, and marked for the team."""
        found = self.cleaned_data
        text = f"{found.get('title', '')}\n{found.get('text', '')}"
        trap = str(found.get("homepage", ""))
        return self.is_faster_than_hands or looks_like_spam(trap=trap, text=text)

    @property
    def has_more(self) -> bool:
        """Whether something beyond the short form is filled in or wrong: then its part stands open."""
        typed = any(self.data.get(name) not in (None, "", "no_matter") for name in MORE)
        return self.is_bound and (typed or not self.errors.keys().isdisjoint(MORE))


class ChangeDemandForm(DemandFields):
    """The seeker changes the search by the personal link."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class TeamDemandForm(KeyedForm, DemandFields):
    """The team writes a search down, or changes one: with what only the team reads, and the project behind it."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    details = forms.CharField(
        label=_("Only for the team"),
        help_text=_("What was said and does not belong on the list."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Please say it in at most 4,000 characters.")},
    )
    project = forms.ModelChoiceField(
        label=_("For which project?"),
        queryset=Project.objects.none(),
        required=False,
        empty_label=_("for none of our projects"),
    )

    def __init__(self, *arguments: Any, town: Town, kept: int | None, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        another = _("For another one begin on its page of mediation: Write a search down.")
        offer_projects(self, town, kept, another=str(another))
        self.fields["contact"].required = False
        self.fields["contact"].help_text = _("Mail, phone or postal address. Ask, never insist.")


class ProposalFilter(forms.Form):
    """Which kind of room a proposal keeps to."""

    is_filter = True

    art = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("every kind")), *Unit.Kind.choices]
    )


class RefuseDemandForm(forms.Form):
    """Why a search does not go public."""

    reason = ReasonField(
        label=_("Why does the search stay inside?"),
        help_text=_("The person reads this word for word. Say what would help."),
    )


def stored_values(demand: Demand) -> dict[str, Any]:
    """What a form over an existing search shows."""
    return {
        **{name: getattr(demand, name) for name in PLAIN},
        "kinds": demand.kinds,
        "details": demand.details,
        "project": demand.project_id,
        "seen_version": demand.version,
    }
