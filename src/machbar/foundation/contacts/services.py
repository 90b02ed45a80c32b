"""Contacts are added, changed, erased, and come in from tables. The audit trail names no personal data."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.contacts.exceptions import ChangedMeanwhile
from machbar.foundation.contacts.findable import FINDABLE, index_contacts
from machbar.foundation.contacts.models import Contact
from machbar.foundation.search.services import forget
from machbar.foundation.surfaces.personal import Given, Way
from machbar.foundation.tables.kinds import Taking
from machbar.reasoning.german import fold

BATCH = 300
SORTED_BY = 100


def sort_key(organisation: str, name: str) -> str:
    """Under what a contact stands in the list: umlauts as their plain letters, case and signs aside."""
    return fold(f"{organisation}{name}")[:SORTED_BY]


@transaction.atomic
def add_contact(
    *,
    by: Actor,
    at: datetime,
    form_key: str,
    values: Mapping[str, object],
    is_fictional: bool = False,
) -> Contact:
    """A new entry of the address book; the same ``form_key`` again gives the same entry."""
    known = Contact.objects.filter(town=by.town, form_key=form_key).first()
    if known is not None:
        return known
    contact = _new(by, at, form_key, values)
    contact.is_fictional = is_fictional
    contact.save()
    record("contact.added", on=contact, by=by)
    index_contacts(contact)
    return contact


@transaction.atomic
def change_contact(
    *, contact: Contact, by: Actor, at: datetime, seen_version: int, values: Mapping[str, object]
) -> None:
    """Save an entry, unless somebody else saved it since ``seen_version``. Raises `ChangedMeanwhile`."""
    key = sort_key(str(values["organisation"]), str(values["name"]))
    won = Contact.objects.filter(pk=contact.pk, version=seen_version).update(
        **values, sort_key=key, changed_at=at, version=F("version") + 1
    )
    if not won:
        raise ChangedMeanwhile(
            _("Somebody else has changed this contact meanwhile. Your text is still here.")
        )
    record("contact.changed", on=contact, by=by)
    contact.refresh_from_db()
    index_contacts(contact)


@transaction.atomic
def erase_contact(*, contact: Contact, by: Actor) -> None:
    """Remove an entry for good; only that there was one stays in the trail."""
    record("contact.erased", on=contact, by=by)
    forget(FINDABLE, [contact.pk])
    contact.delete()


def stands_for_one_person(contact: Contact) -> bool:
    """Whether nothing would be left of the entry without its person."""
    return not contact.organisation


def forget_person(contact: Contact, by: Actor, at: datetime) -> None:
    """Somebody is erased on request: the entry goes, or stays for the organisation alone."""
    if stands_for_one_person(contact):
        erase_contact(contact=contact, by=by)
        return
    Contact.objects.filter(pk=contact.pk).update(
        **dict.fromkeys(("name", "function", "email", "phone", "address", "note", "source"), ""),
        sort_key=sort_key(contact.organisation, ""),
        may_be_written=False,
        changed_at=at,
    )
    record("contact.person_erased", on=contact, by=by)
    contact.refresh_from_db()
    index_contacts(contact)


def writing_consent(contact: Contact) -> tuple[Given, ...]:
    """That somebody may be written to, and on what basis."""
    if not contact.may_be_written:
        return ()
    label = _("May be written to: %(contact)s") % {"contact": contact}
    return (
        Given(label=label, words=contact.basis, given_on=contact.known_since, how=contact.source),
    )


@transaction.atomic
def stop_writing(contact: Contact, _part: str, way: Way, by: Actor, at: datetime) -> None:
    """Nobody writes to them any more; a second click changes nothing."""
    won = Contact.objects.filter(pk=contact.pk, may_be_written=True).update(
        may_be_written=False, changed_at=at, version=F("version") + 1
    )
    if won:
        record("contact.writing_stopped", on=contact, by=by, payload={"how": way.value})
        contact.refresh_from_db()
        index_contacts(contact)


def take_contacts(taking: Taking) -> list[int]:
    """Make a contact of each entry; part of the caller's transaction."""
    contacts = [
        _new(taking.by, taking.at, f"table-{taking.key}-{entry.line}", entry.values)
        for entry in taking.entries
    ]
    Contact.objects.bulk_create(contacts, batch_size=BATCH)
    for first in range(0, len(contacts), BATCH):
        index_contacts(*contacts[first : first + BATCH])
    return [contact.pk for contact in contacts]


def _new(by: Actor, at: datetime, form_key: str, values: Mapping[str, object]) -> Contact:
    # An empty cell or field may read as None; the model has its own empty values.
    given = {name: value for name, value in values.items() if value is not None}
    return Contact(
        town=by.town,
        form_key=form_key,
        sort_key=sort_key(str(given.get("organisation", "")), str(given.get("name", ""))),
        created_at=at,
        changed_at=at,
        **given,
    )
