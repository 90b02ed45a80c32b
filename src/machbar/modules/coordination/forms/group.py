"""The doors through which tasks, requests to join, decisions and letters come in."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, TypeAlias

from django import forms
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from machbar.foundation.people.models import Person
from machbar.foundation.ui.fields import ContactField
from machbar.foundation.ui.form_keys import KeyedForm, TrapField, looks_like_spam
from machbar.modules.coordination.models import Member, Task
from machbar.modules.coordination.services.tasks import Owner

LONGER = "longer"
Needs: TypeAlias = "Mapping[str, tuple[str, ...]]"
FIRST_NAME = _("The others in the group may read my first name.")
REMINDERS = _("Remind me of my tasks by mail: on Mondays, and the day before one is due.")


def day_field(**keywords: Any) -> forms.DateField:
    """A day to choose or to write as people do."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        widget=widget,
        error_messages={
            "invalid": _("This is not a day. Please write it like 3.12.2026."),
            "required": _("Please name a day."),
        },
        **keywords,
    )


def not_over(day: date | None, today: date) -> date | None:
    """The day, unless it lies behind us."""
    if day is not None and day < today:
        raise forms.ValidationError(
            _("This day is over. Please name today or one to come."), code="over"
        )
    return day


class WishesField(forms.ModelMultipleChoiceField[Task]):
    """Free tasks to tick, each with how long it takes."""

    def label_from_instance(self, obj: Model) -> str:
        """What stands beside the box."""
        return f"{obj} ({obj.get_effort_display()})" if isinstance(obj, Task) else str(obj)


