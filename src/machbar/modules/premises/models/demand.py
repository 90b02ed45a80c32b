"""Demand: who looks for a room, for users, for a partner or a carrier; public words and private details apart."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Town, new_public_id
from machbar.modules.premises.core.codes import DemandKind, DemandState, Wanted
from machbar.modules.projects.models import Project
from machbar.reasoning.contact import ContactKind


class Demand(models.Model):
    """A search. It ends on a day unless renewed by its link; public only after the team has let it out."""

    class Kind(models.TextChoices):
        ROOM = DemandKind.ROOM.value, _("a room or a place")
        USERS = DemandKind.USERS.value, _("people who use it")
        PARTNER = DemandKind.PARTNER.value, _("a partner")
        CARRIER = DemandKind.CARRIER.value, _("somebody who carries it")

    class State(models.TextChoices):
        OPEN = DemandState.OPEN.value, _("open")
        SUGGESTED = DemandState.SUGGESTED.value, _("has suggestions")
        VISIT = DemandState.VISIT.value, _("visit")
        AGREEMENT = DemandState.AGREEMENT.value, _("agreement")
        SETTLED = DemandState.SETTLED.value, _("settled")
        EXPIRED = DemandState.EXPIRED.value, _("expired")

    class Weight(models.TextChoices):
        MUST = Wanted.MUST.value, _("has to be")
        WISH = Wanted.WISH.value, _("would be good")
        NO_MATTER = Wanted.NO_MATTER.value, _("does not matter")

    LIVING = (State.OPEN, State.SUGGESTED, State.VISIT, State.AGREEMENT)

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="demands")
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    number = models.CharField(_("number"), max_length=24, editable=False)
    project = models.ForeignKey(
        Project, on_delete=models.SET_NULL, null=True, blank=True, related_name="demands"
    )
    kind = models.CharField(_("looks for"), max_length=8, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.OPEN)
    title = models.CharField(_("in a few words"), max_length=120)
    text = models.TextField(_("what it is for"), blank=True)
    kinds = models.JSONField(_("what kind of place"), default=list, blank=True)
    area_min = models.PositiveIntegerField(_("at least square metres"), null=True, blank=True)
    area_max = models.PositiveIntegerField(_("at most square metres"), null=True, blank=True)
    ground_floor = models.CharField(
        _("ground floor"), max_length=10, choices=Weight.choices, default=Weight.NO_MATTER
    )
    step_free = models.CharField(
        _("without steps"), max_length=10, choices=Weight.choices, default=Weight.NO_MATTER
    )
    water = models.CharField(
        _("water"), max_length=10, choices=Weight.choices, default=Weight.NO_MATTER
    )
    toilet = models.CharField(
        _("toilet"), max_length=10, choices=Weight.choices, default=Weight.NO_MATTER
    )
    power = models.CharField(
        _("power"), max_length=10, choices=Weight.choices, default=Weight.NO_MATTER
    )
    heating = models.CharField(
        _("heating"), max_length=10, choices=Weight.choices, default=Weight.NO_MATTER
    )
    internet = models.CharField(
        _("fast internet"), max_length=10, choices=Weight.choices, default=Weight.NO_MATTER
    )
    storage = models.CharField(
        _("room to store things"), max_length=10, choices=Weight.choices, default=Weight.NO_MATTER
    )
    storage_note = models.CharField(_("to store what"), max_length=120, blank=True)
    rent_max_cents = models.PositiveIntegerField(_("at most a month"), null=True, blank=True)
    needed_from = models.DateField(_("from"), null=True, blank=True)
    needed_until = models.DateField(_("until"), null=True, blank=True)
    takes_interim_use = models.BooleanField(_("interim use is fine"), null=True, blank=True)
    noise_until = models.TimeField(_("makes noise until"), null=True, blank=True)
    # Private: only the team reads these.
    name = models.CharField(_("name"), max_length=120, blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    contact_kind = models.CharField(
        _("reached by"),
        max_length=8,
        choices=[(kind.value, kind.value) for kind in ContactKind],
        default=ContactKind.NONE.value,
    )
    details = models.TextField(_("only for the team"), blank=True)
    form_key = models.CharField(max_length=64, editable=False)
    is_suspicious = models.BooleanField(_("looks like spam"), default=False)
    wants_public = models.BooleanField(_("may be public"), default=False)
    published_at = models.DateTimeField(_("public since"), null=True, blank=True)
    refused_because = models.CharField(_("why it is not public"), max_length=300, blank=True)
    expires_on = models.DateField(_("ends on"))
    asked_to_renew_at = models.DateTimeField(_("asked to renew"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"))
    changed_at = models.DateTimeField(_("changed"))
    version = models.PositiveIntegerField(_("version"), default=1)
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "public_id"], name="premises_demand_town_public_id_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "number"], name="premises_demand_town_number_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "form_key"], name="premises_demand_town_form_key_unique"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in DemandKind]),
                name="premises_demand_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in DemandState]),
                name="premises_demand_state_known",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="premises_demand_has_a_title"),
            models.CheckConstraint(
                condition=Q(area_min=None) | Q(area_max=None) | Q(area_max__gte=F("area_min")),
                name="premises_demand_area_in_order",
            ),
            models.CheckConstraint(
                condition=Q(needed_from=None)
                | Q(needed_until=None)
                | Q(needed_until__gte=F("needed_from")),
                name="premises_demand_until_after_from",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(wants_public=True),
                name="premises_demand_public_only_if_wanted",
            ),
        ]
        indexes = [
            models.Index(
                fields=["town", "state", "-created_at"], name="premises_demand_town_state"
            ),
            models.Index(fields=["town", "expires_on"], name="premises_demand_town_expires"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_living(self) -> bool:
        """Whether the search goes on."""
        return self.state in self.LIVING
