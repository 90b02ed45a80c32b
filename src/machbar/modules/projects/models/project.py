"""Projects with their sheet, their five slots, and the sources of what is said about them."""

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.people.models import Person
from machbar.foundation.towns.models import Term, Town, new_public_id
from machbar.modules.projects.core import Side, SlotKind, SlotStanding, StageKey

if TYPE_CHECKING:
    from machbar.modules.projects.models.status import StatusLine


class Project(models.Model):
    """Something that people want to make happen, from the sketch to the closed file."""

    class Stage(models.TextChoices):
        SKETCH = StageKey.SKETCH.value, _("Sketch")
        COORDINATION = StageKey.COORDINATION.value, _("In coordination")
        FUNDING = StageKey.FUNDING.value, _("Funding under way")
        FEASIBLE = StageKey.FEASIBLE.value, _("Feasible")
        REALISATION = StageKey.REALISATION.value, _("Being realised")
        DONE = StageKey.DONE.value, _("Done")
        PROOF = StageKey.PROOF.value, _("Proof of use")
        CLOSED = StageKey.CLOSED.value, _("Closed")
        RESTING = StageKey.RESTING.value, _("Resting")
        FAILED = StageKey.FAILED.value, _("Failed")

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="projects")
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices, default=Stage.SKETCH)
    stage_before = models.CharField(
        _("stage before it rested or failed"), max_length=20, choices=Stage.choices, blank=True
    )
    kind = models.CharField(
        _("type of project"),
        max_length=20,
        blank=True,
        help_text=_("It decides which checklist the project gets."),
    )
    published_at = models.DateTimeField(_("public since"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"))
    changed_at = models.DateTimeField(_("changed"))
    version = models.PositiveIntegerField(_("version"), default=1)
    lead_sentence = models.CharField(
        _("in one sentence"),
        max_length=300,
        blank=True,
        help_text=_("What strangers read first. Plain words, at most two sentences."),
    )
    who_stands_behind = models.TextField(
        _("who stands behind it"),
        blank=True,
        help_text=_("Carrier, money so far, who accompanies it. Shown in public."),
    )
    fictional_note = models.CharField(_("what is invented"), max_length=120, blank=True)

    # The project sheet, in the order of the database (domain.md, section 7).
    title = models.CharField(_("project name"), max_length=200)
    acronym = models.CharField(_("short name (acronym)"), max_length=40, blank=True)
    description = models.TextField(_("project description"), blank=True)
    summary = models.TextField(_("short description"), blank=True)
    situation = models.TextField(_("initial situation"), blank=True)
    goals = models.TextField(_("goals"), blank=True)
    activities = models.TextField(_("activities"), blank=True)
    main_category = models.ForeignKey(
        Term,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("main category"),
    )
    topics = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("subject areas")
    )
    regional_office = models.ForeignKey(
        Term,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible regional office"),
    )
    starts_on = models.DateField(_("project start"), null=True, blank=True)
    ends_on = models.DateField(_("project end"), null=True, blank=True)
    website = models.URLField(_("project website"), blank=True)
    contact_salutation = models.CharField(_("salutation"), max_length=20, blank=True)
    contact_first_name = models.CharField(_("first name"), max_length=80, blank=True)
    contact_last_name = models.CharField(_("last name"), max_length=80, blank=True)
    contact_function = models.CharField(_("function"), max_length=120, blank=True)
    contact_phone = models.CharField(_("phone"), max_length=40, blank=True)
    contact_email = models.EmailField(_("mail address"), blank=True)
    organisation = models.CharField(_("name of the organisation"), max_length=200, blank=True)
    region = models.CharField(_("project region"), max_length=120, blank=True)
    organisation_website = models.URLField(_("website of the carrier"), blank=True)
    further_contacts = models.TextField(_("further contacts"), blank=True)
    facebook = models.URLField(_("Facebook"), blank=True)

    # The project in other lists than the state's (vocabularies.py, SECOND_VOCABULARIES).
    classifications = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("other lists")
    )

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.UniqueConstraint(
                fields=["town", "public_id"], name="projects_project_town_public_id_unique"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=models.F("starts_on")),
                name="projects_project_ends_after_start",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="projects_project_title_not_empty"),
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in StageKey]),
                name="projects_project_stage_known",
            ),
        ]
        indexes = [
            models.Index(fields=["town", "-published_at", "-id"], name="projects_town_published"),
            models.Index(fields=["town", "-changed_at", "-id"], name="projects_town_changed"),
            models.Index(fields=["town", "stage", "changed_at"], name="projects_town_stage"),
        ]

    # Set by `selectors.with_status`: the public status line, where there is one.
    current_status: "StatusLine | None" = None

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        """Whether everybody may see the project."""
        return self.published_at is not None


