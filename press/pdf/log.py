"""The engine writes its troubles to a log and goes on; here they stop the document."""

import contextlib
import logging
from collections.abc import Iterator

from press.pdf.errors import RenderError


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextlib.contextmanager
def watched(*, strict: bool = False) -> Iterator[None]:
    """Raise RenderError at the end for an error or a letter without a glyph.

    Strict: for any warning.
    """
    logger = logging.getLogger("weasyprint")
    listener = _Listener()
    logger.addHandler(listener)
    try:
        yield
    finally:
        logger.removeHandler(listener)
    for record in listener.records:
        message = record.getMessage()
        if strict or record.levelno >= logging.ERROR or ".notdef" in message:
            raise RenderError(f"The document could not be set: {message[:300]}")
