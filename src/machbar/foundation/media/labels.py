"""The sentences for codes that the core returns."""

from django.utils.translation import gettext as _

from machbar.foundation.media.core import PictureRefused, Refusal
from machbar.foundation.media.pages import MOST_PAGES, PdfProblem, PdfRefused


def sentence_for(refused: PictureRefused, *, subject: object) -> str:
    """Why this file does not become a picture, and what helps; ``subject`` begins the sentence: the photo, the logo."""
    sentences = {
        Refusal.TOO_MANY_BYTES: _(
            "%(subject)s is larger than %(limit)s MB. Please send a smaller copy of it."
        ),
        Refusal.TOO_MANY_PIXELS: _(
            "%(subject)s has more than %(limit)s megapixels. Please send a smaller copy of it."
        ),
        Refusal.TOO_SMALL: _(
            "%(subject)s is smaller than %(limit)s pixels on one side. Nobody could recognise anything in it."
        ),
        Refusal.HEIC: _(
            "%(subject)s is in Apple's format HEIC, which many devices cannot show. On an iPhone choose Settings, "
            "Camera, Formats, “Most Compatible”, and take it again; or send a screenshot of it."
        ),
        Refusal.OTHER_FORMAT: _(
            "%(subject)s must be a JPEG, PNG or WebP. This file is none of them."
        ),
        Refusal.TWO_THINGS: _(
            "%(subject)s holds something else besides, such as a web page or an archive. Please send a plain picture."
        ),
        Refusal.BROKEN: _(
            "%(subject)s cannot be read to its end. Perhaps it was not copied completely; please choose it again."
        ),
    }
    is_million = refused.refusal in {Refusal.TOO_MANY_BYTES, Refusal.TOO_MANY_PIXELS}
    limit = refused.limit // 1_000_000 if is_million else refused.limit
    return sentences[refused.refusal] % {"subject": subject, "limit": limit}


def sentence_for_pdf(refused: PdfRefused) -> str:
    """Why the pages of this PDF do not become pictures, and what helps."""
    sentences = {
        PdfProblem.BROKEN: _(
            "The PDF cannot be read. Please scan again, or send the sheets as pictures (JPEG, PNG)."
        ),
        PdfProblem.LOCKED: _("The PDF is protected by a password. Please send it without one."),
        PdfProblem.TOO_MANY_PAGES: _(
            "The PDF has more than %(limit)s pages. Please send it in several parts."
        ),
    }
    return sentences[refused.problem] % {"limit": MOST_PAGES}
