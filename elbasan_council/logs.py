"""What may stand in a log: addresses of people, their tokens and anybody's texts may not."""

import logging
import traceback
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest

OURS = ("languages", "press", "council", "outreach", "bulletins", "elbasan_council")


class WithoutAddresses(logging.Filter):
    """Replaces the address that a request asked for by its route, which holds no token."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            match = request.resolver_match
            route = f"/{match.route}" if match else "an unknown address"
            record.msg, record.args = f"{request.method} {route}: {_status(record)}", ()
            record.request = None
        if isinstance(record.args, dict) and "exc" in record.args and record.exc_info:
            # Celery's report of a failed task repeats the error in its first line.
            record.args = {**record.args, "exc": type(record.exc_info[1]).__name__}
        return True


class WithoutWords(logging.Formatter):
    """Says where an error happened and of which kind it was.

    Its message only where it is our own sentence: a database's repeats the row that it refused.
    """

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # what another handler has made of it
        return super().format(record)

    def formatException(self, ei: Any) -> str:
        lines: list[str] = []
        for error in _from_the_first(ei[1]):
            lines += ["Traceback:\n", *traceback.format_tb(error.__traceback__), _kind(error)]
        return "".join(lines).rstrip("\n")


def _status(record: logging.LogRecord) -> str:
    return str(getattr(record, "status_code", "") or record.levelname)


def _from_the_first(error: BaseException) -> Iterator[BaseException]:
    """The errors that led to this one, and itself."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _from_the_first(before)
    yield error


def _kind(error: BaseException) -> str:
    kind = type(error)
    message = f": {error}" if kind.__module__.partition(".")[0] in OURS else ""
    return f"{kind.__module__}.{kind.__qualname__}{message}\n"
