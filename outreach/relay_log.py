"""What Postfix's log says of letters: which ones it has taken.

Of a letter it logs the Message-ID when it has read the headers (`cleanup`), and `queue active` only
when it has the whole letter (`qmgr`). Both are needed: one that was cut off has the first alone.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils import timezone

_LINE = re.compile(
    r"(?P<at>\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d) "
    r".*?postfix[^ ]*/(?P<part>\w+)\[\d+\]: (?P<what>.*)"
)
_MESSAGE = re.compile(r"(?P<queue>[A-Za-z0-9]+): message-id=<(?P<mark>[0-9a-f]{40})@")
_ACTIVE = re.compile(r"(?P<queue>[A-Za-z0-9]+): from=<.*\(queue active\)")
_AHEAD = datetime.timedelta(days=1)
"""A date without a year that lies further ahead than this is last year's."""


@dataclass
class RelayLog:
    queued: dict[str, str] = field(default_factory=dict)
    """Message mark → queue id, of letters that were taken whole."""
    first: datetime.datetime | None = None
    last: datetime.datetime | None = None

    def covers(self, moment: datetime.datetime) -> bool:
        """Whether it was being written then and has been since: what is not in it did not arrive.

        A cut connection leaves a line of its own, so there is a later one wherever the log works.
        """
        if self.first is None or self.last is None:
            return False
        return self.first <= moment and self.last >= moment.replace(microsecond=0)


def read(paths: Iterable[Path], *, since: datetime.datetime) -> RelayLog:
    """The logs, the oldest first; a file that cannot be read is passed over. Letters from before
    `since` are left out."""
    log = RelayLog()
    marks: dict[str, str] = {}
    for at, part, what in _lines(paths, timezone.now()):
        log.first = log.first or at
        log.last = at
        if at < since - datetime.timedelta(minutes=1):
            continue
        if part == "cleanup" and (found := _MESSAGE.match(what)):
            marks[found["queue"]] = found["mark"]
        elif part == "qmgr" and (found := _ACTIVE.match(what)) and found["queue"] in marks:
            log.queued[marks[found["queue"]]] = found["queue"]
    return log


def _lines(
    paths: Iterable[Path], now: datetime.datetime
) -> Iterator[tuple[datetime.datetime, str, str]]:
    for path in paths:
        try:
            with path.open(encoding="utf-8", errors="replace") as file:
                for line in file:
                    if found := _LINE.match(line):
                        yield _moment(found["at"], now), found["part"], found["what"]
        except OSError:
            continue


def machine_zone() -> datetime.tzinfo | None:
    """The machine's, which is not the portal's: Postfix writes in it. None: they are the same."""
    try:
        with Path("/etc/localtime").open("rb") as file:
            return ZoneInfo.from_file(file)
    except (OSError, ValueError):
        return None


def _moment(written: str, now: datetime.datetime) -> datetime.datetime:
    """As syslog writes it: ISO 8601, or month, day and time of the machine's own zone."""
    if written[0].isdigit():
        return datetime.datetime.fromisoformat(written)
    local = now.astimezone(machine_zone())
    day = datetime.datetime.strptime(f"{local.year} {written}", "%Y %b %d %H:%M:%S")  # noqa: DTZ007
    found = day.replace(tzinfo=local.tzinfo)
    return found if found <= now + _AHEAD else found.replace(year=found.year - 1)
