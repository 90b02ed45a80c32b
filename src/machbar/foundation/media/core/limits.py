"""How large a picture may be, and why one is refused.

The pixel limits follow from memory: the largest picture of each kind costs at most about 130 MB more than the process
had before (`core/tests/test_memory.py` measures it). A JPEG that can be read line by line is shrunk while it is read,
so it may be much larger than one that comes in several passes, and that one larger than a PNG or WebP, which are
held as a whole up to four times.
"""

from enum import StrEnum

MOST_BYTES = 12_000_000
MOST_PIXELS_STREAMED = 50_000_000  # JPEG as cameras write it
MOST_PIXELS_IN_PASSES = 16_000_000  # progressive JPEG
MOST_PIXELS_PNG = 8_300_000
MOST_PIXELS_WEBP = 6_300_000
LEAST_SIDE = 64  # pixels; below that nothing can be recognised
MOST_PASSES = 64  # of a JPEG; programs write at most about a dozen


class Refusal(StrEnum):
    """Why a file does not become a picture."""

    TOO_MANY_BYTES = "too_many_bytes"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"
    HEIC = "heic"
    OTHER_FORMAT = "other_format"
    TWO_THINGS = "two_things"
    BROKEN = "broken"


class PictureRefused(Exception):
    """This file does not become a picture; ``refusal`` says why, ``limit`` is the figure behind it (or 0)."""

    def __init__(self, refusal: Refusal, limit: int = 0) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.limit = limit
