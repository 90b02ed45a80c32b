"""How a value reads for the person it is about: plain words instead of codes, numbers and JSON (Art. 12 GDPR)."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext

from machbar.foundation.audit.models import AuditEntry, AuditPayload
from machbar.foundation.privacy.access import groups_of, text_of
from machbar.foundation.privacy.labels import CODES
from machbar.foundation.privacy.registry import AnyField
from machbar.foundation.privacy.trail_words import content_in_words, what_happened

LONGEST_FILE = 500
"""Of a file that was read in, the answer shows so many characters: the rest is about others."""


def in_words(row: models.Model, each: AnyField) -> str:
    """A field of a row as its person reads it; empty where it holds nothing."""
    value = getattr(row, each.attname)
    if value in (None, "", [], {}):
        return ""
    for group in groups_of(row._meta.label_lower):
        if each.name in group.in_words:
            return str(group.in_words[each.name](value))
    if each.choices:
        return choice_in_words(each, value)
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    if each.is_relation:
        parent = getattr(row, each.name)
        return what_happened(parent) if isinstance(parent, AuditEntry) else str(parent)
    if isinstance(each, models.BinaryField):
        return _of_a_file(text_of(value))
    if isinstance(row, AuditPayload) and each.name == "content":
        return content_in_words(row.entry, json.loads(row.content))
    return _plain(value)


def choice_in_words(each: AnyField, value: object) -> str:
    """The label of a choice; codes that are their own label are named here."""
    label = str(dict(each.flatchoices).get(value, value))
    return str(CODES.get(label, label))


def _plain(value: object) -> str:
    """Lists and tables line by line."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return "\n".join(_plain(inner) for inner in value)
    if isinstance(value, Mapping):
        return "\n".join(f"{name}: {_plain(inner)}" for name, inner in value.items())
    return text_of(value)


def raw(row: models.Model, each: AnyField) -> object:
    """The same for a program: as it is stored."""
    value = getattr(row, each.attname)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(each, models.BinaryField) and value is not None:
        return _of_a_file(text_of(value))
    if each.is_relation and value is not None:
        return str(getattr(getattr(row, each.name), "public_id", value))
    return value


def _of_a_file(text: str) -> str:
    if len(text) <= LONGEST_FILE:
        return text
    more = len(text) - LONGEST_FILE
    rest = ngettext("and %(n)d more character", "and %(n)d more characters", more) % {"n": more}
    return gettext("%(beginning)s … (%(rest)s)") % {"beginning": text[:LONGEST_FILE], "rest": rest}
