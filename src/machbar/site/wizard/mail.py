"""How mail leaves the server: entered on a page instead of a file, tried out by a letter to oneself."""

import smtplib
from typing import Any

from django import forms
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.post.backends import server_of
from machbar.foundation.post.troubles import what_went_wrong
from machbar.foundation.towns.kept import keep, kept

SECONDS = 10


class MailForm(forms.Form):
    """The mail server of this installation; its password is never shown again."""

    mail_host = forms.CharField(
        label=_("Mail server"),
        max_length=200,
        help_text=_("Such as smtp.example.de; your provider names it."),
    )
    mail_port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=587)
    mail_tls = forms.BooleanField(label=_("encrypted (STARTTLS)"), required=False, initial=True)
    mail_user = forms.CharField(
        label=_("User name there"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    mail_password = forms.CharField(
        label=_("Password there"),
        max_length=200,
        required=False,
        strip=False,
        help_text=_("Left empty, the one that is stored stays."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    mail_from = forms.EmailField(
        label=_("Sender of all mails"),
        help_text=_("An address that this mail server may send for."),
    )

    def __init__(self, typed: Any = None) -> None:
        super().__init__(typed)
        found = kept(settings.DATA)
        if found.get("mail_host"):
            self.initial = {name: found.get(name, "") for name in self.fields}
            self.initial["mail_tls"] = found.get("mail_tls") == "yes"
            self.initial["mail_password"] = ""
        if not found.get("mail_password"):
            self.fields["mail_password"].help_text = ""

    def clean_mail_host(self) -> str:
        """A bare name."""
        host = str(self.cleaned_data["mail_host"])
        if not host.isprintable() or any(sign in host for sign in " /@:"):
            raise forms.ValidationError(gettext("Please write the bare name of the server."))
        try:
            host.encode("idna")  # as the system looks it up
        except UnicodeError as error:
            raise forms.ValidationError(
                gettext("Please write the bare name of the server.")
            ) from error
        return host

    def clean_mail_user(self) -> str:
        """What can be sent to a mail server."""
        return _plain(str(self.cleaned_data["mail_user"]))

    def clean_mail_password(self) -> str:
        """The same."""
        return _plain(str(self.cleaned_data["mail_password"]))

    def values(self) -> dict[str, str]:
        """What is to be kept; call it after `is_valid`."""
        cleaned = self.cleaned_data
        known = kept(settings.DATA)
        is_same = known.get("mail_host") == cleaned["mail_host"]
        old = known.get("mail_password", "") if is_same else ""
        return {
            "mail_host": cleaned["mail_host"],
            "mail_port": str(cleaned["mail_port"]),
            "mail_tls": "yes" if cleaned["mail_tls"] else "",
            "mail_user": cleaned["mail_user"],
            "mail_password": cleaned["mail_password"] or old,
            "mail_from": cleaned["mail_from"],
        }

    def save(self) -> None:
        """Keep it in the data directory; it counts from the next letter on."""
        keep(settings.DATA, **self.values())


def _plain(text: str) -> str:
    if not text.isascii():
        raise forms.ValidationError(
            gettext("Please use no umlauts or other special letters here: they cannot be sent.")
        )
    return text


def try_mail(values: dict[str, str], *, to: str) -> str:
    """Send one letter through this server; what went wrong as a sentence, empty where it left."""
    try:
        connection = get_connection(
            "machbar.foundation.post.backends.HouseBackend", **server_of(values), timeout=SECONDS
        )
        EmailMessage(
            gettext("It works"),
            gettext("This letter was sent by your MachBar to see whether mail leaves. It does."),
            values["mail_from"],
            [to],
            connection=connection,
        ).send()
    except (OSError, smtplib.SMTPException) as error:
        return what_went_wrong(error)
    return ""
