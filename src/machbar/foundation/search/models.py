"""What may be found: one row for each object and audience, with the terms it is found by."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.search.findable import Audience
from machbar.foundation.towns.models import Town


class SearchEntry(models.Model):
    """One object as one audience finds it. Written by `services.renew` only; the index beside it follows by itself.

    ``key`` holds date, object, kind and audience (`findable.key_of`). ``terms`` are words of [a-z0-9]+, each once,
    besides marks with an underscore: whose entry it is, words of the title, facets (`terms.py`).
    """

    key = models.BigIntegerField(primary_key=True)
    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="search_entries")
    kind = models.SlugField(_("kind"), max_length=30)
    object_id = models.BigIntegerField(_("object"))
    audience = models.PositiveSmallIntegerField(
        _("for whom"), choices=[(each.value, each.name.lower()) for each in Audience]
    )
    title = models.TextField(_("title"))
    body = models.TextField(_("text"), blank=True)
    url = models.CharField(_("address"), max_length=300)
    on = models.DateField(_("date"))
    fictional_note = models.CharField(_("what is invented"), max_length=120, blank=True)
    terms = models.TextField(_("terms"))

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "audience"],
                name="search_entry_kind_object_audience_unique",
            ),
            models.CheckConstraint(
                condition=Q(audience__in=[each.value for each in Audience]),
                name="search_entry_audience_known",
            ),
            models.CheckConstraint(condition=~Q(terms=""), name="search_entry_has_terms"),
        ]

    def __str__(self) -> str:
        return self.title
