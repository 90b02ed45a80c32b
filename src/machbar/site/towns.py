"""A new town gets its words, its catalogue of programmes and its first admin."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.contacts.vocabulary import add_kinds
from machbar.foundation.people.models import Person, Role, RoleInTown
from machbar.foundation.team import roles as team
from machbar.foundation.team.leaving import note_departure
from machbar.foundation.towns.hours import week_of
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.services import set_week
from machbar.modules.funding.core.places import STATE_BY_NAME, state_of_ags
from machbar.modules.funding.models import Programme
from machbar.modules.funding.services.catalogue import SHIPPED, import_catalogue, read_catalogue
from machbar.modules.ideas.services import add_reason_templates
from machbar.modules.ideas.vocabularies import add_vocabularies as add_vocabularies_of_ideas
from machbar.modules.projects.vocabularies import add_vocabularies, regional_office_for
from machbar.reasoning.contact import is_phone_of_house
from machbar.site.start_checks import only_this_machine_reaches_it

SURNAME = re.compile(r"\s+(?:am|an|auf|bei|im|in|ob|vor|i\.|a\.|b\.)\s|\s*[(,/]")
UMLAUTS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}
OF_OTHERS = frozenset(
    {
        *(
            "public_url",
            "districts",
            "streets",
            "logo",
            "mail_host",
            "mail_port",
            "mail_user",
            "mail_tls",
        ),
        *("mail_password", "mail_from", "body", "represented_by", "postal_address", "register"),
        *("oidc_issuer", "oidc_client", "oidc_secret", "oidc_label", "oidc_strong", "oidc_towns"),
        *("responsible", "privacy_contact", "authority", "barriers", "enforcement", "checked_on"),
    }
)  # no columns of the town: whoever writes them checks the rest
HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")


def town_key(short_name: str) -> str:
    """The town's key on this server, made of its short name: `Mühlstadt` becomes `muehlstadt`."""
    folded = short_name.lower().translate(UMLAUTS)
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:50]


def short_name_of(name: str) -> str:
    """A town's name as a sentence says it: without the river and the county behind it."""
    return SURNAME.split(name.strip(), maxsplit=1)[0].strip()[:60]


def settled(field: str, value: str) -> str:
    """An answer as it is stored: statistics print the municipality key in groups (03 1 54 013), we keep the digits."""
    return "".join(value.split()) if field == "ags" else value


def problem_with(field: str, value: str) -> str:
    """What is wrong with one answer for a field of `Town` or for the admin, in a sentence; empty where it is right."""
    value = settled(field, value)
    own = _own_problem(field, value)
    if own or not value or field in OF_OTHERS:
        return own
    model = {"admin_email": (Person, "email"), "admin_name": (Person, "name")}
    table, name = model.get(field, (Town, field))
    column = table._meta.get_field(name)
    assert isinstance(column, models.Field)  # noqa: S101 - only columns are asked for
    try:
        column.clean(value, None)
    except ValidationError as error:
        return str(_hints().get(field) or " ".join(error.messages))
    return _impossible_key(value) if field == "ags" else ""


def contradiction(*, ags: str, state: str) -> str:
    """That a municipality key is of another state than the town's, in a sentence; empty where one of both is open."""
    of = state_of_ags(settled("ags", ags))
    if not of or not state or of == state:
        return ""
    return _(
        "the first two digits of %(ags)s stand for %(of)s, but the state said is %(state)s."
    ) % {
        "ags": settled("ags", ags),
        "of": of,
        "state": state,
    }


def _impossible_key(ags: str) -> str:
    if state_of_ags(ags):
        return ""
    return _(
        "no municipality has the key %(ags)s. Its first two digits are the state (01 to 16), "
        "the fourth and fifth the district."
    ) % {"ags": ags}


def _own_problem(field: str, value: str) -> str:
    if "\x00" in value or (field != "imprint" and not value.isprintable()):
        return _("please write it on one line, without control characters.")
    if field == "short_name" and not town_key(value):
        return _("please write a name with at least one Latin letter or digit.")
    if field == "state" and value not in STATE_BY_NAME:
        return _("%(value)s is not one of the sixteen states: %(states)s.") % {
            "value": value or "–",
            "states": ", ".join(STATE_BY_NAME),
        }
    if field == "contact_phone" and value and not is_phone_of_house(value):
        return _("please write the phone number in digits with its area code, such as 05353 912-0.")
    if field == "mail_tls" and value not in {"", "yes", "no"}:
        return _("please write yes or no.")
    if field == "public_url" and value and not is_public_url(value):
        return _(
            "please write the whole address without a path, such as https://machbar.example.de."
        )
    if field == "host" and value and not HOST.fullmatch(value):
        return _("please write the bare host name in small letters, such as machbar.example.de.")
    return ""


def is_public_url(text: str) -> bool:
    """Whether this is the beginning of all addresses of a server: scheme and host, perhaps a port."""
    parts = urlsplit(text)
    host = (parts.hostname or "").removeprefix("[").removesuffix("]")
    is_bare = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
    return parts.scheme in {"http", "https"} and bool(HOST.fullmatch(host)) and is_bare


def _hints() -> dict[str, str]:
    return {
        "number_prefix": _("please write one to three capital letters, such as K."),
        "ags": _("please write the eight digits of the official municipality key."),
        "population": _("please write the number of inhabitants in digits, such as 15700."),
        "contact_email": _("please write a mail address, such as name@example.de."),
        "admin_email": _("please write a mail address, such as name@example.de."),
        "accent": _("please write the colour as # and six hexadecimal digits in small letters."),
        "answer_days": _("please write a whole number of days, at least 1."),
    }


