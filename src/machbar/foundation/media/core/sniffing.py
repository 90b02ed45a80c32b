"""What a file is, by its bytes; name and declared type are what somebody claims, and are never looked at.

Formats: JPEG (ITU-T T.81, annex B: markers), PNG (ISO/IEC 15948), WebP (RFC 9649), HEIF brands (ISO/IEC 23008-12).
"""

import re
from dataclasses import dataclass

from machbar.foundation.media.core.limits import MOST_PASSES, Refusal

HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})
# The next marker in coded data: no stuffed zero, no restart, no fill byte (T.81, B.1.1.2).
MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
MOST_MARKERS = 2000  # 12 MB hold about 190 blocks of metadata
MOST_CHUNKS = 10_000
START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9
# Every start of a frame but DHT, JPG and DAC, which lie in the same range.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
SEQUENTIAL = frozenset({0xC0, 0xC1})
# Beginnings of pages and programs that a browser or a server would run, and of documents and archives.
# The "<" stands outside of the group, so that the search runs from one "<" to the next (0.01 s for 12 MB).
FOREIGN = re.compile(rb"<(?i:script|html|!doctype|\?php|svg)")
ARCHIVE_END = b"PK\x05\x06"
ARCHIVE_TAIL = 22 + 65_535  # bytes: end record of a ZIP with the longest comment


def format_of(data: bytes) -> str | Refusal:
    """The Pillow name of the format, or why the file is none of ours."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in HEIF_BRANDS:
        return Refusal.HEIC
    return Refusal.OTHER_FORMAT


def is_something_else_too(data: bytes) -> bool:
    """Whether the file is at the same time a page, a program, a document or an archive (a polyglot).

    What follows a JPEG is no sign: phones append a second picture or a short film.
    """
    if b"%PDF-" in data[:1024] or FOREIGN.search(data) is not None:
        return True
    end = data.rfind(ARCHIVE_END, max(0, len(data) - ARCHIVE_TAIL))
    if end < 0 or end + 22 > len(data):
        return False
    comment = int.from_bytes(data[end + 20 : end + 22], "little")
    return end + 22 + comment == len(data)


@dataclass(frozen=True, kw_only=True)
class JpegLayout:
    """How a JPEG has to be read: in one go line by line or as a whole, and in how many passes."""

    is_streamed: bool
    passes: int


def jpeg_layout(data: bytes) -> JpegLayout:
    """Walk the markers up to the end of the image; what follows is not looked at.

    A file with more markers than any camera writes counts as one of too many passes.
    """
    position, frame, components, passes, in_one = 2, 0, 0, 0, False
    for _step in range(MOST_MARKERS):
        found = MARKER.search(data, position)
        if found is None or data[found.start() + 1] == END_OF_IMAGE or passes > MOST_PASSES:
            break
        marker, body = found.group(1)[0], found.end()
        if marker in FRAMES and not frame:
            frame, components = marker, _byte(data, body + 7)
        elif marker == START_OF_SCAN:
            passes += 1
            in_one = _byte(data, body + 2) == components
        position = body + int.from_bytes(data[body : body + 2], "big")
    else:
        passes = MOST_PASSES + 1
    return JpegLayout(is_streamed=frame in SEQUENTIAL and passes == 1 and in_one, passes=passes)


def has_too_many_chunks(data: bytes) -> bool:
    """Whether a PNG consists of more chunks than any program writes (12 MB in blocks of 4 kB are 3,000)."""
    position = 8
    for _step in range(MOST_CHUNKS):
        if position >= len(data):
            return False
        position += 12 + int.from_bytes(data[position : position + 4], "big")
    return True


def _byte(data: bytes, at: int) -> int:
    return data[at] if at < len(data) else 0
