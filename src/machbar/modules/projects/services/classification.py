"""A project is sorted into other lists than the state's."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.towns.models import Term
from machbar.modules.projects.exceptions import ChangedMeanwhile
from machbar.modules.projects.models import Project
from machbar.modules.projects.services.tracing import labels_of, sheet_trace


@transaction.atomic
def classify_project(
    *, project: Project, by: Actor, at: datetime, seen_version: int, terms: Iterable[Term]
) -> None:
    """Give the project these terms of other lists, unless somebody else saved since ``seen_version``."""
    won = Project.objects.filter(pk=project.pk, version=seen_version).update(
        changed_at=at, version=F("version") + 1
    )
    if not won:
        raise ChangedMeanwhile(
            _("Somebody else has changed this project meanwhile. Your choice is still here.")
        )
    old, new = labels_of(project.classifications.all()), list(terms)
    project.classifications.set(new)
    payload = sheet_trace(project, {}, {"classifications": (old, labels_of(new))})
    record("project.sheet_changed", on=project, by=by, payload=payload)
