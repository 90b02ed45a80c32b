"""What the address book puts into the archive of a town: for the team, everybody in it."""

from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.contacts.rules import can_keep_contacts
from machbar.foundation.contacts.selectors import contacts_visible_to
from machbar.foundation.contacts.tables import CONTACTS
from machbar.foundation.surfaces.archiving import Archived, ArchiveShelf, ArchiveThing, facts_of


def archive(actor: Actor) -> Archived:
    """Every contact that the actor may see, in the order of the list."""
    if not can_keep_contacts(actor):
        return Archived()
    columns = CONTACTS.columns(actor.town)
    contacts = contacts_visible_to(actor).order_by("sort_key", "id")
    things = [
        ArchiveThing(key=contact.public_id, title=str(contact), facts=facts_of(columns, row))
        for contact, row in zip(contacts, CONTACTS.rows(actor), strict=True)
    ]
    shelf = ArchiveShelf(key="kontakte", title=gettext_lazy("Contacts"), things=things)
    return Archived(shelves=[shelf])
