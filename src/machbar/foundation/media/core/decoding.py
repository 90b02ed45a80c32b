"""From the bytes somebody sent to clean copies: upright, in sRGB, without any metadata, in few widths.

Everything is decided from the header before a pixel is decoded. What comes out was drawn anew from the pixels, so
nothing that was hidden in the file survives: no place, no camera, no name, no second file.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from machbar.foundation.media.core import limits
from machbar.foundation.media.core.limits import PictureRefused, Refusal
from machbar.foundation.media.core.sniffing import (
    format_of,
    has_too_many_chunks,
    is_something_else_too,
    jpeg_layout,
)

if TYPE_CHECKING:
    from PIL import Image

LONGEST_SIDE = 2560
LEAST_DECODED = 2000
WIDTHS = (480, 1280)
ORIENTATION = 0x0112  # EXIF 2.32, section 4.6.4


@dataclass(frozen=True, kw_only=True)
class Rendition:
    """One copy of a picture, ready to be stored; width and height in pixels."""

    width: int
    height: int
    content_type: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A picture that has been checked: the digest of what was sent, and its copies, the narrowest first."""

    digest: str
    renditions: tuple[Rendition, ...]

    @property
    def largest(self) -> Rendition:
        """The copy that stands for the picture."""
        return self.renditions[-1]


def prepare(data: bytes) -> Prepared:
    """The clean copies of a JPEG, PNG or WebP. Raises `PictureRefused`, for the large ones before decoding."""
    if len(data) > limits.MOST_BYTES:
        raise PictureRefused(Refusal.TOO_MANY_BYTES, limits.MOST_BYTES)
    kind = format_of(data)
    if isinstance(kind, Refusal):
        raise PictureRefused(kind)
    try:
        picture = _clean(data, kind)
    except PictureRefused:
        raise
    except Exception as error:
        # Whatever the decoder stumbles over in a hostile file, for its sender it is a file that cannot be read.
        raise PictureRefused(Refusal.BROKEN) from error
    return Prepared(digest=hashlib.sha256(data).hexdigest(), renditions=_renditions(picture))


def _clean(data: bytes, kind: str) -> "Image.Image":
    """The picture as plain pixels: fitted, upright, opaque, in sRGB."""
    from PIL import Image

    most = _most_pixels(data, kind)
    Image.MAX_IMAGE_PIXELS = None  # our own limits count, by kind
    image: Image.Image = Image.open(BytesIO(data), formats=(kind,))
    _check_size(image.size, most)
    if is_something_else_too(data):
        raise PictureRefused(Refusal.TWO_THINGS)
    # A JPEG is decoded at a half, a quarter or an eighth, as long as at least 2,000 pixels are left.
    image.draft(None, _fitted_size(image.size, LEAST_DECODED))
    image.load()
    fitted = _fitted_size(image.size)
    turn, profile = _turn(image), image.info.get("icc_profile")
    image = _with_colours(image).resize(fitted, Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = _in_srgb(_on_white(image), profile)
    if turn is not None:
        image = image.transpose(turn)
    plain = Image.new("RGB", image.size)
    plain.paste(image)
    return plain


def _most_pixels(data: bytes, kind: str) -> int:
    """How many pixels this file may have. Refuses files that would keep a reader busy, before anything reads them."""
    if kind == "WEBP":
        return limits.MOST_PIXELS_WEBP
    if kind == "PNG":
        if has_too_many_chunks(data):
            raise PictureRefused(Refusal.BROKEN)
        return limits.MOST_PIXELS_PNG
    layout = jpeg_layout(data)
    if not 1 <= layout.passes <= limits.MOST_PASSES:
        raise PictureRefused(Refusal.BROKEN)
    return limits.MOST_PIXELS_STREAMED if layout.is_streamed else limits.MOST_PIXELS_IN_PASSES


def _check_size(size: tuple[int, int], most: int) -> None:
    if size[0] * size[1] > most:
        raise PictureRefused(Refusal.TOO_MANY_PIXELS, most)
    if min(_fitted_size(size)) < limits.LEAST_SIDE:
        raise PictureRefused(Refusal.TOO_SMALL, limits.LEAST_SIDE)


def _fitted_size(size: tuple[int, int], longest: int = LONGEST_SIDE) -> tuple[int, int]:
    """The size within a square of ``longest`` pixels, never larger than it is."""
    scale = min(1.0, longest / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _turn(image: "Image.Image") -> "Image.Transpose | None":
    """How the picture has to be turned to stand upright; a broken EXIF block turns nothing."""
    from PIL import Image

    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    try:
        return turns.get(image.getexif().get(ORIENTATION, 1))
    except (OSError, SyntaxError, ValueError, LookupError, TypeError):
        return None


def _with_colours(image: "Image.Image") -> "Image.Image":
    """A mode that can be resized smoothly: palettes, bitmaps and 16-bit greys become plain colours or greys."""
    if image.mode.startswith(("I", "F")):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image if image.mode in {"RGBA", "LA"} else image.convert("RGBA")
    return image if image.mode in {"RGB", "L", "CMYK"} else image.convert("RGB")


def _on_white(image: "Image.Image") -> "Image.Image":
    from PIL import Image

    if image.mode not in {"RGBA", "LA"}:
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image.convert("RGB"), mask=image.getchannel("A"))
    return white


def _in_srgb(image: "Image.Image", profile: object) -> "Image.Image":
    """The colours of the picture's own profile, where it holds a readable one for this kind of picture."""
    from PIL import ImageCms

    if not isinstance(profile, bytes):
        return image.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image.convert("RGB")
    return image.convert("RGB") if turned is None else turned


def _renditions(picture: "Image.Image") -> tuple[Rendition, ...]:
    from PIL import Image

    smaller = []
    for width in WIDTHS:
        if picture.width > width:
            height = max(1, round(picture.height * width / picture.width))
            copy = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
            smaller.append(_rendition(copy, "WEBP"))
    return (*smaller, _rendition(picture, "JPEG"))


def _rendition(picture: "Image.Image", kind: str) -> Rendition:
    target = BytesIO()
    if kind == "WEBP":
        picture.save(target, kind, quality=78, method=3)
    else:
        # The largest copy is a JPEG, because newspaper, letters and other programs take it over.
        picture.save(target, kind, quality=85, optimize=True, progressive=True)
    return Rendition(
        width=picture.width,
        height=picture.height,
        content_type=f"image/{kind.lower()}",
        content=target.getvalue(),
    )
