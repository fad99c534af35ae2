"""What one render may cost."""

import contextlib
import resource
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from xml.etree.ElementTree import Element

from press.pdf.errors import TooComplex, TooExpensive

MEMORY = 1024**3
"""Bytes of writable memory for a worker."""
SECONDS = 60
"""Processor time for one render."""
CHARACTERS = 2_000_000
ELEMENTS = 20_000
DEPTH = 100
"""Levels of elements: at about 300 the engine runs out of stack."""
SPAN = 50
"""Columns or rows of one cell: a span of 100,000 costs 19 s."""


def apply() -> None:
    """Bind this process: memory now, processor time before each render. Only for workers.

    RLIMIT_DATA and not RLIMIT_AS: the latter also counts address space that is merely reserved
    (libraries, the allocator's arenas), which is most of what a worker with threads has.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    ceiling = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (ceiling, hard))


def _bound() -> bool:
    """Whether this process is one that `apply` has bound, or one that was bound even tighter."""
    soft, _ = resource.getrlimit(resource.RLIMIT_DATA)
    return soft != resource.RLIM_INFINITY and soft <= MEMORY


@contextlib.contextmanager
def processor_time(seconds: int = SECONDS) -> Iterator[None]:
    """Allow that many more seconds, then raise TooExpensive; nothing unless `apply` was called.

    RLIMIT_CPU counts the whole life of a process, so the limit is what was used plus the allowance,
    and only the soft limit moves: a lowered hard one could not be raised again.
    """
    if not _bound() or threading.current_thread() is not threading.main_thread():
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    until = int(usage.ru_utime + usage.ru_stime) + 1 + seconds
    if hard != resource.RLIM_INFINITY:
        until = min(until, hard)
    previous = signal.signal(signal.SIGXCPU, _stop)
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
        signal.signal(signal.SIGXCPU, previous)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TooExpensive(f"The document took more than {SECONDS} seconds of processor time.")


def check_text(html: str) -> None:
    """Raise TooComplex for more text than any bulletin has."""
    if len(html) > CHARACTERS:
        raise TooComplex(f"The document has more than {CHARACTERS} characters.")


def check_tree(root: Element) -> None:
    """Raise TooComplex for nesting, spans or a number of elements that the engine cannot bear."""
    count = 0
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        count += 1
        if depth > DEPTH:
            raise TooComplex(f"The document has more than {DEPTH} elements inside each other.")
        if count > ELEMENTS:
            raise TooComplex(f"The document has more than {ELEMENTS} elements.")
        for name in ("colspan", "rowspan", "span"):
            _check_span(element.get(name))
        waiting.extend((child, depth + 1) for child in element)


def _check_span(value: str | None) -> None:
    if value is None:
        return
    digits = "".join(character for character in value if character.isdigit())
    if len(digits) > 4 or (digits and int(digits) > SPAN):
        raise TooComplex(f"A table cell spans more than {SPAN} columns or rows.")
