"""Finds rows of one town that point to a row of another town: over every foreign key, and by personal links."""

from collections.abc import Container, Iterator

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from machbar.foundation.access.models import PersonalLink
from machbar.foundation.people.models import Person
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.paths import town_path


def mixed_towns(tables: Container[str] | None = None) -> Iterator[str]:
    """One line for each foreign key that mixes towns, with the number of rows; in these tables, or in all."""
    for model in apps.get_models(include_auto_created=True):
        if tables is not None and model._meta.db_table not in tables:
            continue
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey) or field.related_model is Town:
                continue
            ours, theirs = town_path(model), town_path(field.related_model)
            if ours is None or theirs is None:
                continue
            there = f"{field.name}__{theirs}"
            known = {f"{there}__isnull": False, f"{ours}__isnull": False}
            rows = model._default_manager.filter(**known)
            count = rows.exclude(**{ours: F(there)}).count()
            if count:
                yield _("%(place)s: %(n)d rows point into another town") % {
                    "place": f"{model._meta.label}.{field.name}",
                    "n": count,
                }


def links_into_other_towns() -> Iterator[str]:
    """One line for each kind of object to which personal links of another town lead, with the number of links.

    An object that is gone is no breach: its link leads nowhere. A person has no town, but must hold a role in it.
    """
    links = PersonalLink.objects.filter(revoked_at=None)
    for kind in links.order_by("subject_kind").values_list("subject_kind", flat=True).distinct():
        model = _model_of(kind)
        path = None if model is None else "roles__town" if model is Person else town_path(model)
        if model is None or path is None:
            yield _("%(kind)s: personal links lead to something that has no town") % {"kind": kind}
            continue
        subject = model._default_manager.filter(pk=OuterRef("subject_id"))
        ours = subject.filter(**{path: OuterRef("town")})
        found = links.filter(Exists(subject), ~Exists(ours), subject_kind=kind)
        if model is Person:
            found = found.filter(Exists(subject.filter(roles__isnull=False)))
        count = found.count()
        if count:
            yield _("%(kind)s: %(n)d personal links lead into another town") % {
                "kind": kind,
                "n": count,
            }


def objects_of_other_towns() -> Iterator[str]:
    """One line for each table whose rows name an object of another town by kind and primary key (`subject_kind`).

    An object that is gone is no breach: the row stays what it is.
    """
    for model in apps.get_models():
        names = {field.name for field in model._meta.get_fields()}
        if model is PersonalLink or not {"town", "subject_kind", "subject_id"} <= names:
            continue
        rows = model._default_manager.exclude(subject_kind="")
        for kind in rows.order_by("subject_kind").values_list("subject_kind", flat=True).distinct():
            count = _strangers(rows.filter(subject_kind=kind), kind)
            if count is None:
                yield _("%(place)s: rows are about %(kind)s, which has no town") % {
                    "place": model._meta.label,
                    "kind": kind,
                }
            elif count:
                yield _("%(place)s: %(n)d rows are about %(kind)s of another town") % {
                    "place": model._meta.label,
                    "n": count,
                    "kind": kind,
                }


def _strangers(rows: models.QuerySet[models.Model], kind: str) -> int | None:
    """How many of these rows name an object of another town; None where such objects have no town."""
    model = _model_of(kind)
    path = None if model is None else town_path(model)
    if model is None or path is None:
        return None
    subject = model._default_manager.filter(pk=OuterRef("subject_id"))
    ours = subject.filter(**{path: OuterRef("town")})
    return rows.filter(Exists(subject), ~Exists(ours)).count()


def _model_of(kind: str) -> type[models.Model] | None:
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None
