"""Finds rows of one town that point to a row of another town, over every foreign key of every model."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.models import F

from machbar.foundation.towns.models import Town


def mixed_towns() -> Iterator[str]:
    """One line for each foreign key that mixes towns, with the number of rows."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey) or field.related_model is Town:
                continue
            ours, theirs = town_path(model), town_path(field.related_model)
            if ours is None or theirs is None:
                continue
            there = f"{field.name}__{theirs}"
            rows = model._default_manager.filter(**{f"{there}__isnull": False})
            count = rows.exclude(**{ours: F(there)}).count()
            if count:
                yield f"{model._meta.label}.{field.name}: {count} rows point into another town"


def town_path(model: type[models.Model] | str) -> str | None:
    """The look-up that leads from a model to its town, through at most one parent; None where there is none."""
    if isinstance(model, str):
        return None
    keys = [field for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)]
    direct = next((field.name for field in keys if field.related_model is Town), None)
    if direct is not None:
        return direct
    for field in keys:
        parent = field.related_model
        if isinstance(parent, str) or parent._meta.app_label == "people":
            continue
        for upper in parent._meta.get_fields():
            if isinstance(upper, models.ForeignKey) and upper.related_model is Town:
                return f"{field.name}__{upper.name}"
    return None
