"""Which menu entry a page belongs to."""


def current_section(path: str) -> str:
    """The first part of a public address (``ideen``), two of a staff one (``werkstatt/heute``)."""
    parts = [part for part in path.split("/") if part]
    if not parts:
        return ""
    depth = 2 if parts[0] == "werkstatt" else 1
    return "/".join(parts[:depth])
