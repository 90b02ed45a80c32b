"""When the server makes a backup by itself, how many it keeps, and what closes them."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.keeping.choices import MOST, as_text, chosen
from machbar.foundation.keeping.passphrases import SHORTEST
from machbar.foundation.keeping.plan import Keep
from machbar.foundation.towns.kept import keep

HOURS = [(hour, f"{hour}:00") for hour in range(24)]


class ScheduleForm(forms.Form):
    """The choices that no variable has made; what a variable says is not asked for."""

    is_on = forms.BooleanField(label=_("make a backup every night"), required=False)
    hour = forms.TypedChoiceField(
        label=_("At what hour"),
        choices=HOURS,
        coerce=int,
        help_text=_("When nobody is on the pages. A server that was off catches up at its start."),
    )
    daily = forms.IntegerField(label=_("Of how many days to keep one"), min_value=1, max_value=MOST)
    weekly = forms.IntegerField(
        label=_("Of how many weeks to keep one"), min_value=0, max_value=MOST
    )
    monthly = forms.IntegerField(
        label=_("Of how many months to keep one"), min_value=0, max_value=MOST
    )
    passphrase = forms.CharField(
        label=_("Passphrase of the backups"),
        max_length=200,
        required=False,
        strip=False,
        help_text=_(
            "At least 10 characters. Left empty, nothing changes. Write it on paper and keep that in another place: "
            "without it nobody opens the files."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The passphrase once more"),
        max_length=200,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    is_open = forms.BooleanField(
        label=_("without a passphrase: whoever has the file reads everything"), required=False
    )

    def __init__(self, typed: Any = None) -> None:
        super().__init__(typed)
        now = chosen()
        self.initial = {"is_on": now.is_on, "hour": now.hour, "is_open": False, **vars(now.keep)}
        said = settings.BACKUP
        for name, fields in {
            "backup_on": ["is_on"],
            "backup_hour": ["hour"],
            "backup_keep": ["daily", "weekly", "monthly"],
        }.items():
            if name in said:
                self._leave_out(*fields)
        if settings.BACKUP_PASSPHRASE:
            self._leave_out("passphrase", "again", "is_open")
        elif not now.passphrase:
            self._leave_out("is_open")

    def _leave_out(self, *names: str) -> None:
        for name in names:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A new passphrase is typed twice and long enough."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, second = cleaned.get("passphrase", ""), cleaned.get("again", "")
        if first and len(first) < SHORTEST:
            self.add_error("passphrase", gettext("The passphrase needs at least 10 characters."))
        elif first != second:
            self.add_error("again", gettext("The two passphrases differ."))
        elif first and cleaned.get("is_open"):
            self.add_error("is_open", gettext("A passphrase and none: please choose one of both."))
        return cleaned

    def save(self) -> list[str]:
        """Write down what differs from before; the names of what has changed, never a passphrase."""
        before, found = chosen(), self.cleaned_data
        wanted: dict[str, str] = {}
        if "is_on" in found and found["is_on"] != before.is_on:
            wanted["backup_on"] = "yes" if found["is_on"] else "no"
        if "hour" in found and found["hour"] != before.hour:
            wanted["backup_hour"] = str(found["hour"])
        if "daily" in found:
            counts = Keep(**{name: found[name] for name in ("daily", "weekly", "monthly")})
            if counts != before.keep:
                wanted["backup_keep"] = as_text(counts)
        if found.get("passphrase") or found.get("is_open"):
            wanted["backup_passphrase"] = found["passphrase"]
        keep(settings.DATA, **wanted)
        return sorted(wanted)
