"""The product's settings with a throw-away data directory; nothing else differs but how static files are named."""

import os
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="machbar-tests-"))
os.environ.setdefault("MACHBAR_DATA", str(_folder))
os.environ.setdefault("MACHBAR_SECRET_KEY", "only-for-tests-" * 5)
os.environ.setdefault("MACHBAR_STATIC", str(_folder / "static"))
Path(os.environ["MACHBAR_STATIC"]).mkdir(parents=True, exist_ok=True)

from machbar.site.settings import *  # noqa: E402, F403

# The live server of the journeys serves static files through finders, which do not know hashed names.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver", ".example.org"]
# Tests put rows where deeds would; those of kept pages switch it on.
KEPT_PAGE_SECONDS = 0
