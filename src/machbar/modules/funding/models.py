"""The catalogue of programmes, and what a project knows about its money: costs, own money, chosen programmes, plan."""

import json
from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.people.models import Person
from machbar.foundation.towns.models import Town, new_public_id
from machbar.modules.funding.core.financing import Kind
from machbar.modules.projects.models import Project

MOST_CENTS = 10**12
RESULT_SHAPE = 2
FAILED = "failed"


class ExactEncoder(json.JSONEncoder):
    """Writes the decimals of a catalogue record as JSON numbers."""

    def default(self, o: object) -> object:
        """Decimals have at most two places here, which a float writes back exactly."""
        return float(o) if isinstance(o, Decimal) else super().default(o)


class ExactDecoder(json.JSONDecoder):
    """Reads JSON numbers with a point as exact decimals."""

    def __init__(self) -> None:
        super().__init__(parse_float=Decimal)


class Programme(models.Model):
    """A programme of a town's catalogue: the complete record, and as columns what pages filter and sort by."""

    class Level(models.TextChoices):
        EU = "EU", _("European Union")
        FEDERATION = "BUND", _("Federation")
        STATE = "LAND", _("Federal state")
        LOCAL = "KOMMUNE", _("District, town or region")
        FOUNDATION = "STIFTUNG", _("Foundation")
        LOTTERY = "LOTTERIE", _("Lottery")
        SOCIAL_INSURANCE = "SOZIALVERSICHERUNG", _("Social insurance")

    class Status(models.TextChoices):
        ACTIVE = "active", _("open")
        CALL_CLOSED = "call_closed", _("this round is closed")
        ENDED = "ended", _("ended")
        UNKNOWN = "unknown", _("not known whether open")

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="programmes")
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    key = models.SlugField(_("key"), max_length=300)
    name = models.CharField(_("name"), max_length=300)
    funder = models.TextField(_("who pays"), blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices)
    relevance = models.PositiveSmallIntegerField(_("relevance for small towns"))
    as_of = models.DateField(_("checked on"))
    source_url = models.URLField(_("source"), max_length=1000)
    applicants = models.TextField(_("who may apply"), blank=True)
    themes = models.TextField(_("themes"), blank=True)
    search_text = models.TextField(_("text to search in"), blank=True)
    record = models.JSONField(_("record"), encoder=ExactEncoder, decoder=ExactDecoder)
    imported_at = models.DateTimeField(_("imported"))

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.UniqueConstraint(
                fields=["town", "key"], name="funding_programme_town_key_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "public_id"], name="funding_programme_town_public_id_unique"
            ),
            models.CheckConstraint(
                condition=Q(relevance__range=(1, 3)), name="funding_programme_relevance_1_to_3"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["active", "call_closed", "ended", "unknown"]),
                name="funding_programme_status_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["town", "-relevance", "name", "id"], name="funding_programme_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be applied for at the moment, as far as the record knows."""
        return self.status in {self.Status.CALL_CLOSED, self.Status.ENDED}


class CostLine(models.Model):
    """One thing that a project has to pay."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="cost_lines")
    label = models.CharField(_("what is paid"), max_length=120)
    cents = models.PositiveBigIntegerField(_("amount in cents"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("cost")
        verbose_name_plural = _("costs")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(label=""), name="funding_costline_label_not_empty"),
            models.CheckConstraint(
                condition=Q(cents__range=(1, MOST_CENTS)), name="funding_costline_amount_in_range"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class FinancingPlan(models.Model):
    """The money of one project: own money, donations, and the plan that was computed from everything.

    ``version`` counts every change of the inputs; ``planned_version`` says for which of them ``result`` was computed.
    """

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="financing_plan")
    own_cash = models.PositiveBigIntegerField(_("own money in cents"), default=0)
    donations = models.PositiveBigIntegerField(_("donations in cents"), default=0)
    de_minimis_left = models.PositiveBigIntegerField(
        _("room for de-minimis aid in cents"), null=True, blank=True
    )
    version = models.PositiveIntegerField(_("version"), default=0)
    planned_version = models.PositiveIntegerField(_("planned version"), null=True, blank=True)
    result = models.JSONField(_("plan"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("financing plan")
        verbose_name_plural = _("financing plans")
        constraints = [
            models.CheckConstraint(
                condition=Q(own_cash__lte=MOST_CENTS, donations__lte=MOST_CENTS),
                name="funding_financingplan_amounts_in_range",
            )
        ]

    def __str__(self) -> str:
        return str(self.project_id)

    @property
    def is_up_to_date(self) -> bool:
        """Whether there is a stored plan, and it was computed from the present inputs."""
        return self._is_current and not self.has_failed

    @property
    def has_failed(self) -> bool:
        """Whether the computation found no plan that could be verified for the present inputs."""
        return self._is_current and (self.result or {}).get("status") == FAILED

    @property
    def _is_current(self) -> bool:
        return (
            self.result is not None
            and self.result.get("shape") == RESULT_SHAPE
            and self.planned_version == self.version
        )


class ChosenProgramme(models.Model):
    """A programme in a project's plan, with its numbers: from the record at first, then from guideline and notice."""

    class GrantKind(models.TextChoices):
        SHARE = Kind.SHARE.value, _("share of the costs")
        GAP = Kind.GAP.value, _("gap that own money leaves")
        FIXED = Kind.FIXED.value, _("fixed amount")
        FULL = Kind.FULL.value, _("everything, alone")

    class Progress(models.TextChoices):
        PLANNED = "planned", _("planned")
        APPLIED = "applied", _("applied for")
        AWARDED = "awarded", _("awarded")

    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="chosen_programmes")
    programme = models.ForeignKey(Programme, on_delete=models.RESTRICT, related_name="choices")
    kind = models.CharField(_("kind of grant"), max_length=8, choices=GrantKind.choices)
    rate = models.PositiveSmallIntegerField(
        _("rate in hundredths of a percent"), null=True, blank=True
    )
    amount = models.PositiveBigIntegerField(_("fixed amount in cents"), null=True, blank=True)
    most = models.PositiveBigIntegerField(_("highest grant in cents"), null=True, blank=True)
    least = models.PositiveBigIntegerField(_("lowest grant in cents"), default=0)
    own_share = models.PositiveSmallIntegerField(
        _("own share in hundredths of a percent"), default=0
    )
    effort = models.PositiveSmallIntegerField(_("effort"), default=2)
    progress = models.CharField(
        _("how far"), max_length=8, choices=Progress.choices, default=Progress.PLANNED
    )
    awarded = models.PositiveBigIntegerField(_("awarded amount in cents"), null=True, blank=True)
    not_for = models.ManyToManyField(
        CostLine, blank=True, related_name="+", verbose_name=_("costs that it does not pay")
    )
    chosen_at = models.DateTimeField(_("taken into the plan"))

    class Meta:
        verbose_name = _("chosen programme")
        verbose_name_plural = _("chosen programmes")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "programme"], name="funding_chosenprogramme_once_a_project"
            ),
            models.CheckConstraint(
                condition=(Q(rate=None) | Q(rate__range=(1, 10_000))) & Q(own_share__lte=10_000),
                name="funding_chosenprogramme_shares_in_range",
            ),
            models.CheckConstraint(
                condition=Q(progress="awarded", awarded__gte=1)
                | (~Q(progress="awarded") & Q(awarded=None)),
                name="funding_chosenprogramme_award_has_amount",
            ),
            models.CheckConstraint(
                condition=~Q(kind="fixed") | Q(amount__gte=1),
                name="funding_chosenprogramme_fixed_has_amount",
            ),
            models.CheckConstraint(
                condition=Q(effort__range=(1, 9)), name="funding_chosenprogramme_effort_1_to_9"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} / {self.project_id}"


