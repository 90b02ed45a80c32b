"""The forms of the pages about tables: bringing a file, and taking it in."""

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from machbar.foundation.tables.core import MOST_BYTES

ACCEPTED = ".csv,.txt,.tsv,.xlsx"
OTHERS = (
    *("bmp", "gif", "heic", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp"),
    *("doc", "docx", "odp", "ods", "odt", "pdf", "ppt", "pptx", "rtf"),
    *("eml", "htm", "html", "json", "xml", "zip"),
)
"""Endings of files that may hold text and are no table all the same; without an ending we look inside."""


class TableField(forms.FileField):
    """A table; its cleaned value is the content with the file's name."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})
    default_error_messages: ClassVar = {
        "required": _("Please choose a file."),
        "invalid": _("The file did not arrive. Please choose it again."),
        "missing": _("The file did not arrive. Please choose it again."),
        "empty": _("The file is empty."),
    }

    def clean(self, value: Any, initial: Any = None) -> tuple[bytes, str] | None:
        """The content and the name, as far as the file is not too large."""
        upload = super().clean(value, initial)
        if not isinstance(upload, UploadedFile):
            return None
        if (upload.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 8 MB. Please split it."))
        if str(upload.name or "").rpartition(".")[2].lower() in OTHERS:
            raise forms.ValidationError(
                _("This is no table. Please bring a CSV or Excel file (.xlsx).")
            )
        return upload.read(), str(upload.name or "")


class UploadForm(forms.Form):
    """One file."""

    file = TableField(
        label=_("Your table"),
        help_text=_("CSV or Excel (.xlsx), at most 8 MB and 5,000 lines."),
    )


class TakeForm(forms.Form):
    """What to do with lines that are there already, and whether a file shall be taken in once more."""

    LEAVE_OUT = "leave_out"
    TAKE = "take"

    doubles = forms.ChoiceField(
        label=_("Lines that are there already"),
        choices=[
            (LEAVE_OUT, _("Leave them out")),
            (TAKE, _("Take them in as well")),
        ],
        initial=LEAVE_OUT,
        widget=forms.RadioSelect,
    )

    def __init__(self, *arguments: Any, is_known: bool, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        if is_known:
            self.fields["again"] = forms.BooleanField(
                label=_("Yes, take in this file once more."),
                error_messages={
                    "required": _("This file is in already. Please say that you mean it.")
                },
            )
