"""How uploaded files arrive: in memory, and never more of them than a picture may have.

Django would otherwise write any file to the disk first and ask afterwards. What is too large is counted but not kept,
so that the form can say so and everything typed beside it survives.
"""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler

from machbar.foundation.media.core import MOST_BYTES


class FrugalUploadHandler(MemoryFileUploadHandler):
    """Keeps at most `MOST_BYTES` of all files of one request together; a file that is too much arrives empty."""

    kept = 0
    is_too_much = False

    def handle_raw_input(self, *_arguments: Any, **_keywords: Any) -> None:
        """Memory is for every request here, whatever length it announces."""
        self.activated = True

    def new_file(self, *arguments: Any, **keywords: Any) -> None:
        """The next file of the request."""
        self.is_too_much = False
        super().new_file(*arguments, **keywords)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django calls it so
        """Keep the chunk while there is room; from then on only count."""
        self.kept += len(raw_data)
        if self.kept > MOST_BYTES:
            self.is_too_much = True
            self.file.seek(0)
            self.file.truncate()
        else:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """The file; its size says that it was too much, where it was."""
        size = max(file_size, MOST_BYTES + 1) if self.is_too_much else file_size
        return super().file_complete(size)
