"""The register: houses in street order, the units in and around them, their use over time, their pictures."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.media.models import Picture
from machbar.foundation.towns.models import Town, new_public_id
from machbar.modules.premises.core.codes import UnitKind, UnitState
from machbar.modules.premises.models.owner import Owner

MOST_AREA = 100_000


class House(models.Model):
    """An address in the street list: what the walk-round ticks. Streets are names, houses stand in their order."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="houses")
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    street = models.CharField(_("street"), max_length=120)
    number = models.CharField(_("house number"), max_length=20, blank=True)
    # Numbers in the order of the street: 2, 10, 10a (core.streets.sort_key).
    sort_key = models.CharField(max_length=40, editable=False)
    latitude = models.IntegerField(_("latitude in millionths of a degree"), null=True, blank=True)
    longitude = models.IntegerField(_("longitude in millionths of a degree"), null=True, blank=True)
    has_ground_floor_shop = models.BooleanField(_("counts in the walk-round"), default=True)

    class Meta:
        verbose_name = _("house")
        verbose_name_plural = _("houses")
        ordering = ["street", "sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "public_id"], name="premises_house_town_public_id_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "street", "number"], name="premises_house_town_address_unique"
            ),
            models.CheckConstraint(condition=~Q(street=""), name="premises_house_has_a_street"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__gte=-90_000_000,
                    latitude__lte=90_000_000,
                    longitude__gte=-180_000_000,
                    longitude__lte=180_000_000,
                ),
                name="premises_house_position_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.street} {self.number}".strip()


