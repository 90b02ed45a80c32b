"""What the address book keeps about people."""

from django.utils.translation import gettext_lazy as _

from machbar.foundation.contacts.services import (
    forget_person,
    sort_key,
    stands_for_one_person,
    stop_writing,
    writing_consent,
)
from machbar.foundation.surfaces.personal import (
    Basis,
    Consents,
    Keep,
    PersonalData,
    PersonalFields,
)

PERSONAL = PersonalData(
    personal=(
        PersonalFields(
            model="contacts.contact",
            fields=(
                *("organisation", "name", "function", "email", "phone", "address", "note"),
                *("source", "sort_key"),
            ),
            purpose=_("Reaching those with whom the house works."),
            basis=Basis.INTEREST,
            keep=Keep.CONTACT,
            who=("name", "email", "phone"),
            goes_where=stands_for_one_person,
            ends=forget_person,
            made_of={"sort_key": lambda contact: sort_key(contact.organisation, contact.name)},
            in_words={"sort_key": lambda _value: _("made of the names above, for the order")},
        ),
    ),
    consents=(Consents(model="contacts.contact", given=writing_consent, withdraw=stop_writing),),
    harmless={"contacts.contact": "kind basis"},
)