def host_problem(*, key: str, host: str) -> str:
    """Why a town of this key cannot stand under this host; empty where it can."""
    others = Town.objects.exclude(key=key)
    if not host and others.exists():
        return _(
            "this server has another town already. Each of several towns needs a host name of its own."
        )
    taken = others.filter(host=host).first() if host else None
    if taken is not None:
        return _("%(town)s has this host name.") % {"town": taken.name}
    nameless = others.filter(host="").first()
    if nameless is not None and not Town.objects.filter(key=key).exists():
        return _(
            "%(town)s has no host name yet, and with a second town nobody would reach it any more. First: %(command)s"
        ) % {"town": nameless.name, "command": _naming(nameless)}
    return ""


def _naming(town: Town) -> str:
    """The command that gives a town the name under which it is reached already, as far as that is known."""
    public = urlsplit(settings.PUBLIC_URL).hostname or ""
    is_known = bool(HOST.fullmatch(public)) and not only_this_machine_reaches_it()
    return f"machbar town host {town.key} {public if is_known else 'NAME'}"


def host_advice(town: Town) -> Sequence[str]:
    """What an operator still has to do so that the town is reached and its door tells when it is open, in sentences."""
    advice = []
    if town.opening_hours and not town.opening_times.exists():
        advice.append(
            _("The sign at the door cannot read these hours. Please enter them under %(place)s.")
            % {"place": reverse("town_settings")}
        )
    public = urlsplit(settings.PUBLIC_URL).hostname or ""
    host = town.host or public
    if host not in settings.ALLOWED_HOSTS:
        advice.append(_("Please add %(host)s to MACHBAR_HOSTS.") % {"host": host})
    advice.extend(
        _("%(town)s has no host name, so nobody reaches it: %(command)s")
        % {"town": other.name, "command": _naming(other)}
        for other in Town.objects.exclude(pk=town.pk).filter(host="")
    )
    return advice


@transaction.atomic
def set_up_town(
    *, details: Mapping[str, str], admin_email: str, admin_name: str, is_public: bool = False
) -> tuple[Town, bool]:
    """Make a town and its first admin. Of a town that is there only the details that are given change.

    ``details`` maps fields of `Town` to checked texts (see `problem_with`); returns the town and whether it is new.
    A new town is shown to nobody but its team, unless ``is_public``. Who sets up the first town of a server is its
    operator, too.
    """
    is_first = not Town.objects.exists()
    given = {name: _stored(name, value) for name, value in details.items() if value}
    if "ags" in given:
        given.setdefault("regional_office", regional_office_for(str(given["ags"])))
    short_name = details["short_name"]
    prefix = short_name[:1].upper()
    first_letter = prefix if "A" <= prefix <= "Z" or prefix in "ÄÖÜ" else "M"
    town, is_new = Town.objects.get_or_create(
        key=town_key(short_name),
        defaults={"number_prefix": first_letter, "is_public": is_public, **given},
    )
    if not is_new:
        Town.objects.filter(pk=town.pk).update(**given)
        town.refresh_from_db()
    if "opening_hours" in given:
        line = str(given["opening_hours"])
        set_week(town=town, week=week_of(line) or {}, line=line)
    add_vocabularies(town=town)
    add_reason_templates(town=town)
    add_vocabularies_of_ideas(town=town)
    add_kinds(town=town)
    if admin_email:
        person = give_role(town=town, email=admin_email, name=admin_name, role=Role.ADMIN)
        if is_first:
            Person.objects.filter(pk=person.pk).update(is_operator=True)
    return town, is_new


def _stored(name: str, value: str) -> object:
    column = Town._meta.get_field(name)
    assert isinstance(column, models.Field)  # noqa: S101 - only columns are asked for
    return column.to_python(settled(name, value))


def load_catalogue(*, town: Town, at: datetime) -> int:
    """Bring the shipped catalogue into a town that has no programme yet; returns how many came in."""
    if Programme.objects.filter(town=town).exists():
        return 0
    by = Actor(town=town, system=True)
    return import_catalogue(by=by, at=at, checked=read_catalogue(SHIPPED)).added


@transaction.atomic
def give_role(*, town: Town, email: str, name: str, role: Role) -> Person:
    """Let a person hold a role in a town; the person is made where nobody has this address."""
    person = Person.objects.filter(email=email.lower()).first()
    if person is None:
        person = Person.objects.create_person(email=email, name=name)
    elif not person.is_active:  # who left comes back
        person.is_active = True
        person.save(update_fields=["is_active"])
    person.departures.filter(town=town).delete()
    _held, is_new = RoleInTown.objects.get_or_create(town=town, person=person, role=role)
    if is_new:
        by = Actor(town=town, system=True)
        record("role.given", on=person, by=by, payload={"role": role.value})
    return person


@transaction.atomic
def take_roles(*, town: Town, person: Person, roles: Sequence[Role]) -> int:
    """Take these roles of a person in a town away (all of them where none is named); returns how many they were.

    Raises `LastAdmin`: a town keeps one.
    """
    taken = team.take_roles(
        person=person, roles=roles or list(Role), by=Actor(town=town, system=True)
    )
    if taken:
        note_departure(town=town, person=person, at=timezone.now())
    return len(taken)
