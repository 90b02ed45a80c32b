"""What `machbar setup` may be told beside the town's own row: places, logo, law, mail, issuer; forms check it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from machbar.site.commands.words import gettext

if TYPE_CHECKING:
    from django import forms

    from machbar.foundation.access.actor import Actor
    from machbar.foundation.towns.models import Town

PLACES: dict[str, str] = {
    "districts": gettext("villages and quarters, with commas between them"),
    "streets": gettext("a file with streets and houses, one run a line (Marktstraße 1 bis 15)"),
}
LOGO: dict[str, str] = {"logo": gettext("a file with the town's logo (JPEG, PNG or WebP)")}
LAW: dict[str, str] = {
    "body": gettext("who runs the house, for the imprint (the town if left out)"),
    "represented_by": gettext("who represents it, office and name"),
    "postal_address": gettext("its postal address (the counter's if left out)"),
    "register": gettext("register, number, VAT number, where there is one"),
    "responsible": gettext("who answers for the texts, where it is somebody else"),
    "privacy_contact": gettext("how the data protection officer is reached, or that none is"),
    "authority": gettext("data protection authority (that of the state if left out)"),
    "barriers": gettext("what is not accessible yet, and why"),
    "enforcement": gettext("conciliation body (known for Niedersachsen)"),
    "checked_on": gettext(
        "day on which somebody looked through the pages for accessibility, such as 2026-11-27"
    ),
}
MAIL: dict[str, str] = {
    "mail_host": gettext("mail server"),
    "mail_port": gettext("its port (587 if left out)"),
    "mail_tls": gettext("yes (if left out) or no: encrypted with STARTTLS"),
    "mail_user": gettext("user name there"),
    "mail_password": gettext("password there; better set as MACHBAR_MAIL_PASSWORD"),
    "mail_from": gettext("sender of all mails"),
}
MAIL_NEEDED: dict[str, str] = {
    "mail_host": gettext("please name the mail server along with it, such as smtp.example.de."),
    "mail_from": gettext(
        "please name the sender of all mails along with it, such as machbar@example.de."
    ),
}
OIDC: dict[str, str] = {
    "oidc_issuer": gettext("address of the issuer that signs staff in (OpenID Connect)"),
    "oidc_client": gettext("the name under which the issuer knows this server (client ID)"),
    "oidc_secret": gettext("secret for it; better set in MACHBAR_OIDC_URL"),
    "oidc_label": gettext("what the button for it says"),
    "oidc_strong": gettext("word in amr or acr by which a second step there counts here"),
    "oidc_towns": gettext("keys of the towns it counts for, with commas (all if left out)"),
}
EXTRA = {**PLACES, **LOGO, **LAW, **MAIL, **OIDC}


class WrongAnswer(Exception):
    """One answer is wrong: its name and the sentence."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name, self.sentence = name, sentence


def apply(*, town: "Town", by: "Actor", given: Mapping[str, str]) -> None:
    """Write down what is given of a town beside its row. Raises `WrongAnswer`; call it in a transaction."""
    from machbar.site.wizard.forms import PlacesForm
    from machbar.site.wizard.law_form import LawForm

    if any(given[name] for name in PLACES):
        places = {
            "districts": "\n".join(given["districts"].split(",")),
            "streets": _text_of(given["streets"]),
        }
        _save(PlacesForm, town=town, by=by, typed=places)
    if any(given[name] for name in LAW):
        _save(LawForm, town=town, by=by, typed={name: given[name] for name in LAW})
    if given["logo"]:
        _take_logo(by, given["logo"])


def of_the_server(given: Mapping[str, str]) -> Mapping[str, str]:
    """What is kept about the server itself: its address, how mail leaves, who signs staff in. Raises `WrongAnswer`."""
    address = {"public_url": given["public_url"]} if given["public_url"] else {}
    return {**address, **_mail(given), **_issuer(given)}


def _issuer(given: Mapping[str, str]) -> Mapping[str, str]:
    if not any(given[name] for name in OIDC):
        return {}
    from machbar.site.house_account.forms import HouseAccountForm

    typed = {name: given[name] for name in OIDC}
    form = HouseAccountForm({**typed, "oidc_towns": typed["oidc_towns"].split(",")})
    _check(form, typed)
    return form.values()


def problem_with_answer(name: str, answer: str) -> str:
    """What is wrong with one answer about mail or law, whatever the others will be; empty for all other fields."""
    from django.core.exceptions import ValidationError

    from machbar.site.wizard.law_form import LawForm
    from machbar.site.wizard.mail import MailForm

    if name in MAIL:
        return str(next(iter(MailForm({name: answer}).errors.get(name, ())), ""))
    if name in LAW:
        try:
            LawForm.base_fields[name].clean(answer)
        except ValidationError as error:
            return str(error.messages[0])
    return ""


def _mail(given: Mapping[str, str]) -> Mapping[str, str]:
    if not any(given[name] for name in MAIL):
        return {}
    from machbar.site.wizard.mail import MailForm

    typed = {name: given[name] for name in MAIL}
    missing = next((name for name in MAIL_NEEDED if not typed[name]), "")
    if missing:
        raise WrongAnswer(missing, MAIL_NEEDED[missing])
    is_plain = typed["mail_tls"] == "no"
    port = typed["mail_port"] or "587"
    form = MailForm({**typed, "mail_port": port, "mail_tls": "" if is_plain else "on"})
    _check(form, typed)
    return form.values()


def _save(kind: Any, *, town: "Town", by: "Actor", typed: Mapping[str, str]) -> None:
    fresh = kind(town=town)
    shown = {name: field.initial for name, field in fresh.fields.items()}
    form = kind(_sent({**shown, **{name: text for name, text in typed.items() if text}}), town=town)
    _check(form, typed)
    form.save(by=by, town=town)


def _sent(values: Mapping[str, object]) -> Any:
    from django.http import QueryDict

    data = QueryDict(mutable=True)
    for name, value in values.items():
        data[name] = "" if value is None else str(value)
    return data


def _check(form: "forms.BaseForm", typed: Mapping[str, object]) -> None:
    """The first thing that is wrong, with its option."""
    for name, sentence in _errors(form):
        raise WrongAnswer(name if name in typed else next(iter(typed)), sentence)


def _errors(form: "forms.BaseForm") -> Iterator[tuple[str, str]]:
    for name, sentences in form.errors.items():
        yield name, str(sentences[0])


def _take_logo(by: "Actor", file: str) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.utils import timezone
    from django.utils.datastructures import MultiValueDict

    from machbar.site.wizard.forms import LogoForm
    from machbar.site.wizard.services import set_logo

    upload = SimpleUploadedFile("logo", _bytes_of("logo", file))
    form = LogoForm({}, MultiValueDict({"logo": [upload]}))
    _check(form, {"logo": file})
    set_logo(by=by, prepared=form.cleaned_data["logo"], at=timezone.now())


def _text_of(file: str) -> str:
    if not file:
        return ""
    try:
        return _bytes_of("streets", file).decode()
    except UnicodeDecodeError as error:
        raise WrongAnswer(
            "streets", gettext("the text is not UTF-8. Please save the file in this encoding.")
        ) from error


def _bytes_of(name: str, file: str) -> bytes:
    from pathlib import Path

    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise WrongAnswer(name, gettext("the file cannot be read. Does it exist?")) from error
