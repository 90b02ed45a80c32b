"""A QR code as a drawing for paper."""

import io

import segno


def qr_svg(address: str) -> str:
    """The code of an address as SVG, with the quiet zone that readers need."""
    target = io.BytesIO()
    segno.make(address, error="m", micro=False).save(target, kind="svg", xmldecl=False, border=4)
    return target.getvalue().decode()