class ProfileAnswer(models.Model):
    """An answer about a project that decides on programmes, with who gave it and when."""

    class Question(models.TextChoices):
        APPLICANT = "applicant", _("Who will apply for the money?")
        CHARITABLE = "charitable", _("Is the applicant recognised as a charity?")
        STARTED = "started", _("Has anything been ordered or begun?")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="profile_answers")
    question = models.CharField(_("question"), max_length=20, choices=Question.choices)
    answer = models.CharField(_("answer"), max_length=40)
    answered_by = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"))

    class Meta:
        verbose_name = _("answer about a project")
        verbose_name_plural = _("answers about projects")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "question"], name="funding_profileanswer_once_a_question"
            ),
            models.CheckConstraint(
                condition=Q(question__in=["applicant", "charitable", "started"]),
                name="funding_profileanswer_question_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}"


class Suggestions(models.Model):
    """The programmes that speak of what a project is about, best first, as the worker found them.

    Whether they fit is judged when they are shown, with the answers known by then; ``text_hash`` says for which text
    of the project they were found.
    """

    is_derived = (
        True  # nobody's work: a project with new suggestions is untouched (tables/snapshots.py)
    )

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="suggestions")
    ranking = models.JSONField(_("ranking"))
    text_hash = models.CharField(_("hash of the text"), max_length=64)
    used_encoder = models.BooleanField(_("the sentence encoder took part"))
    computed_at = models.DateTimeField(_("computed"))

    class Meta:
        verbose_name = _("suggestions for a project")
        verbose_name_plural = _("suggestions for projects")

    def __str__(self) -> str:
        return str(self.project_id)
