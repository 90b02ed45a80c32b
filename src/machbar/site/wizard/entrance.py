"""The secret with which the first person gets into an empty installation.

It stands in the data directory beside the signing key, readable by us only, and `machbar serve` prints it on the
console: whoever reads it there may read everything else as well. It is used up by making the first town.
"""

import hmac
import os
import secrets
from pathlib import Path

from django.conf import settings

from machbar.foundation.towns.kept import entrance_in, entrance_path


def lay_out(data: Path) -> str:
    """The secret of this installation; made where there is none. Raises `OSError`."""
    known = entrance_in(data)
    if known:
        return known
    path = entrance_path(data)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    token, part = secrets.token_urlsafe(24), path.with_suffix(f".{os.getpid()}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(token)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    return token


def remove(data: Path) -> bool:
    """Use the secret up; says whether it was still there. Of two at once only one gets a yes."""
    try:
        entrance_path(data).unlink()
    except FileNotFoundError:
        return False
    return True


def opens(token: str) -> bool:
    """Whether this is the secret of this installation."""
    right = entrance_in(settings.DATA)
    return bool(right) and hmac.compare_digest(right.encode(), token.encode())
