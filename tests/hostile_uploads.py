"""Hostile files through the whole house: sent to the public form in a process of its own, which measures itself.

Run with the name of a file to send; prints status, the sentence at the field, seconds of work and the peak in
kilobytes.
"""

import json
import re
import sys
import time
from pathlib import Path

AT_THE_PHOTO = re.compile(r'<a href="#id_photo">Foto</a>: ([^<]*)<')


def send(file: Path, name: str) -> dict[str, object]:
    """One post of the public form with this file as its photo."""
    from django.conf import settings
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from machbar.foundation.media.models import Picture
    from machbar.foundation.testing import make_town
    from machbar.modules.ideas.models import Idea

    make_town()
    guest = Client()
    guest.get("/ideen/neu/")
    upload = SimpleUploadedFile(name, file.read_bytes(), "image/jpeg")
    began = time.process_time()
    answer = guest.post("/ideen/neu/", {"text": "Ein Brunnen", "photo": upload})
    seconds = time.process_time() - began
    said = AT_THE_PHOTO.search(answer.content.decode())
    media = Path(settings.MEDIA_ROOT)
    return {
        "status": answer.status_code,
        "said": said.group(1) if said else "",
        "seconds": seconds,
        "peak": _peak(),
        "pictures": Picture.objects.count(),
        "ideas": Idea.objects.count(),
        "files": [str(each) for each in media.rglob("*") if each.is_file()],
    }


def _peak() -> int:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


def main(file: str, name: str) -> None:
    """Send one file and print what was found."""
    import django

    django.setup()
    print(json.dumps(send(Path(file), name)))


if __name__ == "__main__":
    main(*sys.argv[1:])
