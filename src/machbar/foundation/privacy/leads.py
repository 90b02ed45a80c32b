"""Mail addresses and phone numbers that stand beside a name: an idea or a letter may bear nothing else of somebody."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from machbar.foundation.privacy.access import Row, groups_of, text_of
from machbar.foundation.privacy.needles import Finder
from machbar.reasoning.contact import ContactKind, UnclearContact, digits_of_phone, read_contact

MOST = 5
LEADS = {"lead_mail": "mail", "lead_phone": "phone"}
"""The buttons of the page, and the field that each fills in."""


@dataclass(frozen=True, kw_only=True)
class Leads:
    """What to look for as well: where nobody has asked for an address or a number, those that stand there."""

    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


def leads_in(rows: Sequence[Row], needles: Sequence[Finder], asked: dict[str, str]) -> Leads:
    """The ways to reach whoever is meant, of rows that are the person's own; ``asked`` is what the form holds."""
    mails: dict[str, str] = {}
    phones: dict[str, str] = {}
    for text in (text for row in rows for text in _own_words(row, needles)):
        try:
            found = read_contact(text)
        except UnclearContact:
            continue
        if found.kind is ContactKind.MAIL:
            mails.setdefault(found.address.casefold(), found.address)
        elif found.kind is ContactKind.PHONE:
            phones.setdefault(digits_of_phone(found.address), found.address)
    return Leads(
        mails=() if asked["mail"] else tuple(mails.values())[:MOST],
        phones=() if asked["phone"] else tuple(phones.values())[:MOST],
    )


def followed(sent: QueryDict) -> QueryDict:
    """The form as it was sent, with the lead that was pressed in its field."""
    led = {field: str(sent[button]) for button, field in LEADS.items() if button in sent}
    if not led:
        return sent
    copy = sent.copy()
    copy.update(led)
    return copy


def _own_words(row: Row, needles: Sequence[Finder]) -> list[str]:
    """The fields that say whose row it is, where they mean the person."""
    words: list[str] = []
    for group in groups_of(row.table):
        fields = [row.row._meta.get_field(name) for name in group.who]
        own = [text_of(getattr(row.row, each.name)) for each in fields if not each.is_relation]
        if any(needle.is_in(" ".join(own)) for needle in needles):
            words += own
    return words
