"""An idea with a photo as large as phones make them."""

import re
from io import BytesIO

from PIL import Image

from tests.crash.server import multipart


def large_photo() -> bytes:
    """A photo of about eleven megabytes, as a good camera makes it."""
    target = BytesIO()
    Image.effect_noise((4000, 3000), 90).convert("RGB").save(target, "JPEG", quality=93)
    assert 9_000_000 < target.tell() < 12_000_000, target.tell()
    return target.getvalue()


def idea_with_photo(page: str, photo: bytes) -> tuple[str, bytes]:
    """The type and the body of the form."""
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    fields |= {"text": "Ein Brunnen", "photo_credit": "Wir", "photo_consent": "on"}
    return multipart(fields, {"photo": photo})
