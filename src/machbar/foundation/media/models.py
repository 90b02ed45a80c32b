"""A picture with its credit, its consent and its clean copies; the files themselves lie in the data directory by hash.

A picture belongs to whatever row of a module points to it. While none does, it is kept for a form that is not
finished yet, and goes after a day (`services.sweep`).
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from machbar.foundation.towns.models import Town, new_public_id


class Picture(models.Model):
    """What somebody took a picture of, and what may be done with it."""

    class Consent(models.TextChoices):
        FORM = "form", _("ticked in the form")
        SAID = "said", _("said at the counter")
        PHONE = "phone", _("said on the phone")
        WRITTEN = "written", _("given in writing")

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="pictures")
    public_id = models.CharField(max_length=16, default=new_public_id, unique=True, editable=False)
    form_key = models.CharField(max_length=64, editable=False)
    upload_digest = models.CharField(max_length=64, editable=False)
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    alt_text = models.CharField(_("description"), max_length=300, blank=True)
    credit = models.CharField(_("taken by"), max_length=100, blank=True)
    consent_text = models.CharField(_("what was agreed to"), max_length=300, blank=True)
    consent_by = models.CharField(
        _("how it was agreed"), max_length=8, choices=Consent.choices, blank=True
    )
    consent_at = models.DateTimeField(_("agreed"), null=True, blank=True)
    created_at = models.DateTimeField(_("came"))
    released_at = models.DateTimeField(_("released"), null=True, blank=True)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.UniqueConstraint(
                fields=["town", "form_key", "upload_digest"],
                name="media_picture_town_form_upload_unique",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None)
                | (~Q(alt_text="") & ~Q(credit="") & Q(consent_at__isnull=False)),
                name="media_picture_released_is_described",
            ),
            models.CheckConstraint(
                condition=Q(consent_at=None, consent_by="")
                | (Q(consent_at__isnull=False) & ~Q(consent_by="")),
                name="media_picture_consent_is_complete",
            ),
        ]
        indexes = [
            models.Index(fields=["town", "created_at"], name="media_picture_town_created"),
            models.Index(
                fields=["town", "consent_at", "id"],
                condition=Q(released_at=None, consent_at__isnull=False),
                name="media_picture_to_release",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_released(self) -> bool:
        """Whether the team has let it out; where it hangs must be public as well."""
        return self.released_at is not None


class PictureFile(models.Model):
    """One copy of a picture in one width; the file is found by its hash."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="files")
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    size = models.PositiveIntegerField(_("bytes"))
    content_type = models.CharField(_("format"), max_length=20)
    sha256 = models.CharField(max_length=64, db_index=True)

    class Meta:
        verbose_name = _("copy of a picture")
        verbose_name_plural = _("copies of pictures")
        ordering = ["width"]
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "width"], name="media_picturefile_picture_width_unique"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The last part of its address: the hash makes it change with the content."""
        return f"{self.width}-{self.sha256[:16]}.{self.content_type.removeprefix('image/')}"


class Logo(models.Model):
    """The picture at the head of a town's pages; the town's own row knows the name of the copy that is shown."""

    town = models.OneToOneField(Town, on_delete=models.CASCADE, related_name="logo_picture")
    picture = models.ForeignKey(Picture, on_delete=models.RESTRICT, related_name="logos")

    class Meta:
        verbose_name = _("logo of a town")
        verbose_name_plural = _("logos of towns")

    def __str__(self) -> str:
        return self.picture.public_id
