"""A project comes into being, its sheet and its slots change, everybody may see it or not."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.surfaces.asking import tell_project_changed
from machbar.foundation.towns.models import Term, Town
from machbar.modules.projects.core import SLOTS, SlotStanding
from machbar.modules.projects.exceptions import ChangedMeanwhile, EvidenceMissing
from machbar.modules.projects.findable import index_projects
from machbar.modules.projects.models import Project, Slot
from machbar.modules.projects.services.changing import touch
from machbar.modules.projects.services.checklist import lay_out_checklist
from machbar.modules.projects.services.tracing import labels_of, sheet_before, sheet_trace
from machbar.modules.projects.vocabularies import REGIONAL_OFFICES


@transaction.atomic
def create_project(
    *, by: Actor, at: datetime, title: str, description: str = "", lead_sentence: str = ""
) -> Project:
    """A new sketch with its five slots, all of them missing."""
    project = Project.objects.create(
        town=by.town,
        title=title,
        description=description,
        lead_sentence=lead_sentence,
        regional_office=_regional_office(by.town),
        created_at=at,
        changed_at=at,
    )
    Slot.objects.bulk_create(Slot(project=project, kind=kind.value) for kind in SLOTS)
    lay_out_checklist(project)
    record("project.created", on=project, by=by, payload={"title": title})
    index_projects(project)
    tell_project_changed(by.town, project.pk)
    return project


def _regional_office(town: Town) -> Term | None:
    """The office that a town has named for itself; a project may name another one."""
    if not town.regional_office:
        return None
    return town.terms.filter(vocabulary=REGIONAL_OFFICES, code=town.regional_office).first()


@transaction.atomic
def change_sheet(
    *,
    project: Project,
    by: Actor,
    at: datetime,
    seen_version: int,
    values: Mapping[str, object],
    topics: Iterable[Term] | None = None,
) -> None:
    """Save fields of the sheet, unless somebody else saved since ``seen_version``."""
    before = sheet_before(project)
    lists = {}
    if topics is not None:
        topics = list(topics)
        lists["topics"] = (labels_of(before.topics.all()), labels_of(topics))
    won = Project.objects.filter(pk=project.pk, version=seen_version).update(
        **values, changed_at=at, version=F("version") + 1
    )
    if not won:
        raise ChangedMeanwhile(
            _("Somebody else has changed this project meanwhile. Your text is still here.")
        )
    if topics is not None:
        project.topics.set(topics)
    payload = sheet_trace(before, values, lists)
    record("project.sheet_changed", on=project, by=by, payload=payload)
    index_projects(project)
    tell_project_changed(by.town, project.pk)
    project.refresh_from_db()


@transaction.atomic
def set_slot(
    *,
    project: Project,
    kind: str,
    state: str,
    note: str,
    by: Actor,
    at: datetime,
    is_sought: bool = False,
    evidence_url: str = "",
    seen: str | None = None,
) -> None:
    """Say how far a slot is; what is in sight or stands needs a sentence that shows it.

    Raises `EvidenceMissing`, and `ChangedMeanwhile` where the slot is not the one that was seen (``seen`` is its
    fingerprint; without one, as for an import, what stands there is replaced).
    """
    refuse_without_evidence(state, note)
    before = project.slots.get(kind=kind)
    is_as_seen = seen in {None, before.fingerprint}
    # What was read is part of the WHERE clause, so that two who save at once cannot both win.
    won = is_as_seen and project.slots.filter(
        kind=kind,
        state=before.state,
        note=before.note,
        is_sought=before.is_sought,
        evidence_url=before.evidence_url,
    ).update(state=state, note=note.strip(), is_sought=is_sought, evidence_url=evidence_url)
    if not won:
        raise ChangedMeanwhile(
            _("Somebody else has changed this project meanwhile. Your text is still here.")
        )
    touch(project, at)
    payload = {"slot": kind, "state": state, "note": note.strip()}
    old = {"old_state": before.state, "old_note": before.note}
    record("project.slot_changed", on=project, by=by, payload=payload | old)
    index_projects(project)


def refuse_without_evidence(state: str, note: str) -> None:
    """Raise `EvidenceMissing` for a slot that is in sight or stands without a sentence that shows it."""
    if state != SlotStanding.OPEN and not note.strip():
        raise EvidenceMissing(_("Please say in one sentence what shows that this slot is filled."))


@transaction.atomic
def publish_project(*, project: Project, by: Actor, at: datetime) -> None:
    """Show the project to everybody; a second click changes nothing."""
    won = Project.objects.filter(pk=project.pk, published_at=None).update(published_at=at)
    if won:
        record("project.published", on=project, by=by)
        index_projects(project)


@transaction.atomic
def withdraw_project(*, project: Project, by: Actor) -> None:
    """Take the project off the public pages at once."""
    won = Project.objects.filter(pk=project.pk, published_at__isnull=False).update(
        published_at=None
    )
    if won:
        record("project.withdrawn", on=project, by=by)
        index_projects(project)
