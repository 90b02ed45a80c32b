"""Contacts as a kind of table: columns, what single cells cannot show, what is there already, each one as a line."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.contacts.findable import FINDABLE
from machbar.foundation.contacts.models import Contact
from machbar.foundation.contacts.rules import can_keep_contacts
from machbar.foundation.contacts.selectors import contacts_visible_to
from machbar.foundation.contacts.services import sort_key, take_contacts
from machbar.foundation.contacts.vocabulary import KINDS
from machbar.foundation.search.services import forget
from machbar.foundation.tables.core import Column, Entry, Shape, Trouble
from machbar.foundation.tables.kinds import Double, Shown, TableKind
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.selectors import terms_of

CHUNK = 300
LONGEST_TEXT = 2000


def columns(town: Town) -> Sequence[Column]:
    """The columns; the kinds are those of the town (one query)."""
    kinds: dict[str, object] = {term.label: term for term in terms_of(town, KINDS)}
    return (*_who(kinds), *_how_reached(), *_what_we_know())


def _who(kinds: Mapping[str, object]) -> tuple[Column, ...]:
    return (
        Column(
            key="organisation",
            label="Organisation",
            synonyms=("Firma", "Verein", "Einrichtung", "Behörde", "Institution", "Company"),
            most=200,
            help="Organisation oder Name: eines von beiden genügt.",
            example="Heimatverein (fiktiv)",
        ),
        Column(
            key="name",
            label="Name",
            synonyms=(
                "Ansprechpartner",
                "Ansprechpartnerin",
                "Ansprechperson",
                "Person",
                "Kontakt",
            ),
            most=120,
            example="Vorsitz",
        ),
        Column(
            key="function",
            label="Funktion",
            synonyms=("Position", "Rolle", "Amt"),
            most=120,
        ),
        Column(
            key="kind",
            label="Art",
            shape=Shape.CHOICE,
            synonyms=("Gruppe", "Kategorie", "Typ"),
            choices=kinds,
            help="Eine Art aus Ihrer Liste.",
            example="Verein",
        ),
    )


def _how_reached() -> tuple[Column, ...]:
    return (
        Column(
            key="email",
            label="E-Mail",
            shape=Shape.MAIL,
            synonyms=("Mail", "E-Mail-Adresse", "Mailadresse", "E-mail 1 - Value"),
            most=254,
            example="vorsitz@heimatverein.invalid",
        ),
        Column(
            key="phone",
            label="Telefon",
            synonyms=("Tel.", "Tel", "Telefonnummer", "Mobil", "Handy"),
            most=60,
            example="05353 000000",
        ),
        Column(
            key="address",
            label="Anschrift",
            shape=Shape.TEXT,
            synonyms=("Adresse", "Postanschrift", "Straße und Ort"),
            most=LONGEST_TEXT,
        ),
    )


def _what_we_know() -> tuple[Column, ...]:
    return (
        Column(
            key="note",
            label="Notiz",
            shape=Shape.TEXT,
            synonyms=("Bemerkung", "Bemerkungen", "Notizen", "Anmerkung"),
            most=LONGEST_TEXT,
        ),
        Column(
            key="source",
            label="Quelle",
            synonyms=("Woher", "Herkunft"),
            most=200,
            help="Woher Sie das wissen.",
            example="Gespräch am Tresen",
        ),
        Column(
            key="known_since",
            label="Stand",
            shape=Shape.DAY,
            synonyms=("Datum", "Geprüft am"),
            help="Wann Sie es erfahren oder geprüft haben.",
            example="01.03.2026",
        ),
        Column(
            key="may_be_written",
            label="Darf angeschrieben werden",
            shape=Shape.YES_OR_NO,
            synonyms=("Anschreiben erlaubt", "Einwilligung"),
            help="ja oder nein. Ein Ja braucht die Grundlage.",
            example="nein",
        ),
        Column(
            key="basis",
            label="Grundlage",
            synonyms=("Rechtsgrundlage",),
            most=200,
            help="Warum Sie schreiben dürfen.",
        ),
    )


def check(_by: Actor, _at: datetime, entries: Sequence[Entry]) -> Iterator[Trouble]:
    """Lines without any name, and a leave to write without its basis."""
    for entry in entries:
        if not entry.text("organisation") and not entry.text("name"):
            sentence = _("Please name an organisation or a person.")
            yield Trouble(line=entry.line, column="Organisation", sentence=sentence)
        if entry.values.get("may_be_written") and not entry.text("basis"):
            sentence = _("Please say on what basis this contact may be written to.")
            yield Trouble(line=entry.line, column="Grundlage", sentence=sentence)


def doubles(by: Actor, entries: Sequence[Entry]) -> Iterator[Double]:
    """Lines with a mail address, or with organisation and person, that are there already."""
    there = _there(by.town, entries)
    first: dict[str, int] = {}
    for entry in entries:
        marks = _marks(entry.text("organisation"), entry.text("name"), entry.text("email"))
        contact = next((there[mark] for mark in marks if mark in there), None)
        line = next((first[mark] for mark in marks if mark in first), 0)
        if contact is not None:
            url = reverse("contacts:contact", args=[contact.public_id])
            yield Double(line=entry.line, label=str(contact), url=url)
        elif line:
            label = entry.text("organisation") or entry.text("name")
            yield Double(line=entry.line, label=label, other_line=line)
        for mark in marks:
            first.setdefault(mark, entry.line)


def _marks(organisation: str, name: str, email: str) -> list[str]:
    """A person in an organisation is one contact; two people of an office may share its mail address."""
    marks = [f"name {sort_key(organisation, name)}"]
    if email and not name:
        marks.append(f"mail {email.casefold()}")
    return marks


def _there(town: Town, entries: Sequence[Entry]) -> Mapping[str, Contact]:
    found: dict[str, Contact] = {}
    for first in range(0, len(entries), CHUNK):
        chunk = entries[first : first + CHUNK]
        keys = [sort_key(entry.text("organisation"), entry.text("name")) for entry in chunk]
        typed = [entry.text("email") for entry in chunk if entry.text("email")]
        mails = [*typed, *map(str.lower, typed)]
        same = Contact.objects.filter(town=town).filter(Q(sort_key__in=keys) | Q(email__in=mails))
        for contact in same:
            for mark in _marks(contact.organisation, contact.name, contact.email):
                found.setdefault(mark, contact)
    return found


def rows(by: Actor) -> Iterator[Mapping[str, object]]:
    """Every contact that the actor may see, in the order of the list."""
    contacts = contacts_visible_to(by).order_by("sort_key", "id")
    for contact in contacts.iterator(chunk_size=CHUNK):
        yield {column: getattr(contact, column) for column in KEYS}


KEYS = tuple(column.key for column in (*_who({}), *_how_reached(), *_what_we_know()))


def show(town: Town, ids: Sequence[int]) -> Mapping[int, Shown]:
    """Contacts as a page names them (one query)."""
    return {
        each.pk: Shown(label=str(each), url=reverse("contacts:contact", args=[each.public_id]))
        for each in Contact.objects.filter(town=town, pk__in=ids)
    }


def _forget(ids: Sequence[int]) -> None:
    forget(FINDABLE, ids)


CONTACTS = TableKind(
    key="kontakte",
    label=gettext_lazy("Contacts"),
    note=gettext_lazy("Nobody is written to. Contacts are for the team only and never public."),
    model=Contact,
    may_import=can_keep_contacts,
    may_export=can_keep_contacts,
    columns=columns,
    check=check,
    doubles=doubles,
    take=take_contacts,
    rows=rows,
    show=show,
    forget=_forget,
)
