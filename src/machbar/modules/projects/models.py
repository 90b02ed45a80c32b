"""Projects with their sheet, their five slots, and the sources of what is said about them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Term, Town, new_public_id
from machbar.modules.projects.core import SlotKind, SlotStanding


class Project(models.Model):
    """Something that people want to make happen, from the sketch to the closed file."""

    class Stage(models.TextChoices):
        SKETCH = "sketch", _("Sketch")
        COORDINATION = "coordination", _("In coordination")
        FUNDING = "funding", _("Funding under way")
        FEASIBLE = "feasible", _("Feasible")
        REALISATION = "realisation", _("Being realised")
        DONE = "done", _("Done")
        PROOF = "proof", _("Proof of use")
        CLOSED = "closed", _("Closed")
        RESTING = "resting", _("Resting")
        FAILED = "failed", _("Failed")

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="projects")
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices, default=Stage.SKETCH)
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
        ]
        indexes = [
            models.Index(fields=["town", "-published_at", "-id"], name="projects_town_published"),
            models.Index(fields=["town", "-changed_at", "-id"], name="projects_town_changed"),
        ]

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
