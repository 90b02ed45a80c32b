"""The field through which a picture comes in."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from machbar.foundation.media.core import MOST_BYTES, PictureRefused, Prepared, Refusal
from machbar.foundation.media.labels import sentence_for
from machbar.foundation.media.services import check_picture

# With these three named, an iPhone turns its HEIC into JPEG by itself, and phones offer the camera.
ACCEPTED = "image/jpeg,image/png,image/webp"
PHOTO = _("The photo")


class PictureField(forms.FileField):
    """A photo; its cleaned value is the checked picture (`core.Prepared`), or None."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})
    default_error_messages = {
        "invalid": _("The photo did not arrive. Please choose it again."),
        "missing": _("The photo did not arrive. Please choose it again."),
        "empty": _("The photo is empty. Please choose it again."),
    }

    def __init__(self, *, subject: Promise = PHOTO, **keywords: Any) -> None:
        super().__init__(**keywords)
        self.subject = subject

    def clean(self, value: Any, initial: Any = None) -> Prepared | None:
        """Check and re-encode; the sentence of a refusal begins with the field's subject."""
        upload = super().clean(value, initial)
        if not isinstance(upload, UploadedFile):
            return None
        try:
            if (upload.size or 0) > MOST_BYTES:
                raise PictureRefused(Refusal.TOO_MANY_BYTES, MOST_BYTES)
            return check_picture(upload.read())
        except PictureRefused as refused:
            raise forms.ValidationError(
                sentence_for(refused, subject=self.subject), code=refused.refusal.value
            ) from refused
