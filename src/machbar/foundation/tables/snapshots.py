"""Whether things are still as they came: one digest over a row and everything that points at it.

Every table that refers to the thing counts, also those that modules add later; only what the house computes by itself
does not (models with ``is_derived = True``).
"""

import hashlib
import json
from collections.abc import Mapping, Sequence

from django.db import models
from django.db.models import ForeignKey, ForeignObjectRel

CHUNK = 400
OWN = "own:"


def watched_names(model: type[models.Model]) -> list[str]:
    """The columns and the referring tables that tell whether a thing was changed."""
    own = [OWN + field.attname for field in model._meta.concrete_fields]
    return own + sorted(_relations(model))


def digests(
    model: type[models.Model], ids: Sequence[int], watched: Sequence[str]
) -> Mapping[int, str]:
    """The digest of each thing that is there, over what is ``watched``.

    A column that is gone since changes it; a referring table that is new since changes it only where it has rows.
    """
    found: dict[int, dict[str, object]] = {}
    for first in range(0, len(ids), CHUNK):
        found |= _states(model, ids[first : first + CHUNK], watched)
    return {
        pk: hashlib.sha256(json.dumps(state, sort_keys=True, default=str).encode()).hexdigest()
        for pk, state in found.items()
    }


def _states(
    model: type[models.Model], ids: Sequence[int], watched: Sequence[str]
) -> dict[int, dict[str, object]]:
    known = {field.attname for field in model._meta.concrete_fields}
    names = [name.removeprefix(OWN) for name in watched if name.startswith(OWN)]
    columns = [name for name in names if name in known]
    rows = model._default_manager.filter(pk__in=ids).values_list("pk", *columns)
    states: dict[int, dict[str, object]] = {pk: {OWN: values} for pk, *values in rows}
    for name, relation in _relations(model).items():
        field = relation.field
        assert isinstance(field, ForeignKey)  # noqa: S101 - `_relations` gives no other
        other = field.model
        attributes = [each.attname for each in other._meta.concrete_fields]
        referring = other._default_manager.filter(**{f"{field.name}__in": ids}).order_by("pk")
        for pk, *values in referring.values_list(field.attname, *attributes):
            rows_of = states[pk].setdefault(name, [])
            assert isinstance(rows_of, list)  # noqa: S101 - made one line above
            rows_of.append(values)
    return states


def _relations(model: type[models.Model]) -> dict[str, ForeignObjectRel]:
    return {
        f"{relation.related_model._meta.label_lower}.{relation.field.name}": relation
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel)
        and isinstance(relation.field, ForeignKey)
        and isinstance(relation.related_model, type)
        and not getattr(relation.related_model, "is_derived", False)
    }
