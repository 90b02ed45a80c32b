"""How contacts are found: by who keeps the book. Others search on the page of the book, which leaves out the owners."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.contacts.models import Contact
from machbar.foundation.contacts.rules import can_keep_contacts
from machbar.foundation.contacts.selectors import FINDABLE_KIND
from machbar.foundation.search.findable import Audience, Findable, Text
from machbar.foundation.search.services import renew


def texts(contacts: Sequence[int]) -> Iterator[Text]:
    """Each contact for the team; nothing for anybody else (one query)."""
    for contact in Contact.objects.filter(pk__in=contacts).select_related("kind").order_by("pk"):
        parts = (
            contact.name if contact.organisation else "",
            contact.function,
            contact.kind.label if contact.kind else "",
            contact.address,
            contact.note,
        )
        yield Text(
            object_id=contact.pk,
            town_id=contact.town_id,
            audience=Audience.INTERNAL,
            title=contact.organisation or contact.name,
            body="\n".join(part for part in parts if part),
            keywords=" ".join(part for part in (contact.email, contact.phone) if part),
            url=reverse("contacts:contact", args=[contact.public_id]),
            on=timezone.localdate(contact.created_at),
            fictional_note="fiktiv" if contact.is_fictional else "",
        )


def audience(actor: Actor) -> Audience:
    """Who keeps the book searches it; for everybody else nothing is there."""
    return Audience.INTERNAL if can_keep_contacts(actor) else Audience.PUBLIC


FINDABLE = Findable(
    kind=FINDABLE_KIND,
    number=20,
    label=_("Contacts"),
    objects=Contact.objects.all,
    texts=texts,
    audience=audience,
)


def index_contacts(*contacts: Contact) -> None:
    """Let search find these contacts as they are now; part of the transaction that changed them."""
    renew(FINDABLE, [contact.pk for contact in contacts])
