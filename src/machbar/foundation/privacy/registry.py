"""All declarations together, and what is missing in them: every field that could hold something about a person."""

from collections.abc import Iterator, Sequence

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from machbar.foundation.privacy.house import HOUSE
from machbar.foundation.surfaces.personal import Consents, PersonalData, PersonalFields, Retention
from machbar.foundation.surfaces.registry import all_modules
from machbar.foundation.towns.models import Town

AnyField = models.Field[object, object]
TECHNICAL = frozenset({"public_id", "form_key"})
"""Random words that say nothing and stand in many tables."""
MUTE = (
    models.BooleanField,
    models.DateField,
    models.TimeField,
    models.IntegerField,
    models.AutoField,
    models.UUIDField,
    models.SlugField,
)
"""Fields that alone say nothing about anybody: numbers, days, times, keys of our own lists."""


def declarations() -> tuple[PersonalData, ...]:
    """Each installed module's, switched on or not (what a town has switched off stays kept), then the foundation's."""
    own = (module.personal for module in all_modules())
    return (*(each for each in own if each is not None), HOUSE)


def personal_fields() -> tuple[PersonalFields, ...]:
    """Every declared group of personal fields."""
    return tuple(group for part in declarations() for group in part.personal)


def retentions() -> tuple[Retention, ...]:
    """Every period that the house keeps by itself, of modules that are switched off as well."""
    return tuple(each for part in declarations() for each in part.retentions)


def consent_sources() -> dict[str, Consents]:
    """Who knows the consents in the rows of a table, by table."""
    return {each.model: each for part in declarations() for each in part.consents}


def telling_fields(model: type[models.Model]) -> list[AnyField]:
    """The fields of a model that have to be declared: text, files, JSON, bytes and keys to other tables.

    Left out are numbers, days, fields with a fixed choice, and the key to the town.
    """
    return [
        field
        for field in model._meta.local_fields
        if not isinstance(field, MUTE)
        and not field.choices
        and field.name not in TECHNICAL
        and field.related_model is not Town
    ]


def gaps(
    tables: Sequence[type[models.Model]] | None = None, parts: Sequence[PersonalData] | None = None
) -> Iterator[str]:
    """One line for each field that nobody declared, that is declared twice, or that does not exist."""
    known = list(declarations() if parts is None else parts)
    personal = [(g.model, name) for part in known for g in part.personal for name in g.fields]
    harmless = [
        (model, name)
        for part in known
        for model, names in part.harmless.items()
        for name in names.split()
    ]
    declared = [*personal, *harmless]
    for model in apps.get_models() if tables is None else tables:
        label = model._meta.label_lower
        for field in telling_fields(model):
            if (label, field.name) not in declared:
                yield f"{label}.{field.name}: neither personal nor harmless (personal.py)"
    for pair in sorted(set(declared)):
        if declared.count(pair) > 1:
            yield f"{pair[0]}.{pair[1]}: declared twice"
        if not _exists(*pair):
            yield f"{pair[0]}.{pair[1]}: declared, but there is no such field"


def _exists(label: str, name: str) -> bool:
    try:
        apps.get_model(label)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return False
    return True