class JoinForm(KeyedForm):
    """Somebody wants to join in: who, how to reach, what they can do (F09)."""

    name = forms.CharField(
        label=_("What is your name?"),
        help_text=_("Only the team and whoever leads the group see it."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Please tell us your name."),
            "max_length": _("Please write your name in at most 120 characters."),
        },
    )
    contact = ContactField(
        label=_("How do we reach you?"),
        help_text=_(
            "Mail, phone or postal address. Only the team and whoever leads the group see it."
        ),
        error_messages={
            "required": _("Please tell us how we reach you: by mail, by phone or by letter."),
        },
    )
    wishes = WishesField(
        label=_("What would you take on?"),
        queryset=Task.objects.none(),
        to_field_name="public_id",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("One of the tasks is taken by now. Please choose again."),
        },
    )
    offer = forms.CharField(
        label=_("What can you do, what would you like to do?"),
        help_text=_("A craft, a car with a trailer, two hours on Saturdays: everything helps."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Please shorten this to 1,000 characters.")},
    )
    shows_first_name = forms.BooleanField(label=FIRST_NAME, required=False)
    wants_reminders = forms.BooleanField(label=REMINDERS, required=False)
    homepage = TrapField()

    def __init__(self, *arguments: Any, tasks: QuerySet[Task], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        wishes = self.fields["wishes"]
        assert isinstance(wishes, WishesField)  # noqa: S101 - declared above
        wishes.queryset = tasks
        if not tasks:
            del self.fields["wishes"]

    @property
    def is_suspicious(self) -> bool:
        """Whether a program seems to have filled in the form; the request is kept, and marked for the team."""
        text = f"{self.cleaned_data.get('offer', '')} {self.cleaned_data.get('name', '')}"
        return looks_like_spam(trap=str(self.cleaned_data.get("homepage", "")), text=text)


class InviteForm(KeyedForm):
    """Invite somebody by mail."""

    name = forms.CharField(
        label=_("Whom do you invite?"),
        max_length=120,
        error_messages={
            "required": _("Please write the name of the person."),
            "max_length": _("Please write the name in at most 120 characters."),
        },
    )
    address = forms.EmailField(
        label=_("Mail address"),
        help_text=_("Ask first. Who says no, or nothing for 30 days, is forgotten."),
        error_messages={
            "required": _("Please write the mail address."),
            "invalid": _("Something is missing in the mail address."),
        },
    )


class AcceptForm(forms.Form):
    """What somebody who was invited agrees to."""

    shows_first_name = forms.BooleanField(label=FIRST_NAME, required=False)
    wants_reminders = forms.BooleanField(label=REMINDERS, required=False)


class ChoicesForm(AcceptForm):
    """The same two choices, later."""


class DeedForm(forms.Form):
    """One of several deeds, each with a button of its own; `NEEDS` names the fields that a deed cannot do without."""

    DEED = "deed"
    NEEDS: ClassVar[Needs] = {}

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        # Without a deed there is one thing to say: choose one. The fields of the deeds are not asked for then.
        self._need(self.data.get(self.add_prefix(self.DEED), "") if self.is_bound else None)

    def clean(self) -> None:
        """The page shows each field beside its own button, where it is needed."""
        self._need(None)

    def _need(self, deed: object) -> None:
        for each, names in self.NEEDS.items():
            for name in names:
                self.fields[name].required = deed in {None, each}


class DecisionForm(DeedForm):
    """Take somebody in, or say no with a reason."""

    DEED = "is_yes"
    NEEDS: ClassVar[Needs] = {"no": ("reason",)}

    is_yes = forms.TypedChoiceField(
        choices=[("yes", ""), ("no", "")],
        coerce=lambda value: value == "yes",
        widget=forms.HiddenInput,
        error_messages={"required": _("Please choose yes or no.")},
    )
    reason = forms.CharField(
        label=_("Why not?"),
        help_text=_("The person reads this word for word."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Please write why, the person reads it word for word."),
            "max_length": _("Please shorten this to 1,000 characters."),
        },
    )


class RoleForm(forms.Form):
    """Who leads the group."""

    role = forms.ChoiceField(choices=Member.Role.choices)


class TaskForm(KeyedForm):
    """A new task, small enough for an evening."""

    title = forms.CharField(
        label=_("What is to be done?"),
        help_text=_("One thing, begun with a verb: “Ask the bicycle shop for a stand”."),
        max_length=160,
        error_messages={
            "required": _("Please say what is to be done."),
            "max_length": _("Please say it in at most 160 characters."),
        },
    )
    effort = forms.ChoiceField(
        label=_("How long does it take?"),
        choices=[*((str(v), label) for v, label in Task.Effort.choices), (LONGER, _("longer"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please say how long it takes, roughly.")},
    )
    due_on = day_field(label=_("Until when?"), required=False)
    owner = forms.ChoiceField(label=_("Who does it?"), required=False)
    is_public = forms.BooleanField(
        label=_("Show it on the project's public page, so that others can offer to take it."),
        required=False,
    )

    def __init__(self, *arguments: Any, owners: Iterable[Owner], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.owners = {_owner_key(owner): owner for owner in owners}
        _offer(self.fields["owner"], self.owners)
        if not self.owners:
            del self.fields["owner"]

    def clean_due_on(self) -> date | None:
        """Today or a day to come."""
        return not_over(self.cleaned_data["due_on"], timezone.localdate())

    def clean_effort(self) -> int:
        """Minutes; whatever is longer is more than one task."""
        if self.cleaned_data["effort"] == LONGER:
            raise forms.ValidationError(
                _("Please split it: a task takes at most two hours, so that somebody takes it."),
                code="too_long",
            )
        return int(self.cleaned_data["effort"])

    def clean_owner(self) -> Owner | None:
        """The person or member, or nobody."""
        return self.owners.get(self.cleaned_data["owner"])


class TaskDeedForm(DeedForm):
    """What happens to a task: some deeds need a reason, a day or somebody."""

    NEEDS: ClassVar[Needs] = {"drop": ("reason",), "postpone": ("due_on",)}

    DEEDS = ("take", "give_back", "finish", "reopen", "drop", "postpone", "hand_over")

    deed = forms.ChoiceField(
        choices=[(deed, deed) for deed in DEEDS],
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Please choose what shall happen to the task."),
            "invalid_choice": _("Please choose what shall happen to the task."),
        },
    )
    reason = forms.CharField(
        label=_("Why is it dropped?"),
        max_length=300,
        error_messages={
            "required": _("Please say in one sentence why the task is dropped."),
            "max_length": _("Please say why in at most 300 characters."),
        },
    )
    due_on = day_field(label=_("Until when instead?"))
    owner = forms.ChoiceField(label=_("Who does it?"), required=False)

    def __init__(
        self, *arguments: Any, today: date, owners: Iterable[Owner] = (), **keywords: Any
    ) -> None:
        super().__init__(*arguments, **keywords)
        self.today = today
        self.owners = {_owner_key(owner): owner for owner in owners}
        _offer(self.fields["owner"], self.owners)

    def clean_owner(self) -> Owner | None:
        """The person or member, or nobody."""
        return self.owners.get(self.cleaned_data["owner"])

    def clean_due_on(self) -> date | None:
        """A day to come, where the task is postponed."""
        due_on: date | None = self.cleaned_data["due_on"]
        if due_on is not None and due_on < self.today and self.data.get("deed") == "postpone":
            raise forms.ValidationError(_("This day is over. Please name one to come."))
        return due_on


class LetterForm(KeyedForm):
    """A mail through the house, to all or to one."""

    to = forms.ChoiceField(label=_("To whom?"), required=False)
    subject = forms.CharField(
        label=_("What is it about?"),
        max_length=120,
        error_messages={
            "required": _("Please say in a few words what it is about."),
            "max_length": _("Please say it in at most 120 characters."),
        },
    )
    text = forms.CharField(
        label=_("Your letter"),
        help_text=_("Everybody gets a mail of their own. Nobody sees an address."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Please write something."),
            "max_length": _("Please shorten your letter to 4,000 characters."),
        },
    )

    def __init__(
        self, *arguments: Any, readers: Iterable[tuple[Member, str]], **keywords: Any
    ) -> None:
        super().__init__(*arguments, **keywords)
        found = list(readers)
        self.readers = {member.public_id: member for member, _name in found}
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)  # noqa: S101 - declared above
        to.choices = [
            ("", _("the whole group")),
            *((member.public_id, name) for member, name in found),
        ]

    def clean_to(self) -> Member | None:
        """The one reader, or None for all."""
        return self.readers.get(self.cleaned_data["to"])


def _owner_key(owner: Owner) -> str:
    kind = "person" if isinstance(owner, Person) else "member"
    return f"{kind}:{owner.public_id}"


def _offer(field: forms.Field, owners: dict[str, Owner]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - both forms declare it so
    field.choices = [
        ("", _("nobody yet: free to take")),
        *((key, str(owner.name)) for key, owner in owners.items()),
    ]
