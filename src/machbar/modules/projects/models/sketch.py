"""The feasibility sketch of a project: texts, variants, who wrote what, links to write along, frozen versions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.people.models import Person, Role
from machbar.foundation.towns.models import new_public_id
from machbar.modules.projects.core import MOST_VARIANTS, VARIANT_LETTERS, SketchStep
from machbar.modules.projects.models.project import Project


class Sketch(models.Model):
    """The sketch that is being written; `version` counts every saving, `finished_at_version` is the one frozen last.

    `last_number` and `last_finished_at` repeat the last edition, so that other pages need not read it.
    """

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="sketch")
    created_at = models.DateTimeField(_("begun"))
    changed_at = models.DateTimeField(_("changed"))
    version = models.PositiveIntegerField(_("version"), default=0)
    finished_at_version = models.PositiveIntegerField(_("finished at version"), null=True)
    last_number = models.PositiveSmallIntegerField(_("last finished version"), default=0)
    last_finished_at = models.DateTimeField(_("last finished"), null=True, blank=True)
    occasion = models.TextField(_("occasion"), blank=True)
    place = models.TextField(_("place"), blank=True)
    users = models.TextField(_("users"), blank=True)
    variants_text = models.TextField(_("variants"), blank=True)
    law = models.TextField(_("law and permits"), blank=True)
    costs = models.TextField(_("costs"), blank=True)
    follow_up = models.TextField(_("running costs and care"), blank=True)
    risks = models.TextField(_("risks"), blank=True)
    carrier = models.TextField(_("carrier"), blank=True)
    time = models.TextField(_("time"), blank=True)
    decision = models.TextField(_("decision needed"), blank=True)

    class Meta:
        verbose_name = _("feasibility sketch")
        verbose_name_plural = _("feasibility sketches")
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at_version__isnull=True)
                | Q(finished_at_version__lte=F("version")),
                name="projects_sketch_finished_not_ahead",
            )
        ]

    def __str__(self) -> str:
        return str(self.project_id)

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing has changed since the last finished version."""
        return self.finished_at_version == self.version


class SketchVariant(models.Model):
    """One of four places for a way to do it; without a name there is none. Costs in whole cents."""

    sketch = models.ForeignKey(Sketch, on_delete=models.CASCADE, related_name="variants")
    letter = models.CharField(_("letter"), max_length=1)
    name = models.CharField(_("name"), max_length=60, blank=True)
    gist = models.CharField(_("in short"), max_length=160, blank=True)
    pros = models.CharField(_("what speaks for it"), max_length=160, blank=True)
    cons = models.CharField(_("what speaks against it"), max_length=160, blank=True)
    cost_from = models.PositiveBigIntegerField(_("costs from"), null=True, blank=True)
    cost_to = models.PositiveBigIntegerField(_("costs to"), null=True, blank=True)
    yearly = models.PositiveBigIntegerField(_("running costs a year"), null=True, blank=True)
    yearly_unknown = models.BooleanField(_("running costs not known"), default=False)
    yearly_note = models.CharField(_("about the running costs"), max_length=160, blank=True)
    duration = models.CharField(_("how long"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("variant of a sketch")
        verbose_name_plural = _("variants of sketches")
        ordering = ["letter"]
        constraints = [
            models.UniqueConstraint(
                fields=["sketch", "letter"], name="projects_sketchvariant_once_a_letter"
            ),
            models.CheckConstraint(
                condition=Q(letter__in=list(VARIANT_LETTERS[:MOST_VARIANTS])),
                name="projects_sketchvariant_letter_known",
            ),
            models.CheckConstraint(
                condition=Q(cost_from__isnull=True)
                | Q(cost_to__isnull=True)
                | Q(cost_from__lte=F("cost_to")),
                name="projects_sketchvariant_from_below_to",
            ),
            models.CheckConstraint(
                condition=Q(yearly__isnull=True) | Q(yearly_unknown=False),
                name="projects_sketchvariant_known_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter}: {self.name}"


class SketchAnswer(models.Model):
    """The state of one step: how often it was saved, and when last."""

    sketch = models.ForeignKey(Sketch, on_delete=models.CASCADE, related_name="answers")
    step = models.CharField(_("step"), max_length=12)
    version = models.PositiveIntegerField(_("version"), default=0)

    class Meta:
        verbose_name = _("step of a sketch")
        verbose_name_plural = _("steps of sketches")
        constraints = [
            models.UniqueConstraint(
                fields=["sketch", "step"], name="projects_sketchanswer_once_a_step"
            ),
            models.CheckConstraint(
                condition=Q(step__in=[step.value for step in SketchStep]),
                name="projects_sketchanswer_step_known",
            ),
        ]

    def __str__(self) -> str:
        return self.step


class SketchWriter(models.Model):
    """Somebody without an account who writes along by a personal link; named by the part that person has."""

    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="sketch_writers")
    label = models.CharField(_("who gets the link"), max_length=60)
    form_key = models.CharField(max_length=40, editable=False)
    invited_at = models.DateTimeField(_("invited"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("author by link")
        verbose_name_plural = _("authors by link")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "form_key"], name="projects_sketchwriter_once_a_form"
            ),
            models.CheckConstraint(
                condition=~Q(label=""), name="projects_sketchwriter_label_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class SketchAuthor(models.Model):
    """Who wrote in a step, in which part, and when last: a person of the team, or somebody by link."""

    sketch = models.ForeignKey(Sketch, on_delete=models.CASCADE, related_name="authors")
    step = models.CharField(_("step"), max_length=12)
    by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    writer = models.ForeignKey(
        SketchWriter, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    role = models.CharField(_("role"), max_length=16, choices=Role.choices, blank=True)
    at = models.DateTimeField(_("on"))

    class Meta:
        verbose_name = _("author of a step")
        verbose_name_plural = _("authors of steps")
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sketch", "step", "by"], name="projects_sketchauthor_once_a_person"
            ),
            models.UniqueConstraint(
                fields=["sketch", "step", "writer"], name="projects_sketchauthor_once_a_writer"
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=True) | Q(writer__isnull=True),
                name="projects_sketchauthor_person_or_writer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.at:%Y-%m-%d}"


class SketchEdition(models.Model):
    """A finished version, frozen with its day and its authors by role; it can be read again and never changes."""

    sketch = models.ForeignKey(Sketch, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200)
    finished_at = models.DateTimeField(_("finished"))
    finished_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    authors = models.JSONField(_("authors by role"), default=list)
    content = models.JSONField(_("content"))

    class Meta:
        verbose_name = _("version of a sketch")
        verbose_name_plural = _("versions of sketches")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sketch", "number"], name="projects_sketchedition_number_unique"
            )
        ]

    def __str__(self) -> str:
        return str(self.number)
