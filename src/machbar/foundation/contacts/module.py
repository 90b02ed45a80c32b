"""The address book as the house sees it: in the foundation, because every module may stand on it, and always on."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.contacts.archive import archive
from machbar.foundation.contacts.findable import FINDABLE
from machbar.foundation.contacts.personal import PERSONAL
from machbar.foundation.contacts.rules import can_read_contacts
from machbar.foundation.contacts.tables import CONTACTS
from machbar.foundation.contacts.vocabulary import add_kinds
from machbar.foundation.surfaces.module import Area, Module, NavigationEntry
from machbar.foundation.towns.models import Town


def navigation(actor: Actor) -> Sequence[NavigationEntry]:
    """The book, for who may read it."""
    if not can_read_contacts(actor):
        return ()
    return (
        NavigationEntry(
            area=Area.STAFF,
            label=_("Contacts"),
            url=reverse("contacts:book"),
            section="werkstatt/kontakte",
            position=80,
        ),
    )


def demo(town: Town, _today: date) -> None:
    """The kinds of contacts."""
    add_kinds(town=town)


MODULE = Module(
    key="contacts",
    archive=archive,
    name=_("Contacts"),
    summary=_("The team's address book, never public."),
    urls="machbar.foundation.contacts.urls",
    can_be_switched_off=False,
    navigation=navigation,
    findables=(FINDABLE,),
    tables=(CONTACTS,),
    demo=demo,
    personal=PERSONAL,
)
