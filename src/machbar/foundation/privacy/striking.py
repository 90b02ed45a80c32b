"""What remains of a value when somebody is struck out of it, or when all of it has to go."""

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext

from machbar.foundation.privacy.needles import Finder
from machbar.foundation.privacy.registry import AnyField
from machbar.foundation.surfaces.personal import PersonalFields


def mask() -> str:
    """What stands in the place of somebody who was erased."""
    return gettext("[erased]")


def values_after(
    row: models.Model,
    groups: Sequence[PersonalFields],
    theirs: Sequence[PersonalFields],
    needles: Sequence[Finder],
) -> dict[str, object]:
    """The fields of a row that change, with what they hold afterwards; ``theirs`` are the groups that are emptied."""
    emptied = {name for group in theirs for name in group.emptied}
    found: dict[str, object] = {}
    for name in dict.fromkeys(name for group in groups for name in group.fields):
        each = row._meta.get_field(name)
        assert isinstance(each, models.Field)  # noqa: S101 - the registry names fields only
        if each.is_relation or each.primary_key:
            continue
        before = getattr(row, each.attname)
        after = nothing(each) if name in emptied else _struck(each, before, needles)
        if after != before:
            found[name] = after
    return found


def nothing(each: AnyField) -> object:
    """The emptiest value that a field may have: a text that must not be empty says that something was erased."""
    if each.null:
        return None
    if isinstance(each, models.JSONField):
        return each.get_default() if each.has_default() else [mask()]
    if isinstance(each, models.BinaryField):
        return b""
    return "" if each.blank else _cut(each, mask())


def _struck(each: AnyField, value: object, needles: Sequence[Finder]) -> object:
    if isinstance(value, bytes | memoryview):
        return value
    after = strike_all(value, needles)
    if after == value or not isinstance(after, str):
        return after
    if isinstance(each, models.EmailField | models.URLField):
        return nothing(each)
    return _cut(each, after)


def strike_all(value: object, needles: Sequence[Finder]) -> object:
    """A text, or every text within lists and tables, without the person."""
    if isinstance(value, str):
        for needle in needles:
            value = needle.strike(value, mask())
        return value
    if isinstance(value, Mapping):
        return {
            strike_all(name, needles): strike_all(inner, needles) for name, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [strike_all(inner, needles) for inner in value]
    return value


def _cut(each: AnyField, text: str) -> str:
    return text if each.max_length is None else text[: each.max_length]
