"""Django for commands that only need its translations or its tools: no data directory, no key on disk."""

import os
import secrets


def set_up() -> None:
    """`django.setup()` with a throw-away key, so that nothing is written anywhere."""
    os.environ.setdefault("MACHBAR_SECRET_KEY", secrets.token_urlsafe(64))
    import django

    django.setup()
