"""The doors for paper forms: their scans, and the form they are typed into."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.media.core import Prepared
from machbar.foundation.media.forms import ACCEPTED, PictureField
from machbar.foundation.media.labels import sentence_for_pdf
from machbar.foundation.media.pages import BEGINNING, PdfRefused, pages_of
from machbar.foundation.ui.form_keys import KeyedForm
from machbar.modules.ideas.forms.cards import not_to_come
from machbar.modules.ideas.forms.ideas import CounterForm

PDF = "application/pdf"
MOST_AT_ONCE = 20  # files, and pages of all PDFs and pictures together


class SeveralFiles(forms.FileInput):
    """A file input in which several files can be chosen at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # noqa: ARG002 - Django calls it so
        """All files that came, as a list."""
        return files.getlist(name) if hasattr(files, "getlist") else [files[name]]


class ScansField(forms.Field):
    """Several pictures and PDFs; the cleaned value: the good pages, and a sentence for each file that is none."""

    widget = SeveralFiles(attrs={"accept": f"{ACCEPTED},{PDF}", "multiple": True})

    def __init__(self, **keywords: Any) -> None:
        super().__init__(**keywords)
        self._one = PictureField()

    def clean(self, value: Any) -> "tuple[Sequence[Prepared], Sequence[str]]":
        """Each file by itself: a bad one names itself and holds up no other."""
        uploads = [each for each in value or () if isinstance(each, UploadedFile)]
        if not uploads:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        good: list[Prepared] = []
        refused: list[str] = []
        for upload in uploads:
            try:
                pages = list(self._pictures(upload))
                if len(good) + len(pages) > MOST_AT_ONCE:
                    raise forms.ValidationError(
                        gettext("At most 20 pages at once. Please choose this file again."),
                        code="many",
                    )
                good += [self._prepared(page) for page in pages]
            except forms.ValidationError as error:
                refused.append(f"{upload.name}: {' '.join(error.messages)}")
        return good, refused

    def _pictures(self, upload: UploadedFile) -> Iterator[UploadedFile]:
        """The file itself, or each page where it is a PDF."""
        beginning = upload.read(len(BEGINNING))
        upload.seek(0)
        if beginning != BEGINNING:
            yield upload
            return
        try:
            pages = pages_of(upload.read())
        except PdfRefused as refused:
            raise forms.ValidationError(sentence_for_pdf(refused), code="pdf") from refused
        for page in pages:
            yield SimpleUploadedFile("page.jpg", page, "image/jpeg")

    def _prepared(self, upload: UploadedFile) -> Prepared:
        prepared = self._one.clean(upload)
        assert prepared is not None  # noqa: S101 - there is a file
        return prepared


class ScansForm(KeyedForm):
    """Scans or photos of paper forms, several at once."""

    pages = ScansField(
        label=_("Scans or photos of the sheets"),
        help_text=_(
            "As pictures (JPEG, PNG, WebP) or PDF. Several at once, 20 pages and 12 MB together; more in several goes. "
            "We remove place and camera data."
        ),
        error_messages={"required": _("Please choose at least one picture or PDF.")},
    )


class TypingForm(CounterForm):
    """The counter's form beside a scan: what stands on the paper, without a photo of its own."""

    written_on = forms.DateField(
        label=_("Date on the paper"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is not a day. Please write it like 3.12.2026.")},
    )

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        for name in [name for name in self.fields if name.startswith("photo")]:
            del self.fields[name]
        del self.fields["channel"]
        self.fields["text"].help_text = _("As it stands on the paper.")
        self.fields["contact"].help_text = _("As it stands on the paper. Empty is fine.")

    def clean_written_on(self) -> date | None:
        """No paper was written tomorrow."""
        return not_to_come(self.cleaned_data["written_on"])
