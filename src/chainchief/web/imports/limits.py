"""How much may be brought, and for how long it is kept."""

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

#: Bytes of one file.
MOST_BYTES = 64 * 1024 * 1024
#: Files that one account may have brought and not yet taken in, and their bytes together.
MOST_OPEN = 20
MOST_OPEN_BYTES = 256 * 1024 * 1024
#: Days after which a file that nobody touched is removed.
KEPT_DAYS = 30
#: A request of so many bytes is not even received: no page of the program sends one.
MOST_OF_A_REQUEST = 1024 * 1024 * 1024
#: Rows of one sort, and faults, that a preview shows; all are counted, and marked in the workbook.
MOST_SHOWN = 2_000


def size_words(size: int) -> str:
    """The size in the unit that leaves at most three digits before the point."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{size // 1024} KB"
    return f"{size / (1024 * 1024):.1f} MB"


class SizeLimit(FileUploadHandler):
    """Lets no file of a request grow over the limit: the rest of it is read and thrown away."""

    def handle_raw_input(
        self,
        input_data: object,
        META: object,  # noqa: N803 - Django's name
        content_length: int,
        boundary: object,
        encoding: object = None,
    ) -> None:
        """Django's hook before anything is read."""
        if content_length > MOST_OF_A_REQUEST:
            raise RequestDataTooBig(f"a request of {content_length} bytes")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Django's hook for each piece of a file."""
        if start + len(raw_data) > MOST_BYTES:
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Django's hook at the end of a file: another handler makes it."""