class Unit(models.Model):
    """A shop, a courtyard, a garden, a window, a public place, a bench: something that can be used.

    What nobody knows is None, never a guess. Everything is private until the owner lets it out (`Consent`).
    """

    class Kind(models.TextChoices):
        SHOP = UnitKind.SHOP.value, _("Shop")
        OFFICE = UnitKind.OFFICE.value, _("Office")
        WORKSHOP = UnitKind.WORKSHOP.value, _("Workshop")
        HALL = UnitKind.HALL.value, _("Hall")
        STORAGE = UnitKind.STORAGE.value, _("Storage room")
        SHED = UnitKind.SHED.value, _("Shed")
        FLAT = UnitKind.FLAT.value, _("Flat")
        COURTYARD = UnitKind.COURTYARD.value, _("Courtyard")
        GARDEN = UnitKind.GARDEN.value, _("Garden")
        WINDOW = UnitKind.WINDOW.value, _("Shop window")
        PLACE = UnitKind.PLACE.value, _("Public place")
        FURNITURE = UnitKind.FURNITURE.value, _("Furniture")
        OTHER = UnitKind.OTHER.value, _("Something else")

    class State(models.TextChoices):
        USED = UnitState.USED.value, _("in use")
        ANNOUNCED = UnitState.ANNOUNCED.value, _("will be empty")
        EMPTY = UnitState.EMPTY.value, _("empty")
        MEDIATION = UnitState.MEDIATION.value, _("being mediated")
        INTERIM = UnitState.INTERIM.value, _("interim use")
        PERMANENT = UnitState.PERMANENT.value, _("in permanent use again")

    class Condition(models.TextChoices):
        READY = "ready", _("ready to move in")
        COSMETIC = "cosmetic", _("needs paint and cleaning")
        WORKS = "works", _("needs building works")
        UNUSABLE = "unusable", _("cannot be used as it is")

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="units")
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    number = models.CharField(_("number"), max_length=24, editable=False)
    house = models.ForeignKey(
        House, on_delete=models.RESTRICT, null=True, blank=True, related_name="units"
    )
    owner = models.ForeignKey(
        Owner, on_delete=models.SET_NULL, null=True, blank=True, related_name="units"
    )
    kind = models.CharField(_("what it is"), max_length=12, choices=Kind.choices)
    label = models.CharField(_("what the team calls it"), max_length=120, blank=True)
    state = models.CharField(_("use at present"), max_length=12, choices=State.choices)
    empty_since = models.DateField(_("empty since"), null=True, blank=True)
    empty_from = models.DateField(_("empty from"), null=True, blank=True)
    use_now = models.CharField(_("use today"), max_length=120, blank=True)
    use_before = models.CharField(_("use before"), max_length=120, blank=True)
    floor = models.SmallIntegerField(
        _("floor"), null=True, blank=True, help_text=_("0 is the ground floor, -1 the cellar.")
    )
    has_lift = models.BooleanField(_("lift"), null=True, blank=True)
    area = models.PositiveIntegerField(
        _("area in square metres"), null=True, blank=True, validators=[MaxValueValidator(MOST_AREA)]
    )
    steps = models.PositiveSmallIntegerField(_("steps at the entrance"), null=True, blank=True)
    step_height = models.PositiveSmallIntegerField(
        _("height of the step in centimetres"), null=True, blank=True
    )
    can_have_ramp = models.BooleanField(_("a ramp is possible"), null=True, blank=True)
    has_water = models.BooleanField(_("water"), null=True, blank=True)
    has_toilet = models.BooleanField(_("toilet"), null=True, blank=True)
    has_power = models.BooleanField(_("power"), null=True, blank=True)
    has_heating = models.BooleanField(_("heating"), null=True, blank=True)
    has_internet = models.BooleanField(_("fast internet"), null=True, blank=True)
    has_storage = models.BooleanField(_("room to store things"), null=True, blank=True)
    is_listed_building = models.BooleanField(_("protected monument"), null=True, blank=True)
    condition = models.CharField(
        _("condition"), max_length=12, choices=Condition.choices, blank=True
    )
    quiet_from = models.TimeField(
        _("no noise after"),
        null=True,
        blank=True,
        help_text=_("Empty: nobody has said so. 23:59: no limit."),
    )
    rent_cents = models.PositiveIntegerField(_("rent wish a month"), null=True, blank=True)
    running_cents = models.PositiveIntegerField(_("running costs a month"), null=True, blank=True)
    wants_deposit = models.BooleanField(_("deposit wanted"), null=True, blank=True)
    available_from = models.DateField(_("available from"), null=True, blank=True)
    available_until = models.DateField(_("available until"), null=True, blank=True)
    allows_interim_use = models.BooleanField(_("interim use is fine"), null=True, blank=True)
    # The day of `empty_since` for which somebody of the team has dealt with the hint on building law.
    hint_seen_for = models.DateField(null=True, blank=True, editable=False)
    description = models.TextField(_("description"), blank=True)
    internal_note = models.TextField(_("internal note"), blank=True)
    form_key = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("created"))
    changed_at = models.DateTimeField(_("changed"))
    version = models.PositiveIntegerField(_("version"), default=1)
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "public_id"], name="premises_unit_town_public_id_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "number"], name="premises_unit_town_number_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "form_key"], name="premises_unit_town_form_key_unique"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in UnitKind]),
                name="premises_unit_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in UnitState]),
                name="premises_unit_state_known",
            ),
            models.CheckConstraint(
                condition=Q(area=None) | Q(area__gte=1, area__lte=MOST_AREA),
                name="premises_unit_area_sane",
            ),
            models.CheckConstraint(
                condition=Q(available_from=None)
                | Q(available_until=None)
                | Q(available_until__gte=F("available_from")),
                name="premises_unit_available_until_after_from",
            ),
            models.CheckConstraint(
                condition=~Q(house=None) | ~Q(label=""), name="premises_unit_has_house_or_label"
            ),
        ]
        indexes = [
            models.Index(fields=["town", "-changed_at", "-id"], name="premises_unit_town_changed"),
            models.Index(fields=["town", "state", "empty_since"], name="premises_unit_town_state"),
        ]

    def __str__(self) -> str:
        return self.number


class UseSpell(models.Model):
    """A stretch of time in which a unit was used in one way, or stood empty: the page of the Herbarium."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="spells")
    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    use = models.CharField(_("use"), max_length=120)
    is_empty = models.BooleanField(_("stood empty"), default=False)
    # As people know them: "1987", "1987-05" or a day (ui.formats.partial_date).
    since = models.CharField(_("since"), max_length=10, blank=True)
    until = models.CharField(_("until"), max_length=10, blank=True)
    source = models.CharField(_("who says so"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("use over time")
        verbose_name_plural = _("uses over time")
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(use=""), name="premises_usespell_says_which")
        ]

    def __str__(self) -> str:
        return self.use


class UnitPicture(models.Model):
    """A picture of a unit; it is public when it is released and the owner has let pictures out."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="pictures")
    picture = models.ForeignKey(Picture, on_delete=models.RESTRICT, related_name="+")
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("picture of a unit")
        verbose_name_plural = _("pictures of units")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["picture"], name="premises_unitpicture_picture_once")
        ]

    def __str__(self) -> str:
        return str(self.picture_id)
