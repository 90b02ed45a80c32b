"""Reading the address book."""

from django.db.models import Q, QuerySet

from machbar.foundation.access.actor import Actor
from machbar.foundation.contacts.models import Contact
from machbar.foundation.contacts.rules import can_keep_contacts, can_read_contacts
from machbar.foundation.contacts.vocabulary import OWNER
from machbar.foundation.search.findable import Audience
from machbar.foundation.search.selectors import find_in

FINDABLE_KIND = "kontakte"


def contacts_visible_to(actor: Actor) -> QuerySet[Contact]:
    """The town's contacts that this actor may see: owners of buildings only for who keeps the book."""
    contacts = Contact.objects.filter(town=actor.town).select_related("kind")
    if can_keep_contacts(actor):
        return contacts
    if can_read_contacts(actor):
        return contacts.exclude(kind__code=OWNER)
    return contacts.none()


def contacts_with(actor: Actor, *, text: str = "", kind: str = "") -> QuerySet[Contact]:
    """Those that hold a text (the 200 best hits at most) and are of one kind."""
    contacts = contacts_visible_to(actor)
    if kind:
        contacts = contacts.filter(kind__code=kind)
    if text:
        hits = find_in(actor.town, text, kind=FINDABLE_KIND, audience=Audience.INTERNAL)
        contacts = contacts.filter(Q(pk__in=hits.objects) | Q(email__icontains=text.strip()))
    return contacts.order_by("sort_key", "id")
