"""How those events of the audit trail read that no module records: pictures, post, contacts, tables, the town."""

from collections.abc import Mapping

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.media.models import Picture
from machbar.foundation.people.models import Role
from machbar.foundation.surfaces.module import EventLabel
from machbar.foundation.towns.models import LegalNotice, SpecialOpening, Town


def _consent(value: object) -> str:
    return str(dict(Picture.Consent.choices).get(str(value), value))


def _role(value: object) -> str:
    return str(dict(Role.choices).get(str(value), value))


def _entries(value: object) -> str:
    n = value if isinstance(value, int) else 0
    return ngettext("%(n)d entry", "%(n)d entries", n) % {"n": n}


def _town_fields(value: object) -> str:
    known = {field.name: field for field in Town._meta.get_fields()}
    names = value if isinstance(value, list) else []
    labels = [str(getattr(known.get(name), "verbose_name", _special(name))) for name in names]
    return ", ".join(labels) or gettext("nothing")


def _special(name: str) -> str:
    named = {
        "special_days": SpecialOpening._meta.verbose_name_plural,
        "legal_notice": LegalNotice._meta.verbose_name,
    }
    return str(named.get(name, name))


HOUSE_LABELS: Mapping[str, EventLabel] = {
    "archive.fetched": EventLabel(
        sentence=_("An archive of the town was fetched: %(sort)s."),
        bare=_("An archive of the town was fetched."),
    ),
    "audit.erased": EventLabel(sentence=_("The content of an entry of the trail was erased.")),
    "backup.fetched": EventLabel(
        sentence=_("A backup was fetched: %(name)s."), bare=_("A backup was fetched.")
    ),
    "issuer.changed": EventLabel(
        sentence=_("It was changed whose accounts sign staff in (accounts of the town hall).")
    ),
    "backup.settings_changed": EventLabel(sentence=_("The settings of the backups were changed.")),
    "contact.added": EventLabel(sentence=_("A contact came into the address book.")),
    "contact.changed": EventLabel(sentence=_("A contact of the address book was changed.")),
    "contact.erased": EventLabel(sentence=_("A contact of the address book was erased.")),
    "contact.writing_stopped": EventLabel(
        sentence=_("A contact does not want to be written to any more.")
    ),
    "picture.consent_withdrawn": EventLabel(
        sentence=_("The consent to show a photo was taken back; nobody sees it any more.")
    ),
    "contact.person_erased": EventLabel(
        sentence=_("Somebody was erased from a contact; the organisation stays.")
    ),
    "device.announced": EventLabel(sentence=_("The pairing of a tablet was prepared.")),
    "device.paired": EventLabel(sentence=_("A tablet was paired.")),
    "device.renamed": EventLabel(sentence=_("A tablet got another name.")),
    "device.revoked": EventLabel(sentence=_("A tablet was locked out.")),
    "letter.retried": EventLabel(sentence=_("A letter was sent again.")),
    "letter.settled": EventLabel(sentence=_("A letter that did not arrive was settled.")),
    "person.address_asked": EventLabel(
        sentence=_("Somebody of the team wants to sign in with another mail address.")
    ),
    "person.address_changed": EventLabel(
        sentence=_("Somebody of the team signs in with another mail address.")
    ),
    "person.renamed": EventLabel(sentence=_("Somebody of the team goes by another name.")),
    "person.signed_in_once": EventLabel(sentence=_("Somebody signed in with a one-time address.")),
    "picture.agreed": EventLabel(
        sentence=_("It was agreed that a picture may be shown, %(how)s: “%(text)s”"),
        bare=_("It was agreed that a picture may be shown."),
        words={"how": _consent},
    ),
    "picture.described": EventLabel(sentence=_("The words beside a picture were changed.")),
    "picture.released": EventLabel(sentence=_("A picture was released.")),
    "picture.removed": EventLabel(sentence=_("A picture was erased.")),
    "picture.taken_back": EventLabel(sentence=_("A picture is no longer shown.")),
    "role.given": EventLabel(
        sentence=_("Somebody got a role: %(role)s."),
        bare=_("Somebody got a role."),
        words={"role": _role},
    ),
    "role.taken": EventLabel(sentence=_("Somebody lost roles in the town.")),
    "tables.taken_in": EventLabel(
        sentence=_("A table was read in: %(count)s."),
        bare=_("A table was read in."),
        words={"count": _entries},
    ),
    "tables.taken_back": EventLabel(
        sentence=_("A table that was read in was taken back: %(removed)s."),
        bare=_("A table that was read in was taken back."),
        words={"removed": _entries},
    ),
    "town.changed": EventLabel(
        sentence=_("The profile of the town was changed: %(fields)s."),
        bare=_("The profile of the town was changed."),
        words={"fields": _town_fields},
    ),
    "town.closed": EventLabel(
        sentence=_("The operator of the server closed the town for strangers.")
    ),
    "town.opened": EventLabel(sentence=_("The town was opened to everybody.")),
    "town.populated": EventLabel(sentence=_("The town was filled with invented things.")),
}
