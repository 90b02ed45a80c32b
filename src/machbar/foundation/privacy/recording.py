"""The record of processing activities (Art. 30 GDPR), generated from the registry."""

from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from machbar.foundation.privacy.house import HOUSE
from machbar.foundation.privacy.labels import BASES, PERIODS
from machbar.foundation.privacy.registry import AnyField
from machbar.foundation.surfaces.personal import PersonalData, PersonalFields
from machbar.foundation.surfaces.registry import all_modules

UNNAMED = {
    "sort_key": _("place in the list"),
    "sha256": _("fingerprint of the file"),
    "type": pgettext_lazy("second step", "kind"),
    "created_at": pgettext_lazy("second step", "set up"),
    "last_used_at": pgettext_lazy("second step", "last used"),
    "hint_seen_for": _("hint that was read"),
}
"""Fields that no form shows and that therefore have no name in the model."""
UNTITLED = {
    "mfa.authenticator": _("second steps of signing in"),
    "tables.batch": _("tables that were read in"),
    "audit.auditpayload": _("contents of the audit trail"),
    "media.picturefile": _("sizes of pictures"),
}
"""Tables whose name in the model is no German word, or says nothing by itself."""


@dataclass(frozen=True, kw_only=True)
class Activity:
    """One purpose for which fields of one table are kept; `by_itself`: the house erases them in time unasked."""

    table: str
    title: str
    fields: tuple[str, ...]
    purpose: str
    basis: str
    period: str
    by_itself: bool


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the house with its activities."""

    key: str
    name: str
    activities: tuple[Activity, ...]


def record_of_processing() -> list[Part]:
    """Every declared activity, part by part; what a town has switched off stays in, because it stays kept."""
    parts = [_part("house", gettext("The house itself"), HOUSE)]
    parts.extend(
        _part(module.key, str(module.name), module.personal)
        for module in all_modules()
        if module.personal is not None
    )
    return parts


def label_of(each: AnyField) -> str:
    """A field in words, with a capital; a key without a name of its own is called after what it leads to."""
    words = str(each.verbose_name)
    is_unnamed = words == each.name.replace("_", " ")
    if is_unnamed and each.name in UNNAMED:
        words = str(UNNAMED[each.name])
    elif is_unnamed and isinstance(each.related_model, type):
        words = str(each.related_model._meta.verbose_name)
    return words[:1].upper() + words[1:]


def title_of(table: str) -> str:
    """A table in words; its bare name where this version has no such table."""
    try:
        model = apps.get_model(table)
        words = str(UNTITLED.get(table, model._meta.verbose_name_plural))
    except (LookupError, ValueError):
        return table
    return words[:1].upper() + words[1:]


def _part(key: str, name: str, declared: PersonalData) -> Part:
    return Part(
        key=key, name=name, activities=tuple(_activity(group) for group in declared.personal)
    )


def _activity(group: PersonalFields) -> Activity:
    model = apps.get_model(group.model)
    period = PERIODS[group.keep]
    return Activity(
        table=group.model,
        title=title_of(group.model),
        fields=tuple(dict.fromkeys(label_of(model._meta.get_field(each)) for each in group.fields)),
        purpose=str(group.purpose),
        basis=str(BASES[group.basis]),
        period=str(period.text),
        by_itself=period.by_itself,
    )
