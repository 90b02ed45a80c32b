"""One row for every table that is still empty, whatever its model: so that a test sees every column with a value."""

from datetime import UTC, date, datetime, time

from django.apps import apps
from django.db import models

NEVER = frozenset({"django_session", "search_searchentry"})
# Of two columns only one may be filled.
LEFT_EMPTY = frozenset({("coordination_reminder", "member_id")})
VALUES: tuple[tuple[type[models.Field[object, object]], object], ...] = (
    (models.URLField, "https://example.org/ä"),
    (models.EmailField, "fiktiv@example.org"),
    (models.SlugField, "fiktiv"),
    (models.CharField, "Ä „fiktiv“\n"),
    (models.TextField, 'Zeile 1\r\nZeile 2 \\ "'),
    (models.DateTimeField, datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC)),
    (models.DateField, date(2028, 2, 29)),
    (models.TimeField, time(23, 59, 59, 1)),
    (models.BooleanField, True),
    (models.JSONField, {"ä": [1, 2.5, None, True], "a": {}}),
    (models.BinaryField, b"\x00\xff"),
    (models.IntegerField, 1),
)


def fill_empty_tables() -> None:
    """The rows point to the first row of each table that they need; a table whose turn comes later waits for it."""
    waiting = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table not in NEVER and not model._default_manager.exists()
    ]
    while waiting:
        ready = [model for model in waiting if not _needs(model) & set(waiting)]
        assert ready, waiting
        for model in ready:
            values = {
                field.attname: _value(field)
                for field in model._meta.concrete_fields
                if (model._meta.db_table, field.attname) not in LEFT_EMPTY
            }
            model._default_manager.create(**{k: v for k, v in values.items() if v is not None})
        waiting = [model for model in waiting if model not in ready]


def _needs(model: type[models.Model]) -> set[object]:
    return {
        field.related_model
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and not field.null
    }


def _value(field: "models.Field[object, object]") -> object:
    if isinstance(field, models.ForeignKey):
        related = field.related_model
        assert not isinstance(related, str)
        first = related._default_manager.first()
        return None if first is None else first.pk
    if field.primary_key or field.has_default():
        return None
    if field.choices:
        return next(iter(field.flatchoices))[0]
    value = next(value for kind, value in VALUES if isinstance(field, kind))
    return value[: field.max_length] if isinstance(value, str) else value
