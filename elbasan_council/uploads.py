"""What people bring, on its way in: in memory alone, so that nothing confidential touches the disk."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler

from press.files import MOST_BYTES


class InMemory(MemoryFileUploadHandler):
    """Of what is larger than any file that is kept, the rest is dropped; its size is still told."""

    def handle_raw_input(self, *args: Any, **parts: Any) -> None:
        self.activated = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start > MOST_BYTES:
            return None
        return super().receive_data_chunk(raw_data, start)
