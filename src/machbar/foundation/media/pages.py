"""The pages of a scanned PDF as pictures, drawn in a process of its own with bounded memory and time.

A PDF is a program more than a picture: whatever a hostile one does to its reader (PDFium) ends with that process, which
has no database, no key and no file open. What comes back are pictures that are checked like all others.
"""

import os
import resource
import struct
import subprocess
import sys
from collections.abc import Iterator
from enum import IntEnum
from io import BytesIO
from typing import BinaryIO

BEGINNING = b"%PDF-"
MOST_PAGES = 20
LONGEST_SIDE = 2560  # pixels, as of a stored picture: 219 dots an inch for A4
SECONDS = 30
MEMORY = (
    768 * 1024 * 1024
)  # bytes of address space; a page of 2560 pixels needs about 60 MB, the libraries 300
LENGTH = struct.Struct(">I")


class PdfProblem(IntEnum):
    """Why no pages come out; the values are exit statuses of the process."""

    BROKEN = 3
    LOCKED = 4
    TOO_MANY_PAGES = 5


class PdfRefused(Exception):
    """No page of this PDF becomes a picture."""

    def __init__(self, problem: PdfProblem) -> None:
        super().__init__(problem.name)
        self.problem = problem


def pages_of(data: bytes) -> list[bytes]:
    """Each page as JPEG, in order, at most twenty. Raises `PdfRefused`; takes at most thirty seconds."""
    command = [sys.executable, "-m", "machbar.foundation.media.pages"]
    path = os.pathsep.join(each for each in sys.path if each)
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=SECONDS + 5,
            check=False,
            env={"PYTHONPATH": path},
            cwd="/",
        )
    except subprocess.TimeoutExpired as error:
        raise PdfRefused(PdfProblem.BROKEN) from error
    if done.returncode:
        known = set(PdfProblem)
        problem = done.returncode if done.returncode in known else PdfProblem.BROKEN
        raise PdfRefused(PdfProblem(problem))
    return list(_unpacked(done.stdout))


def _unpacked(written: bytes) -> Iterator[bytes]:
    position = 0
    while position < len(written):
        (length,) = LENGTH.unpack_from(written, position)
        position += LENGTH.size
        yield written[position : position + length]
        position += length


def draw(data: bytes, target: BinaryIO) -> None:
    """Write each page with its length before it. Raises `PdfRefused`; runs in the process of its own only."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise PdfRefused(PdfProblem.LOCKED if is_locked else PdfProblem.BROKEN) from error
    if not len(document):
        raise PdfRefused(PdfProblem.BROKEN)
    if len(document) > MOST_PAGES:
        raise PdfRefused(PdfProblem.TOO_MANY_PAGES)
    for page in document:
        width, height = page.get_size()
        if min(width, height) <= 0:
            raise PdfRefused(PdfProblem.BROKEN)
        image = page.render(scale=LONGEST_SIDE / max(width, height), may_draw_forms=False).to_pil()
        drawn = BytesIO()
        image.convert("RGB").save(drawn, "JPEG", quality=90)
        target.write(LENGTH.pack(drawn.tell()) + drawn.getvalue())


def main() -> int:
    """Draw what comes in by standard input; the exit status says what was wrong."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        draw(sys.stdin.buffer.read(), sys.stdout.buffer)
    except PdfRefused as refused:
        return refused.problem.value
    except Exception:  # noqa: BLE001 - a hostile file may raise anything here; its sender hears one sentence
        return PdfProblem.BROKEN.value
    return 0


if __name__ == "__main__":
    sys.exit(main())
