"""The path from a suggestion to a use that has ended: both sides agree, visit, agreement, start, end; each logged."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.people.models import Person
from machbar.foundation.towns.models import Town, new_public_id
from machbar.modules.premises.core.codes import MediationStage
from machbar.modules.premises.core.path import Step
from machbar.modules.premises.models.demand import Demand
from machbar.modules.premises.models.unit import Unit
from machbar.reasoning.contact import ContactKind


class Mediation(models.Model):
    """One search and one unit on their common path. Contact data pass only when both have agreed."""

    class Stage(models.TextChoices):
        SUGGESTED = MediationStage.SUGGESTED.value, _("suggested")
        CONTACT = MediationStage.CONTACT.value, _("both agree to meet")
        VISIT = MediationStage.VISIT.value, _("visit")
        AGREEMENT = MediationStage.AGREEMENT.value, _("agreement")
        RUNNING = MediationStage.RUNNING.value, _("in use")
        ENDED = MediationStage.ENDED.value, _("ended")
        DECLINED = MediationStage.DECLINED.value, _("came to nothing")

    class Side(models.TextChoices):
        OWNER = "owner", _("the owner")
        SEEKER = "seeker", _("who looks for it")
        HOUSE = "house", _("we")

    LIVING = (Stage.SUGGESTED, Stage.CONTACT, Stage.VISIT, Stage.AGREEMENT, Stage.RUNNING)

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="mediations")
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    demand = models.ForeignKey(Demand, on_delete=models.RESTRICT, related_name="mediations")
    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="mediations")
    stage = models.CharField(
        _("stage"), max_length=12, choices=Stage.choices, default=Stage.SUGGESTED
    )
    owner_agreed_at = models.DateTimeField(_("the owner agreed"), null=True, blank=True)
    owner_said = models.CharField(_("what the owner said"), max_length=500, blank=True)
    owner_until = models.DateField(_("the owner agrees until"), null=True, blank=True)
    owner_wants_deposit = models.BooleanField(_("the owner wants a deposit"), default=False)
    seeker_agreed_at = models.DateTimeField(_("the other side agreed"), null=True, blank=True)
    seeker_said = models.CharField(_("what the other side said"), max_length=500, blank=True)
    visit_at = models.DateTimeField(_("visit on"), null=True, blank=True)
    visit_place = models.CharField(_("meeting point"), max_length=200, blank=True)
    visit_is_public = models.BooleanField(_("the visit is public"), default=False)
    declined_by = models.CharField(_("ended by"), max_length=8, choices=Side.choices, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    learned = models.TextField(_("what was learned"), blank=True)
    override_reason = models.CharField(
        _("why in spite of what does not fit"), max_length=300, blank=True
    )
    form_key = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("created"))
    changed_at = models.DateTimeField(_("changed"))
    version = models.PositiveIntegerField(_("version"), default=1)
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("mediation")
        verbose_name_plural = _("mediations")
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "public_id"], name="premises_mediation_town_public_id_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "form_key"], name="premises_mediation_town_form_key_unique"
            ),
            models.UniqueConstraint(
                fields=["demand", "unit"],
                condition=~Q(stage__in=["ended", "declined"]),
                name="premises_mediation_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in MediationStage]),
                name="premises_mediation_stage_known",
            ),
            models.CheckConstraint(
                condition=~Q(stage="declined") | (~Q(reason="") & ~Q(declined_by="")),
                name="premises_mediation_declined_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(stage="visit") | Q(visit_at__isnull=False),
                name="premises_mediation_visit_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["suggested", "declined"])
                | Q(owner_agreed_at__isnull=False, seeker_agreed_at__isnull=False),
                name="premises_mediation_contact_needs_both",
            ),
        ]
        indexes = [
            models.Index(fields=["town", "stage", "-changed_at"], name="premises_mediation_stage")
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_living(self) -> bool:
        """Whether the path goes on."""
        return self.stage in self.LIVING

    @property
    def have_both_agreed(self) -> bool:
        """Whether contact data may pass."""
        return self.owner_agreed_at is not None and self.seeker_agreed_at is not None


class Asking(models.Model):
    """A side is asked whether it agrees: how, when, and for calls and letters how far that has come.

    Who has a mail address got a mail; who has a phone or a postal address stands on the lists until reached.
    """

    class Way(models.TextChoices):
        MAIL = ContactKind.MAIL.value, _("by mail")
        PHONE = ContactKind.PHONE.value, _("by phone")
        LETTER = ContactKind.LETTER.value, _("by letter")
        NONE = ContactKind.NONE.value, _("at the counter")

    mediation = models.ForeignKey(Mediation, on_delete=models.CASCADE, related_name="askings")
    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    side = models.CharField(_("asked"), max_length=8, choices=Mediation.Side.choices)
    way = models.CharField(_("reached by"), max_length=8, choices=Way.choices)
    asked_at = models.DateTimeField(_("asked on"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("calls in vain"), default=0)
    again_on = models.DateField(_("call again on"), null=True, blank=True)
    note = models.CharField(_("note for the team"), max_length=300, blank=True)
    printed_at = models.DateTimeField(_("printed"), null=True, blank=True)
    reached_on = models.DateField(_("reached on"), null=True, blank=True)

    class Meta:
        verbose_name = _("request to a side")
        verbose_name_plural = _("requests to the sides")
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mediation", "side"], name="premises_asking_once_a_side"
            ),
            models.CheckConstraint(
                condition=Q(side__in=["owner", "seeker"]), name="premises_asking_side_known"
            ),
            models.CheckConstraint(
                condition=Q(way__in=[kind.value for kind in ContactKind]),
                name="premises_asking_way_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at", "id"],
                condition=Q(answered_at=None),
                name="premises_asking_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.mediation_id}: {self.side}"


class MediationStep(models.Model):
    """One step on the path: what happened when, who wrote it down; nothing is ever changed or removed."""

    class What(models.TextChoices):
        SUGGESTED = "suggested", _("suggested")
        OWNER_ASKED = "owner_asked", _("the owner was asked")
        SEEKER_ASKED = "seeker_asked", _("who looks for it was asked")
        OWNER_AGREES = Step.OWNER_AGREES.value, _("the owner agrees")
        SEEKER_AGREES = Step.SEEKER_AGREES.value, _("who looks for it agrees")
        FIX_VISIT = Step.FIX_VISIT.value, _("the visit is fixed")
        DRAFT = Step.DRAFT.value, _("the terms are written down")
        SIGN = Step.SIGN.value, _("signed")
        START = Step.START.value, _("the use begins")
        COMPLETE = Step.COMPLETE.value, _("an open amount is filled in")
        EXTEND = Step.EXTEND.value, _("extended")
        END = Step.END.value, _("the use ends")
        DECLINE = Step.DECLINE.value, _("came to nothing")
        LEARN = Step.LEARN.value, _("what was learned")

    mediation = models.ForeignKey(Mediation, on_delete=models.CASCADE, related_name="steps")
    stage = models.CharField(_("stage"), max_length=12, choices=Mediation.Stage.choices)
    what = models.CharField(_("what happened"), max_length=16, choices=What.choices)
    at = models.DateTimeField(_("on"))
    by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.CharField(_("internal note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("step of a mediation")
        verbose_name_plural = _("steps of mediations")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.what


class Agreement(models.Model):
    """What both sides have agreed on: the draft of the contract, and what the house watches (its end).

    An amount that nobody knows yet is null; nought means that nothing is paid.
    """

    AMOUNTS = ("rent_cents", "running_cents", "deposit_cents")

    mediation = models.OneToOneField(Mediation, on_delete=models.CASCADE, related_name="agreement")
    starts_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    rent_cents = models.PositiveIntegerField(_("rent a month"), null=True, blank=True)
    running_cents = models.PositiveIntegerField(_("running costs a month"), null=True, blank=True)
    deposit_cents = models.PositiveIntegerField(_("deposit"), null=True, blank=True)
    notice_weeks = models.PositiveSmallIntegerField(_("notice in weeks"), default=4)
    purpose = models.CharField(_("for what"), max_length=200)
    most_persons = models.PositiveSmallIntegerField(
        _("persons at the same time"), null=True, blank=True
    )
    insurance = models.CharField(_("insurance"), max_length=200, blank=True)
    special_terms = models.TextField(_("special terms"), blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    end_told_at = models.DateTimeField(_("told about the end"), null=True, blank=True)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="premises_agreement_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(purpose=""), name="premises_agreement_has_a_purpose"
            ),
        ]
        indexes = [models.Index(fields=["ends_on"], name="premises_agreement_ends")]

    def __str__(self) -> str:
        return str(self.mediation_id)

    @property
    def open_amounts(self) -> tuple[str, ...]:
        """The amounts that nobody knows yet."""
        return tuple(name for name in self.AMOUNTS if getattr(self, name) is None)
