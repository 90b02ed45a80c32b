"""One row in every table that the registry names, with the marks of one person in every personal field."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.apps import apps
from django.db import connection, models

from machbar.foundation.privacy.registry import personal_fields
from machbar.foundation.towns.models import Town

NAME = "Ada Fiktiv"
MAIL = "ada@fiktiv.example"
PHONE = "05353 98 76 54"
STREET = "Unverwechselweg 99"
ADDRESS = f"{NAME}, {STREET}"
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
SAID = f"Gespräch mit {NAME} am Montag"


class RowMaker:
    """Makes one row a table in a town. What tables demand of each other does not count here, only who is named."""

    def __init__(self, town: Town) -> None:
        self.made: dict[str, models.Model] = {"towns.town": town}
        self.marked: dict[str, set[str]] = {}
        self.personal: dict[str, set[str]] = {}
        for group in personal_fields():
            self.personal.setdefault(group.model, set()).update(group.fields)

    def everything(self) -> None:
        """A row in each table of the registry."""
        with without_rules():
            for label in self.personal:
                self.row(apps.get_model(label))

    def row(self, model: type[models.Model]) -> models.Model:
        """The row of this table, made with what it needs."""
        label = model._meta.label_lower
        if label not in self.made:
            row = model()
            for each in model._meta.local_fields:
                self._fill(row, label, each)
            row.save(force_insert=True)
            self.made[label] = row
        return self.made[label]

    def _fill(self, row: models.Model, label: str, each: models.Field[object, object]) -> None:
        is_personal = each.name in self.personal.get(label, set())
        if each.is_relation:
            parent = each.related_model
            assert isinstance(parent, type)
            if is_personal or not each.null:
                setattr(row, each.name, self.row(parent))
        elif is_personal:
            mark = mark_for(each)
            if mark is not None:
                setattr(row, each.name, mark)
                self.marked.setdefault(label, set()).add(each.name)
        elif not each.null and not each.has_default() and getattr(row, each.attname) in (None, ""):
            _fill_up(row, label, each)


@contextmanager
def without_rules() -> Iterator[None]:
    """Check constraints sleep: on SQLite for this block, on PostgreSQL until the test's transaction is rolled back."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            try:
                yield
            finally:
                cursor.execute("PRAGMA ignore_check_constraints = OFF")
            return
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in apps.get_models():
            for rule in model._meta.constraints:
                if isinstance(rule, models.CheckConstraint):
                    table = connection.ops.quote_name(model._meta.db_table)
                    name = connection.ops.quote_name(rule.name)
                    cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
    yield


def mark_for(each: models.Field[object, object]) -> object:
    """What is written into a personal field; None where it has no room."""
    if isinstance(each, models.EmailField):
        return MAIL
    if "phone" in each.name:
        return PHONE
    if "address" in each.name:
        return ADDRESS
    if each.name == "contact":
        return f"{MAIL}, {PHONE}"
    if isinstance(each, models.JSONField):
        return [SAID]
    if isinstance(each, models.BinaryField):
        return SAID.encode()
    fits = each.max_length is None or each.max_length >= len(SAID)
    return SAID if fits else NAME if (each.max_length or 0) >= len(NAME) else None


def _fill_up(row: models.Model, label: str, each: models.Field[object, object]) -> None:
    if isinstance(each, models.AutoField):
        return
    value: object = f"{label} {row.pk or ''}"[: each.max_length or 20]
    for kind, one in (
        (models.DateTimeField, NOON),
        (models.DateField, NOON.date()),
        (models.TimeField, NOON.time()),
        (models.BooleanField, False),
        (models.IntegerField, 7),
        (models.JSONField, []),
        (models.BinaryField, b"x"),
        (models.UUIDField, "00000000-0000-0000-0000-000000000001"),
    ):
        if isinstance(each, kind):
            value = one
            break
    setattr(row, each.name, each.choices[0][0] if isinstance(each.choices, list) else value)
