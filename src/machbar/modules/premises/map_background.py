"""What lies under the points of the map: tiles from our own server, a picture with its corners, or nothing."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse


def map_attributes() -> Mapping[str, str]:
    """What the page hands to the script: address of tiles or of the picture, its corners, and whose map it is."""
    background = settings.MAP
    if background is None:
        return {}
    if background.tiles:
        return {"tiles": background.tiles, "credit": background.credit}
    return {
        "picture": reverse("premises:map_picture"),
        "corners": ",".join(str(degree) for degree in background.corners),
        "credit": background.credit,
    }
