"""The walk-round: one afternoon, houses along streets, a tick for each; no persons anywhere in it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Town, new_public_id
from machbar.modules.premises.models.unit import House


class Walk(models.Model):
    """One round on one day along some streets; open until somebody ends it."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="walks")
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    on = models.DateField(_("day"))
    title = models.CharField(_("name of the round"), max_length=120)
    streets = models.JSONField(_("streets"), default=list)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    form_key = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("created"))
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("walk-round")
        verbose_name_plural = _("walk-rounds")
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "public_id"], name="premises_walk_town_public_id_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "form_key"], name="premises_walk_town_form_key_unique"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="premises_walk_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class Tick(models.Model):
    """What was seen at one house in one round. The last look wins; `seen_at` is the clock of the phone."""

    class Seen(models.TextChoices):
        USED = "used", _("in use")
        EMPTY = "empty", _("empty")
        PARTLY = "partly", _("partly empty")
        NO_SHOP = "no_shop", _("no ground-floor shop")
        UNCLEAR = "unclear", _("not to be seen")

    walk = models.ForeignKey(Walk, on_delete=models.CASCADE, related_name="ticks")
    house = models.ForeignKey(House, on_delete=models.CASCADE, related_name="ticks")
    seen = models.CharField(_("seen"), max_length=8, choices=Seen.choices)
    use = models.CharField(_("use"), max_length=120, blank=True)
    seen_at = models.DateTimeField(_("seen at"))
    came_at = models.DateTimeField(_("came in at"))

    class Meta:
        verbose_name = _("tick of a walk-round")
        verbose_name_plural = _("ticks of walk-rounds")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["walk", "house"], name="premises_tick_once_a_house"),
            models.CheckConstraint(
                condition=Q(seen__in=["used", "empty", "partly", "no_shop", "unclear"]),
                name="premises_tick_seen_known",
            ),
        ]

    def __str__(self) -> str:
        return self.seen
