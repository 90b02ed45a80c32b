"""What a file must be to become a picture, and the clean copies made of it. Knows no Django."""

from machbar.foundation.media.core.decoding import Prepared, Rendition, prepare
from machbar.foundation.media.core.limits import (
    LEAST_SIDE,
    MOST_BYTES,
    PictureRefused,
    Refusal,
)

__all__ = [
    "LEAST_SIDE",
    "MOST_BYTES",
    "PictureRefused",
    "Prepared",
    "Refusal",
    "Rendition",
    "prepare",
]
