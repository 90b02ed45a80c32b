"""The feasibility sketch: a step is saved, a version is frozen, somebody without an account may write along."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import issue_link, revoke_links
from machbar.foundation.audit.services import record
from machbar.foundation.people.models import Role
from machbar.modules.projects.core import (
    MOST_VARIANTS,
    QUESTIONS,
    VARIANT_LETTERS,
    SketchStep,
    frozen,
    missing_in_sketch,
)
from machbar.modules.projects.exceptions import ChangedMeanwhile, SketchUnfinished
from machbar.modules.projects.labels import sketch_sentence
from machbar.modules.projects.models import (
    Project,
    Sketch,
    SketchAnswer,
    SketchAuthor,
    SketchEdition,
    SketchVariant,
    SketchWriter,
)
from machbar.modules.projects.selectors import content_of, text_field
from machbar.modules.projects.services.changing import touch

PURPOSE = "sketch"
LINK_HOLDS = timedelta(days=182)
ROLES_FIRST = (Role.LOTSE, Role.MODERATION, Role.ADMIN)


@transaction.atomic
def save_step(
    *,
    project: Project,
    step: SketchStep,
    text: str,
    variants: Mapping[str, Mapping[str, object]],
    by: Actor,
    at: datetime,
    seen_version: int,
    writer: SketchWriter | None = None,
) -> None:
    """Save the answer to one step: its text, and its fields of the variants by letter.

    Raises `ChangedMeanwhile` where somebody else saved the step since ``seen_version``. Without a change nothing
    happens, and nobody becomes an author by it.
    """
    sketch = _begun(project, at)
    answer, _is_new = SketchAnswer.objects.get_or_create(sketch=sketch, step=step.value)
    won = SketchAnswer.objects.filter(pk=answer.pk, version=seen_version).update(
        version=F("version") + 1
    )
    if not won:
        raise ChangedMeanwhile(
            _("Somebody else has changed this step meanwhile. Your entries are still here.")
        )
    changed = _write(sketch, step, text.strip(), variants)
    if not changed:
        SketchAnswer.objects.filter(pk=answer.pk).update(version=seen_version)
        return
    Sketch.objects.filter(pk=sketch.pk).update(version=F("version") + 1, changed_at=at)
    _sign(sketch, step, by, at, writer)
    touch(project, at)
    payload = {"step": step.value, "fields": changed}
    record("project.sketch_changed", on=project, by=by, payload=payload)


def _begun(project: Project, at: datetime) -> Sketch:
    sketch, _is_new = Sketch.objects.get_or_create(
        project=project, defaults={"created_at": at, "changed_at": at}
    )
    if _is_new:
        SketchVariant.objects.bulk_create(
            SketchVariant(sketch=sketch, letter=letter)
            for letter in VARIANT_LETTERS[:MOST_VARIANTS]
        )
    return sketch


def _write(
    sketch: Sketch, step: SketchStep, text: str, variants: Mapping[str, Mapping[str, object]]
) -> list[str]:
    """Write what differs; returns the names of what was changed."""
    changed = []
    name = text_field(step)
    if getattr(sketch, name) != text:
        Sketch.objects.filter(pk=sketch.pk).update(**{name: text})
        changed.append("text")
    allowed = QUESTIONS[step].variant_fields
    for row in sketch.variants.all():
        values = {
            field: value
            for field, value in variants.get(row.letter, {}).items()
            if field in allowed
        }
        differing = {
            field: value for field, value in values.items() if getattr(row, field) != value
        }
        if differing:
            SketchVariant.objects.filter(pk=row.pk).update(**differing)
            changed += [f"{row.letter}.{field}" for field in sorted(differing)]
    return changed


def _sign(
    sketch: Sketch, step: SketchStep, by: Actor, at: datetime, writer: SketchWriter | None
) -> None:
    role = next((each.value for each in (*ROLES_FIRST, *Role) if by.has(each)), "")
    SketchAuthor.objects.update_or_create(
        sketch=sketch,
        step=step.value,
        by=by.person if writer is None else None,
        writer=writer,
        defaults={"at": at, "role": "" if writer else role},
    )


@transaction.atomic
def finish_sketch(*, project: Project, by: Actor, at: datetime, seen_version: int) -> SketchEdition:
    """Freeze the sketch as a version; a second click gives the same one.

    Raises `SketchUnfinished` with what is missing, `ChangedMeanwhile` where the sketch is not the one that was seen.
    """
    sketch = Sketch.objects.filter(project=project).first()
    if sketch is None:
        raise SketchUnfinished(_("Nobody has begun this sketch yet."))
    lacks = [sketch_sentence(each) for each in missing_in_sketch(content_of(sketch))]
    if lacks:
        raise SketchUnfinished(" ".join(lacks))
    won = (
        Sketch.objects.filter(pk=sketch.pk, version=seen_version)
        .exclude(finished_at_version=seen_version)
        .update(finished_at_version=seen_version)
    )
    last = sketch.editions.first()
    if not won:
        if last is not None and sketch.finished_at_version == seen_version == sketch.version:
            return last
        raise ChangedMeanwhile(
            _("Somebody has changed the sketch meanwhile. Please look at it once more.")
        )
    sketch.refresh_from_db()
    number = sketch.last_number + 1
    Sketch.objects.filter(pk=sketch.pk).update(last_number=number, last_finished_at=at)
    edition = SketchEdition.objects.create(
        sketch=sketch,
        number=number,
        title=project.title,
        finished_at=at,
        finished_by=by.person,
        authors=_authors_by_role(sketch),
        content=frozen(content_of(sketch)),
    )
    touch(project, at)
    record("project.sketch_finished", on=project, by=by, payload={"number": number})
    return edition


def _authors_by_role(sketch: Sketch) -> list[str]:
    """The parts of those who wrote, without names: they may be gone when somebody reads it."""
    rows = sketch.authors.select_related("writer").order_by("id")
    return list(dict.fromkeys(author_role(row) for row in rows))


def author_role(row: SketchAuthor) -> str:
    """In which part somebody wrote: the role in the team, or what the link was given for."""
    if row.writer is not None:
        return _("%(part)s (by link)") % {"part": row.writer.label}
    return str(Role(row.role).label) if row.role else _("Team")


@transaction.atomic
def invite_writer(
    *, project: Project, label: str, form_key: str, by: Actor, at: datetime
) -> str | None:
    """A personal link with which somebody without an account writes along; its token, shown once. The same form sent
    again gives no second link (None)."""
    writer, is_new = SketchWriter.objects.get_or_create(
        project=project,
        form_key=form_key,
        defaults={"label": label.strip(), "invited_at": at},
    )
    if not is_new:
        return None
    token = issue_link(
        town=project.town, purpose=PURPOSE, subject=writer, expires_at=at + LINK_HOLDS
    )
    payload = {"writer": writer.public_id, "label": writer.label}
    record("project.sketch_writer_invited", on=project, by=by, payload=payload)
    return token


def forget_writer(writer: SketchWriter, by: Actor, at: datetime) -> None:
    """Whoever wrote along is erased: the link ends with it."""
    end_writer(writer=writer, by=by, at=at)


@transaction.atomic
def end_writer(*, writer: SketchWriter, by: Actor, at: datetime) -> None:
    """The link ends; what was written by it stays."""
    if SketchWriter.objects.filter(pk=writer.pk, ended_at=None).update(ended_at=at):
        revoke_links(subject=writer, purpose=PURPOSE, at=at)
        payload = {"writer": writer.public_id}
        record("project.sketch_writer_ended", on=writer.project, by=by, payload=payload)
