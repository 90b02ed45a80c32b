"""The way from a table to its town, over foreign keys."""

from django.db import models

from machbar.foundation.towns.models import Town


def town_path(model: type[models.Model] | str) -> str | None:
    """The look-up that leads from a model to its town, through as few parents as can be; None where there is none.

    A way that every row has comes before one through a key that may be empty. People lead to no town: they work in
    several.
    """
    if isinstance(model, str):
        return None
    return _way_to_town(model, may_be_empty=False) or _way_to_town(model, may_be_empty=True)


def _way_to_town(model: type[models.Model], *, may_be_empty: bool) -> str | None:
    """The shortest way over foreign keys, level by level; ``may_be_empty`` also takes those without a value."""
    level: list[tuple[tuple[str, ...], type[models.Model]]] = [((), model)]
    seen = {model}
    while level:
        following: list[tuple[tuple[str, ...], type[models.Model]]] = []
        for way, here in level:
            for field in _keys_of(here, may_be_empty=may_be_empty):
                parent = field.related_model
                if parent is Town:
                    return "__".join([*way, field.name])
                if not isinstance(parent, str) and parent not in seen and not _is_of_people(parent):
                    seen.add(parent)
                    following.append(((*way, field.name), parent))
        level = following
    return None


def _keys_of(
    model: type[models.Model], *, may_be_empty: bool
) -> "list[models.ForeignKey[models.Model, models.Model]]":
    """The foreign keys of a model, that to the town first."""
    keys = [field for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)]
    keys = [field for field in keys if may_be_empty or not field.null]
    return sorted(keys, key=lambda field: field.related_model is not Town)


def _is_of_people(model: type[models.Model]) -> bool:
    return model._meta.app_label == "people"