class Slot(models.Model):
    """One of the five slots of a project, with the sentence that says what stands or is missing."""

    class Kind(models.TextChoices):
        USERS = SlotKind.USERS.value, _("Users")
        CARRIER = SlotKind.CARRIER.value, _("Carrier")
        BUILDER = SlotKind.BUILDER.value, _("Builder")
        FINANCING = SlotKind.FINANCING.value, _("Financing")
        PLACE = SlotKind.PLACE.value, _("Place")

    class State(models.TextChoices):
        OPEN = SlotStanding.OPEN.value, _("missing")
        CANDIDATE = SlotStanding.CANDIDATE.value, _("in sight")
        PROVEN = SlotStanding.PROVEN.value, _("stands")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="slots")
    kind = models.CharField(_("slot"), max_length=12, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.OPEN)
    is_sought = models.BooleanField(_("is being sought"), default=False)
    note = models.CharField(_("in one sentence"), max_length=300, blank=True)
    evidence_url = models.URLField(_("link to the evidence"), blank=True)

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind"], name="projects_slot_project_kind_unique"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in SlotKind]),
                name="projects_slot_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(state=SlotStanding.OPEN.value) | ~Q(note=""),
                name="projects_slot_beyond_open_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_state_display()}"

    @property
    def fingerprint(self) -> str:
        """What the slot says, as a short text; it differs as soon as anybody has changed one of its fields."""
        said = [self.state, self.note, self.is_sought, self.evidence_url]
        return sha256(json.dumps(said).encode()).hexdigest()[:16]


class StageMove(models.Model):
    """A step of a project from one stage to another: when, who, why, and in spite of what."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="moves")
    from_stage = models.CharField(_("from"), max_length=20, choices=Project.Stage.choices)
    to_stage = models.CharField(_("to"), max_length=20, choices=Project.Stage.choices)
    at = models.DateTimeField(_("on"))
    by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("why"), max_length=500, blank=True)
    in_spite_of = models.JSONField(_("in spite of"), default=list, blank=True)

    class Meta:
        verbose_name = _("step of a project")
        verbose_name_plural = _("steps of projects")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_stage__in=[StageKey.RESTING.value, StageKey.FAILED.value])
                | ~Q(reason=""),
                name="projects_stagemove_aside_says_why",
            ),
            models.CheckConstraint(
                condition=Q(in_spite_of=[]) | ~Q(reason=""),
                name="projects_stagemove_in_spite_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_from_stage_display()} → {self.get_to_stage_display()}"


class ChecklistItem(models.Model):
    """One point of a project's checklist, asked before a stage."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")
        NOT_NEEDED = "not_needed", _("not needed")

    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="checklist")
    gate = models.CharField(_("before the stage"), max_length=20, choices=Project.Stage.choices)
    text = models.CharField(_("point"), max_length=200)
    is_required = models.BooleanField(_("the gate insists on it"), default=False)
    is_own = models.BooleanField(_("added here"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.OPEN)
    note = models.CharField(_("remark"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("point of a checklist")
        verbose_name_plural = _("points of checklists")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "gate", "text"], name="projects_checklistitem_once_a_gate"
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="projects_checklistitem_text_not_empty"
            ),
            models.CheckConstraint(
                condition=~Q(state="not_needed") | ~Q(note=""),
                name="projects_checklistitem_not_needed_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class OperationPlan(models.Model):
    """Who covers what the running of a project leaves open; `version` counts the changes of the table.

    `totals` keeps the table added up (costs and income in cents, hours; a list a year), so that a page that only
    says whether the project carries itself does not read the lines; it is empty while nobody has written any money.
    """

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="operation_plan")
    gap_covered_by = models.CharField(_("who covers a gap"), max_length=200, blank=True)
    totals = models.JSONField(_("totals"), default=list)
    version = models.PositiveIntegerField(_("version"), default=0)
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("operation table")
        verbose_name_plural = _("operation tables")

    def __str__(self) -> str:
        return str(self.project_id)


class OperationLine(models.Model):
    """One line of the three years: a cost or an income in cents, or volunteer hours."""

    class Side(models.TextChoices):
        COST = Side.COST.value, _("Costs")
        INCOME = Side.INCOME.value, _("Income")
        HOURS = Side.HOURS.value, _("Hours")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="operation_lines")
    side = models.CharField(_("kind"), max_length=8, choices=Side.choices)
    label = models.CharField(_("what it is"), max_length=120)
    year_1 = models.PositiveBigIntegerField(_("first year"), default=0)
    year_2 = models.PositiveBigIntegerField(_("second year"), default=0)
    year_3 = models.PositiveBigIntegerField(_("third year"), default=0)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("line of the operation table")
        verbose_name_plural = _("lines of operation tables")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(label=""), name="projects_operationline_label_not_empty"
            ),
            models.CheckConstraint(
                condition=Q(year_1__lte=10**12, year_2__lte=10**12, year_3__lte=10**12),
                name="projects_operationline_amounts_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Reference(models.Model):
    """Where something that is said about a project was read, with the day it was looked at."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="references")
    label = models.CharField(_("what stands there"), max_length=200)
    url = models.URLField(_("address"), max_length=500)
    seen_on = models.DateField(_("looked at on"), null=True, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.label
