"""Pictures for tests, drawn here: good ones and nasty ones."""

import struct
import zlib
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
from PIL import Image, ImageDraw, ImageOps
from PIL.Image import Exif

from machbar.foundation.media.core import Prepared, prepare
from machbar.foundation.media.models import Picture
from machbar.foundation.media.services import keep_picture
from machbar.foundation.towns.models import Town

MORNING = datetime(2026, 9, 24, 8, 0, tzinfo=UTC)


def scene(width: int = 800, height: int = 600, shade: int = 0) -> Image.Image:
    """Red above, blue below, a white disc at the upper left; another shade is another picture."""
    image = Image.new("RGB", (width, height), (200, shade % 256, 0))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height // 2, width, height), fill=(0, shade // 256, 200))
    draw.ellipse((0, 0, width // 4, height // 4), fill="white")
    return image


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """The image as a file of this kind."""
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def photo(width: int = 800, height: int = 600, shade: int = 0) -> bytes:
    """A JPEG as a camera would send it, but for its motif."""
    return encoded(scene(width, height, shade), quality=90)


def telltale_photo() -> bytes:
    """A JPEG lying on its side that says where, when and with what it was taken, in every place a JPEG has for it."""
    exif = Exif()
    exif[0x010F], exif[0x0132], exif[0x0112] = "Telltale Cameras", "2026:09:24 08:00:00", 6
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 15.0, 0.0), 3: "E", 4: (10.0, 49.0, 0.0)})
    lying = ImageOps.expand(scene().rotate(90, expand=True), 0)
    return encoded(
        lying,
        exif=exif,
        comment=b"telltale comment",
        xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>telltale xmp</x:xmpmeta>",
        quality=90,
    )


def png_bomb(side: int = 30_000) -> bytes:
    """A PNG of this side length in pixels whose rows are all there, in a few kilobytes (every row is empty)."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    squeezer = zlib.compressobj(9)
    row = bytes(1 + 3 * side)
    rows = b"".join(squeezer.compress(row) for _row in range(min(side, 2000))) + squeezer.flush()
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", rows), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def prepared(shade: int = 0) -> Prepared:
    """A small picture that has been checked."""
    return prepare(photo(400, 300, shade))


def make_picture(
    town: Town, *, shade: int = 0, form_key: str = "form", at: datetime = MORNING
) -> Picture:
    """A picture kept for a form."""
    return keep_picture(town=town, prepared=prepared(shade), form_key=form_key, at=at)


def pdf(*sizes: tuple[float, float], password: str = "") -> bytes:
    """A PDF with white pages of these sizes in points."""
    target = BytesIO()
    with pikepdf.Pdf.new() as made:
        for size in sizes:
            made.add_blank_page(page_size=size)
        locked = pikepdf.Encryption(owner=password, user=password) if password else False
        made.save(target, encryption=locked)
    return target.getvalue()
