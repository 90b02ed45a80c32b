"""What stands in the audit trail about somebody, in the sentences of the histories and line by line."""

import json
import re
from collections.abc import Iterator, Mapping

from django.apps import apps
from django.db import models
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext, pgettext_lazy

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.privacy.labels import CODES
from machbar.foundation.surfaces.asking import event_labels
from machbar.foundation.surfaces.history import sentence_of
from machbar.foundation.surfaces.module import EventLabel, Payload
from machbar.foundation.ui.formats import partial_date

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
KEYS: dict[str, Promise] = {
    "added": pgettext_lazy("in the trail", "new"),
    "applicant": pgettext_lazy("in the trail", "who applies"),
    "area": pgettext_lazy("in the trail", "area"),
    "bundle": pgettext_lazy("in the trail", "bundle of ideas"),
    "changed": pgettext_lazy("in the trail", "changed"),
    "changes": pgettext_lazy("in the trail", "changes"),
    "channel": pgettext_lazy("in the trail", "how it came"),
    "count": pgettext_lazy("in the trail", "how many"),
    "day": pgettext_lazy("in the trail", "day"),
    "de_minimis_left": pgettext_lazy("in the trail", "state aid still possible, in cents"),
    "district": pgettext_lazy("in the trail", "part of the town"),
    "donations": pgettext_lazy("in the trail", "donations, in cents"),
    "entry": pgettext_lazy("in the trail", "entry"),
    "fields": pgettext_lazy("in the trail", "fields"),
    "first_name": pgettext_lazy("in the trail", "first name may be shown"),
    "from": pgettext_lazy("in the trail", "from"),
    "how": pgettext_lazy("in the trail", "how"),
    "idea": pgettext_lazy("in the trail", "idea"),
    "in_spite_of": pgettext_lazy("in the trail", "in spite of"),
    "into": pgettext_lazy("in the trail", "into"),
    "kind": pgettext_lazy("in the trail", "kind"),
    "label": pgettext_lazy("in the trail", "who gets the link"),
    "last_day": pgettext_lazy("in the trail", "last day"),
    "lines": pgettext_lazy("in the trail", "lines"),
    "mails": pgettext_lazy("in the trail", "mails"),
    "milestone": pgettext_lazy("in the trail", "milestone"),
    "name": pgettext_lazy("in the trail", "name"),
    "note": pgettext_lazy("in the trail", "note"),
    "number": pgettext_lazy("in the trail", "number"),
    "on": pgettext_lazy("in the trail", "on"),
    "overrides": pgettext_lazy("in the trail", "in spite of what does not fit"),
    "own_cash": pgettext_lazy("in the trail", "own money, in cents"),
    "parts": pgettext_lazy("in the trail", "parts"),
    "point": pgettext_lazy("in the trail", "point"),
    "programme": pgettext_lazy("in the trail", "programme"),
    "project": pgettext_lazy("in the trail", "project"),
    "rate": pgettext_lazy("in the trail", "share in hundredths of a percent"),
    "reached": pgettext_lazy("in the trail", "reached"),
    "reason": pgettext_lazy("in the trail", "reason"),
    "reminders": pgettext_lazy("in the trail", "wants reminders"),
    "removed": pgettext_lazy("in the trail", "removed again"),
    "kept": pgettext_lazy("in the trail", "kept"),
    "role": pgettext_lazy("in the trail", "role"),
    "roles": pgettext_lazy("in the trail", "roles"),
    "side": pgettext_lazy("in the trail", "which side"),
    "since": pgettext_lazy("in the trail", "since"),
    "slot": pgettext_lazy("in the trail", "slot"),
    "sort": pgettext_lazy("in the trail", "kind"),
    "stage": pgettext_lazy("in the trail", "stage"),
    "state": pgettext_lazy("in the trail", "state"),
    "status": pgettext_lazy("in the trail", "status"),
    "step": pgettext_lazy("in the trail", "step"),
    "text": pgettext_lazy("in the trail", "text"),
    "theme": pgettext_lazy("in the trail", "theme"),
    "title": pgettext_lazy("in the trail", "title"),
    "to": pgettext_lazy("in the trail", "until"),
    "until": pgettext_lazy("in the trail", "until"),
    "use": pgettext_lazy("in the trail", "use"),
    "visibility": pgettext_lazy("in the trail", "who sees it"),
    "was_signed": pgettext_lazy("in the trail", "was signed"),
    "way": pgettext_lazy("in the trail", "how"),
    "what": pgettext_lazy("in the trail", "what"),
    "words": pgettext_lazy("in the trail", "version of the words"),
    "writer": pgettext_lazy("in the trail", "who writes along"),
}
"""What the keys of a payload mean where no field of the thing itself has that name."""


