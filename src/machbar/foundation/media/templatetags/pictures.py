"""Tags that draw a picture: with its copies for small and large screens, and small inside a form."""

from base64 import b64encode

from django import template
from django.urls import reverse

from machbar.foundation.media import store
from machbar.foundation.media.models import Picture

register = template.Library()


@register.inclusion_tag("machbar/_picture.html")
def picture(
    shown: Picture,
    route: str,
    *arguments: object,
    sizes: str = "100vw",
    css: str = "",
) -> dict[str, object]:
    """A figure with its credit; ``route`` takes the arguments and, last, the name of the file.

    ``sizes`` is HTML's: how wide the picture stands on which screen.
    """
    files = list(shown.files.all())
    addresses = [(reverse(route, args=[*arguments, file.name]), file.width) for file in files]
    return {
        "source": addresses[min(1, len(addresses) - 1)][0] if addresses else "",
        "srcset": ", ".join(f"{address} {width}w" for address, width in addresses),
        "sizes": sizes,
        "css": css,
        "width": shown.width,
        "height": shown.height,
        "alt": shown.alt_text,
        "credit": shown.credit,
    }


@register.simple_tag
def picture_inside(shown: Picture) -> str:
    """The smallest copy as a data address: for a form that only one browser may see, so that it needs no address."""
    file = shown.files.all()[0]
    content = store.read(file.sha256) or b""
    return f"data:{file.content_type};base64,{b64encode(content).decode()}"
