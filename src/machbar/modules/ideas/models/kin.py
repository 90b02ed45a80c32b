"""Kin ideas: what a joined idea was before, and bundles of ideas that belong together."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.people.models import Person
from machbar.foundation.towns.models import Town, new_public_id
from machbar.modules.ideas.models.idea import Idea
from machbar.modules.projects.models import Project

BUNDLE_TITLE_LENGTH = 120


class Joining(models.Model):
    """What a joined idea (`Idea.joined_to`) was before; it goes when the two are taken apart."""

    idea = models.OneToOneField(Idea, on_delete=models.CASCADE, related_name="joining")
    status_before = models.CharField(_("status before"), max_length=14, choices=Idea.Status.choices)
    reason_before = models.TextField(_("reason before"), blank=True)
    joined_at = models.DateTimeField(_("joined"))
    joined_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("joining of an idea")
        verbose_name_plural = _("joinings of ideas")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status_before__in=["joined", "withdrawn"]),
                name="ideas_joining_was_neither_joined_nor_withdrawn",
            )
        ]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.status_before}"


class Bundle(models.Model):
    """Ideas of several people that belong together, under one name; perhaps public, perhaps already a project."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="idea_bundles")
    public_id = models.CharField(max_length=16, default=new_public_id, editable=False)
    title = models.CharField(_("name"), max_length=BUNDLE_TITLE_LENGTH)
    text = models.TextField(_("what connects the ideas"), blank=True)
    form_key = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("put together"))
    published_at = models.DateTimeField(_("public since"), null=True, blank=True)
    is_fictional = models.BooleanField(_("invented for the demo"), default=False)
    project = models.ForeignKey(
        Project, on_delete=models.SET_NULL, null=True, blank=True, related_name="idea_bundles"
    )
    ideas: "models.ManyToManyField[Idea, BundledIdea]" = models.ManyToManyField(
        Idea, through="BundledIdea", related_name="bundles", blank=True
    )

    class Meta:
        verbose_name = _("bundle of ideas")
        verbose_name_plural = _("bundles of ideas")
        constraints = [
            models.UniqueConstraint(
                fields=["town", "public_id"], name="ideas_bundle_town_public_id_unique"
            ),
            models.UniqueConstraint(
                fields=["town", "form_key"], name="ideas_bundle_town_form_key_unique"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="ideas_bundle_title_not_empty"),
        ]
        indexes = [
            models.Index(fields=["town", "-published_at", "-id"], name="ideas_bundle_published")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        """Whether everybody sees the bundle."""
        return self.published_at is not None


class BundledIdea(models.Model):
    """An idea that lies in a bundle."""

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="bundled")
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="bundled")
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("idea in a bundle")
        verbose_name_plural = _("ideas in bundles")
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bundle", "idea"], name="ideas_bundledidea_bundle_idea_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id}: {self.idea_id}"
