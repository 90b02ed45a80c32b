"""Inviting, joining, changing roles, and who takes over from whoever leaves."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from machbar.foundation.people.models import Person, Role
from machbar.foundation.surfaces.duties import Duty
from machbar.foundation.team.models import Invitation
from machbar.foundation.team.rules import is_of_the_demo
from machbar.foundation.team.selectors import Colleague
from machbar.foundation.towns.models import Town
from machbar.foundation.ui.form_keys import KeyedForm

NOBODY = "niemand"


class RolesField(forms.MultipleChoiceField):
    """One role or more."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self) -> None:
        super().__init__(
            label=_("Roles"),
            choices=Role.choices,
            error_messages={"required": _("Please choose at least one role.")},
        )

    def clean(self, value: Any) -> list[Role]:
        """The roles in their order."""
        chosen = set(super().clean(value))
        return [role for role in Role if role.value in chosen]


class InvitationForm(KeyedForm):
    """Whom to ask, and what for."""

    email = forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        error_messages={
            "required": _("Please enter the mail address."),
            "invalid": _("Please write a mail address, such as name@example.de."),
        },
    )
    roles = RolesField()

    def __init__(self, *arguments: Any, town: Town, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.town = town

    def clean_email(self) -> str:
        """An address that does not belong to the team yet."""
        email = str(self.cleaned_data["email"]).lower()
        if Person.objects.filter(email=email, roles__town=self.town).exists():
            raise forms.ValidationError(
                _("This address belongs to the team already. Change the roles in the list.")
            )
        return email


class NameForm(forms.Form):
    """How somebody is called in the team."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("So the team sees you, for example first name and surname."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Please enter your name.")},
    )

    def clean_name(self) -> str:
        """On one line."""
        return " ".join(str(self.cleaned_data["name"]).split())


class AddressForm(forms.Form):
    """With which mail address somebody signs in from now on."""

    address = forms.EmailField(
        label=_("New mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Please enter the mail address."),
            "invalid": _("Please write a mail address, such as name@example.de."),
        },
    )

    def __init__(self, *arguments: Any, person: Person, town: Town, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.person = person
        self.town = town

    def clean_address(self) -> str:
        """Another one than before, and no colleague's."""
        address = str(self.cleaned_data["address"]).lower()
        if is_of_the_demo(self.town, self.person):
            raise forms.ValidationError(
                _(
                    "In the demonstration the addresses stay, else the next visitor could not sign in."
                )
            )
        if address == self.person.email:
            raise forms.ValidationError(_("With this address you sign in already."))
        if Person.objects.filter(email=address, roles__town=self.town).exists():
            raise forms.ValidationError(_("Somebody of the team signs in with this address."))
        return address


class CodeForm(forms.Form):
    """The code that came to the new address."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
        error_messages={"required": _("Please enter the code.")},
    )
    sent_to = forms.CharField(required=False, widget=forms.HiddenInput)


class JoinForm(NameForm):
    """Whoever joins says how they are called, unless the house knows already."""

    def __init__(self, *arguments: Any, invitation: Invitation, is_known: bool) -> None:
        super().__init__(*arguments)
        self.invitation = invitation
        if is_known:
            del self.fields["name"]


class ColleagueForm(forms.Form):
    """The roles of one person; ``seen`` is what stood there when the page was opened."""

    roles = RolesField()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, held: Sequence[Role]) -> None:
        self.held = ",".join(sorted(held))
        super().__init__(data, initial={"roles": [*held], "seen": self.held})

    def clean(self) -> dict[str, Any]:
        """Refuse to overwrite what another admin changed meanwhile."""
        if self.cleaned_data.get("seen") != self.held:
            if isinstance(self.data, QueryDict):
                sent = self.data.copy()
                sent["seen"] = self.held
                self.data = sent
            raise forms.ValidationError(
                _(
                    "Another admin has changed these roles meanwhile. Please look once more and save."
                )
            )
        return self.cleaned_data


class GoodbyeForm(forms.Form):
    """Who takes over: one choice for all duties, and another for each where that does not fit."""

    is_marked = False  # what has to be chosen depends on what is chosen above

    def __init__(
        self, *arguments: Any, duties: Sequence[Duty], successors: Sequence[Colleague]
    ) -> None:
        super().__init__(*arguments)
        self.duties = duties
        self.successors = {each.person.public_id: each for each in successors}
        if len(duties) > 1:
            label = pgettext_lazy("duties", "Everything goes to")
            choices = [("", _("I choose one by one")), *_names(successors)]
            self.fields["all"] = forms.ChoiceField(label=label, choices=choices, required=False)
        for number, duty in enumerate(duties):
            self.fields[f"duty-{number}"] = _choice(duty, successors, is_alone=len(duties) == 1)

    @property
    def rows(self) -> list[dict[str, object]]:
        """The duties with their fields."""
        return [
            {"duty": duty, "field": self[f"duty-{number}"]}
            for number, duty in enumerate(self.duties)
        ]

    def clean(self) -> dict[str, Any]:
        """Every duty needs a choice, and somebody who may do it."""
        for_all = self.cleaned_data.get("all", "")
        self.chosen: dict[str, Person | None] = {}
        for number, duty in enumerate(self.duties):
            name = f"duty-{number}"
            choice = self.cleaned_data.get(name) or for_all
            if name in self.errors:
                continue
            if not choice:
                self.add_error(name, _("Please say who takes this over."))
            elif choice == NOBODY:
                self.chosen[duty.key] = None
            elif may_take(self.successors[choice], duty):
                self.chosen[duty.key] = self.successors[choice].person
            else:
                self.add_error(name, self._not_for(choice))
        return self.cleaned_data

    def _not_for(self, choice: str) -> str:
        name = self.successors[choice].person.name
        return gettext("%(name)s has no role for this. Please choose somebody else.") % {
            "name": name
        }


def may_take(colleague: Colleague, duty: Duty) -> bool:
    """Whether somebody holds a role with which the duty can be done."""
    return not duty.roles or not set(duty.roles).isdisjoint(colleague.roles)


def _names(colleagues: Sequence[Colleague]) -> list[tuple[str, str]]:
    return [(each.person.public_id, each.person.name) for each in colleagues]


def _choice(duty: Duty, successors: Sequence[Colleague], *, is_alone: bool) -> forms.ChoiceField:
    first = _("Please choose") if is_alone else _("As chosen above")
    free = [] if duty.needs_somebody else [(NOBODY, _("Nobody: free for whoever wants it"))]
    names = _names([each for each in successors if may_take(each, duty)])
    return forms.ChoiceField(
        label=f"{duty.kind}: {duty.headline}",
        help_text=str(duty.detail),
        choices=[("", first), *names, *free],
        required=False,
    )
