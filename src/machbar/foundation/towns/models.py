"""A town: its profile, its words (vocabularies), its switched-off modules and its running numbers."""

import secrets

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

PUBLIC_ID_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
PUBLIC_ID_LENGTH = 10


def new_public_id() -> str:
    """A short random address part (about 49 bits), without letters that are easily confused."""
    return "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


class Town(models.Model):
    """One town with its MachBar. On a server for several, the Host header decides which one a request means."""

    key = models.SlugField(_("key"), unique=True)
    host = models.CharField(_("host name"), max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=100)
    short_name = models.CharField(_("short name"), max_length=60)
    house_name = models.CharField(_("name of the house"), max_length=60, default="MachBar")
    number_prefix = models.CharField(
        _("first letter of numbers"),
        max_length=3,
        validators=[RegexValidator(r"^[A-ZÄÖÜ]{1,3}$")],
    )
    state = models.CharField(_("federal state"), max_length=40)
    regional_office = models.SlugField(_("responsible regional office (code)"), blank=True)
    ags = models.CharField(
        _("official municipality key"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^\d{8}$")],
    )
    population = models.PositiveIntegerField(_("inhabitants"), null=True, blank=True)
    address = models.CharField(_("address of the counter"), max_length=200, blank=True)
    opening_hours = models.CharField(_("opening hours"), max_length=500, blank=True)
    meeting_note = models.CharField(_("weekly meeting"), max_length=200, blank=True)
    contact_email = models.EmailField(_("mail address of the house"), blank=True)
    contact_phone = models.CharField(_("phone number of the house"), max_length=40, blank=True)
    imprint = models.TextField(_("imprint"), blank=True)
    accent = models.CharField(
        _("door colour"),
        max_length=7,
        default="#0f5257",
        validators=[RegexValidator(r"^#[0-9a-f]{6}$")],
    )
    answer_days = models.PositiveSmallIntegerField(
        _("days until the first answer"), default=7, validators=[MinValueValidator(1)]
    )
    logo = models.CharField(_("logo"), max_length=60, blank=True, editable=False)
    is_public = models.BooleanField(_("open to everybody"), default=True)
    closed_on = models.DateField(_("closed by the operator"), null=True, blank=True, editable=False)
    second_factor_from = models.DateField(_("second factor asked from"), null=True, blank=True)
    is_demo = models.BooleanField(_("demo town"), default=False)

    class Meta:
        verbose_name = _("town")
        verbose_name_plural = _("towns")
        constraints = [
            models.UniqueConstraint(
                fields=["host"], condition=~Q(host=""), name="towns_town_host_unique"
            ),
            models.CheckConstraint(
                condition=Q(answer_days__gte=1), name="towns_town_answer_days_positive"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(is_public=False),
                name="towns_town_closed_is_not_public",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LegalNotice(models.Model):
    """What the law asks a town to say about itself: imprint, who answers for data, how accessible the pages are."""

    class Conformity(models.TextChoices):
        FULL = "full", _("fully accessible")
        PARTIAL = "partial", _("mostly accessible")
        NOT = "not", _("not accessible")

    town = models.OneToOneField(Town, on_delete=models.CASCADE, related_name="legal_notice")
    body = models.CharField(_("who runs it"), max_length=200, blank=True)
    represented_by = models.CharField(_("represented by"), max_length=200, blank=True)
    postal_address = models.CharField(_("postal address"), max_length=300, blank=True)
    register = models.CharField(_("register and number"), max_length=200, blank=True)
    responsible = models.CharField(_("who answers for the texts"), max_length=200, blank=True)
    privacy_contact = models.CharField(_("data protection officer"), max_length=300, blank=True)
    authority = models.CharField(_("data protection authority"), max_length=300, blank=True)
    conformity = models.CharField(
        _("how accessible the pages are"),
        max_length=8,
        choices=Conformity.choices,
        default=Conformity.PARTIAL,
    )
    barriers = models.TextField(_("what is not accessible yet"), max_length=2000, blank=True)
    enforcement = models.CharField(_("conciliation body"), max_length=300, blank=True)
    checked_on = models.DateField(_("looked through on"), null=True, blank=True)

    class Meta:
        verbose_name = _("legal notice")
        verbose_name_plural = _("legal notices")

    def __str__(self) -> str:
        return self.body


class ModuleSwitch(models.Model):
    """Whether a town has switched a module on or off; without a row the module's own default counts."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="module_switches")
    module = models.SlugField(_("module"))
    is_on = models.BooleanField(_("switched on"))

    class Meta:
        verbose_name = _("module switch")
        verbose_name_plural = _("module switches")
        constraints = [
            models.UniqueConstraint(
                fields=["town", "module"], name="towns_moduleswitch_town_module_unique"
            )
        ]

    def __str__(self) -> str:
        return self.module


class Term(models.Model):
    """One entry of a vocabulary that the town may edit, such as a main category of the project sheet."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="terms")
    vocabulary = models.SlugField(_("vocabulary"))
    code = models.SlugField(_("code"), max_length=80)
    label = models.CharField(_("label"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_official = models.BooleanField(_("taken from an official list"), default=False)
    is_active = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["vocabulary", "position", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "vocabulary", "code"], name="towns_term_town_vocabulary_code_unique"
            )
        ]

    def __str__(self) -> str:
        return self.label


class NumberSeries(models.Model):
    """The last number given in a town, a series and a year; `services.next_number` counts it up."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="number_series")
    series = models.SlugField(_("series"))
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = [
            models.UniqueConstraint(
                fields=["town", "series", "year"], name="towns_numberseries_town_series_year_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}"


class OpeningTime(models.Model):
    """From when to when the door is open on a day of the week (0 is Monday); a day may have several."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="opening_times")
    weekday = models.PositiveSmallIntegerField(_("day of the week"))
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        verbose_name = _("opening time")
        verbose_name_plural = _("opening times")
        ordering = ["weekday", "opens"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "weekday", "opens"], name="towns_openingtime_once"
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6), name="towns_openingtime_weekday_of_seven"
            ),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="towns_openingtime_closes_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H:%M}"


class SpecialOpening(models.Model):
    """A day on which other hours hold: a holiday, a fair. Without times the door stays closed."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="special_openings")
    day = models.DateField(_("day"))
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)
    note = models.CharField(_("why"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("special opening day")
        verbose_name_plural = _("special opening days")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["town", "day"], name="towns_specialopening_day_once"),
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True)
                | Q(opens__isnull=False, closes__isnull=False, closes__gt=F("opens")),
                name="towns_specialopening_closed_or_closes_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}"