def what_happened(entry: AuditEntry) -> str:
    """Day and sentence of an entry, as the histories have it."""
    row = getattr(entry, "payload", None)
    payload = json.loads(row.content) if row is not None else None
    return f"{_moment(entry)}: {sentence_of(event_labels().get(entry.event), entry.event, payload)}"


def deed_in_words(entry: AuditEntry) -> str:
    """What was done, without the words in it: those are about others."""
    return sentence_of(event_labels().get(entry.event), entry.event, None)


def content_in_words(entry: AuditEntry, payload: Payload) -> str:
    """Everything a payload holds, a line each."""
    label = event_labels().get(entry.event)
    return "\n".join([*_told(label, payload), *_lines(entry, label, payload)])


def _moment(entry: AuditEntry) -> str:
    return formats.date_format(timezone.localtime(entry.at), "DATETIME_FORMAT")


def _told(label: EventLabel | None, payload: Payload) -> Iterator[str]:
    if label is not None and label.details is not None:
        yield from map(str, label.details(payload))
    if label is not None and label.changes is not None:
        for change in label.changes(payload):
            if change.old is None and change.new is None:
                yield gettext("%(what)s: changed") % {"what": _capital(str(change.label))}
            else:
                words = {"what": _capital(str(change.label)), "old": change.old, "new": change.new}
                yield gettext("%(what)s: before “%(old)s”, then “%(new)s”") % words


def _lines(entry: AuditEntry, label: EventLabel | None, payload: Payload) -> Iterator[str]:
    told = {"changes", "fields"} if label is not None and label.changes is not None else set()
    for key, value in payload.items():
        is_told = label is not None and label.details is not None and isinstance(value, list | dict)
        if key in told or is_told or value in (None, "", [], {}):
            continue
        words = label.words.get(key) if label is not None else None
        each = _field(entry.object_kind, key)
        text = str(words(value)) if words is not None else _value(each, value)
        yield f"{label_of_key(entry.object_kind, key)}: {text}"


def label_of_key(kind: str, key: str) -> str:
    """A key of a payload in words: what the field of the thing is called, or what the key means everywhere."""
    bare = key.removeprefix("old_")
    each = _field(kind, bare)
    words = str(each.verbose_name) if each is not None else str(KEYS.get(bare, bare))
    return _capital(
        pgettext("in the trail", "%(what)s before") % {"what": words} if bare != key else words
    )


def _field(kind: str, key: str) -> "models.Field[object, object] | None":
    try:
        fields = {each.name: each for each in apps.get_model(kind)._meta.local_fields}
    except (LookupError, ValueError):
        return None
    return fields.get(key.removeprefix("old_"))


def _value(each: "models.Field[object, object] | None", value: object) -> str:
    if isinstance(value, bool):
        return pgettext("in the trail", "yes") if value else pgettext("in the trail", "no")
    if isinstance(value, list | tuple):
        return ", ".join(_value(each, inner) for inner in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_value(None, inner)}" for name, inner in value.items())
    text = str(value)
    if each is not None and each.choices:
        text = str(dict(each.flatchoices).get(value, text))
    if DAY.fullmatch(text):
        return partial_date(text)
    return str(CODES.get(text, text))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
