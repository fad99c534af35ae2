"""Public pages: made anew one at a time, and kept ones with fifty readers at once."""

import asyncio
import gzip
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council import published
from council.people import Public, System, acting_as
from elbasan_council import database_roles, demonstration, preparation
from elbasan_council.middleware.kept_pages import SHELF
from elbasan_council.processes import Family, web_server
from elbasan_council.publication import publish_month
from languages import LANGUAGES
from languages.addresses import address
from outreach import demonstration as outreach
from outreach.tasks import pages as follow_pages

Measured = tuple[str, float, float, float]
"""Name, seconds, floor, budget as a ratio."""
NAMES = (
    *("home", "help", "council", "decisions", "news", "events", "questions", "bulletins", "press"),
    *("subscribe", "contact", "accessibility", "privacy", "search"),
)
QUERIES, SECONDS = 8, 0.025
SIZE = 14 * 1024
VISITS = 15
SEARCHED = 5_000
READERS, LOAD_SECONDS, TURNS = 50, 3.0, 3
MOST = 100_000
"""Requests of one turn: a load that would never end by the clock ends by this."""
PORT = 8737
STATIC = "benchmark-page.html"
HOUSEKEEPING = (
    "BEGIN",
    "COMMIT",
    "SAVEPOINT",
    "RELEASE",
    "SELECT current_setting",
    "SELECT set_config",
    "SELECT pg_postmaster_start_time()",
)


def lines() -> Iterator[Measured]:
    month = _prepare()
    addresses = _addresses(month)
    yield from _made_anew(addresses)
    _fill_search()
    words = {
        "search, two words in 5,000 pages": "/kerko/?q=keshilli+ndricim",
        "search, a word that most have": "/kerko/?q=keshilli",
        "search, a word that none has": "/en/search/?q=xyzzy",
    }
    yield from _made_anew(words)
    yield from _sizes(addresses)
    yield from _under_load(month)


def _prepare() -> str:
    preparation.prepare_database()
    call_command("collectstatic", interactive=False, verbosity=0)
    month = demonstration.last_month(timezone.localdate())
    demonstration.load(month=month)
    publish_month(month)
    follow_pages()
    return f"{month:%Y/%m}"


def _addresses(month: str) -> dict[str, str]:
    """Name → address of what the portal has, each page in one language and the first in all."""
    found = {}
    for number, name in enumerate(NAMES):
        language = LANGUAGES[number % 3]
        found[f"{name}, {language}"] = address(name, language)
    found |= {f"home, {language}": address("home", language) for language in LANGUAGES}
    found |= {"issue, sq": f"/buletini/{month}/", "issue, ar": f"/ar/bulletin/{month}/"}
    with acting_as(Public()):
        last = published.meeting_pages()[0].reference
    return found | {"meeting, sq": address("council-meeting", "sq", number=last)}


def _made_anew(addresses: dict[str, str]) -> Iterator[Measured]:
    """One in flight, nothing kept."""
    client = Client(HTTP_HOST="localhost", HTTP_ACCEPT_ENCODING="gzip")
    for name, where in addresses.items():
        _visit(client, where)
        with CaptureQueriesContext(connection) as asked:
            _visit(client, where)
        count = sum(not query["sql"].startswith(HOUSEKEEPING) for query in asked)
        if count > QUERIES:
            raise RuntimeError(f"{where} asks {count} questions")
        seconds = statistics.median(_visit(client, where) for _ in range(VISITS))
        yield f"{name}: made anew, {count} queries / 25 ms", seconds, SECONDS, 1.0


def _visit(client: Client, where: str) -> float:
    SHELF.clear()
    begun = time.perf_counter()
    status = client.get(where).status_code
    if status != 200:
        raise RuntimeError(f"{where} answers {status}")
    return time.perf_counter() - begun


def _sizes(addresses: dict[str, str]) -> Iterator[Measured]:
    """In thousandths of a second, because every line of the table is: 1 stands for 1 KB."""
    client = Client(HTTP_HOST="localhost", HTTP_ACCEPT_ENCODING="gzip")
    sizes = {name: len(client.get(where).content) for name, where in addresses.items()}
    largest = max(sizes, key=lambda name: sizes[name])
    yield f"{largest}: the largest page, KB compressed", sizes[largest] / 1e6, SIZE / 1e6, 1.0
    middle = statistics.median(sizes.values())
    yield f"median of {len(sizes)} pages, KB compressed", middle / 1e6, SIZE / 1e6, 1.0


def _fill_search() -> None:
    with acting_as(System("benchmark")):
        outreach.fill_pages(count=SEARCHED, at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, false)", [database_roles.OWNER])
        cursor.execute("ANALYZE outreach_page")
        cursor.execute("SELECT set_config('role', %s, false)", [database_roles.WORKSPACE])


# Fifty at once ---------------------------------------------------------------------------------


@dataclass
class Load:
    seconds: list[float] = field(default_factory=list)
    lasted: float = 0.0

    @property
    def a_request(self) -> float:
        return self.lasted / len(self.seconds)

    @property
    def p95(self) -> float:
        return sorted(self.seconds)[int(len(self.seconds) * 0.95)]


def _under_load(month: str) -> Iterator[Measured]:
    """A kept page against the same bytes as a static file, by the same server, in turns."""
    for name, where in {"home, sq": "/", "issue, ar": f"/ar/bulletin/{month}/"}.items():
        body = Client(HTTP_HOST="localhost").get(where).content
        static = settings.STATIC_ROOT / STATIC
        static.write_bytes(body)
        static.with_name(f"{STATIC}.gz").write_bytes(gzip.compress(body, 6, mtime=0))
        with _served():
            kept, floor = Load(), Load()
            for turn in range(TURNS + 1):
                for there, load in ((f"/static/{STATIC}", floor), (where, kept)):
                    found = asyncio.run(_load(there))
                    if turn:  # the first warms up
                        load.seconds += found.seconds
                        load.lasted += found.lasted
        each = f"{1 / kept.a_request:.0f}/s against {1 / floor.a_request:.0f}/s"
        yield f"{name}: kept, {each} static", kept.a_request, floor.a_request, 2.0
        yield f"{name}: kept, p95 of {READERS} at once / 50 ms", kept.p95, 0.05, 1.0


@contextmanager
def _served() -> Iterator[None]:
    family = Family()
    family.start(*web_server(PORT))
    try:
        asyncio.run(_wait())
        yield
    finally:
        family.end()


async def _wait() -> None:
    for _ in range(300):
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", PORT)
            writer.close()
            return
        await asyncio.sleep(0.1)
    raise RuntimeError("the server does not answer")


async def _load(where: str) -> Load:
    """Fifty readers, each asking again as soon as it has its answer, for three seconds."""
    load = Load()
    begun = time.perf_counter()
    until = begun + LOAD_SECONDS
    await asyncio.gather(*(_reader(where, load, until) for _ in range(READERS)))
    load.lasted = time.perf_counter() - begun
    return load


async def _reader(where: str, load: Load, until: float) -> None:
    asked = (
        f"GET {where} HTTP/1.1\r\nHost: localhost:{PORT}\r\n"
        "Accept-Encoding: gzip\r\nUser-Agent: benchmark\r\n\r\n"
    ).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    while (begun := time.perf_counter()) < until and len(load.seconds) < MOST:
        try:
            writer.write(asked)
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(_length(head))
        except (asyncio.IncompleteReadError, ConnectionError):
            # The server ends a connection after a while; asking anew belongs to what it costs.
            reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
            continue
        if not head.startswith(b"HTTP/1.1 200 "):
            raise RuntimeError(head.splitlines()[0].decode())
        load.seconds.append(time.perf_counter() - begun)
    writer.close()


def _length(head: bytes) -> int:
    (line,) = (one for one in head.lower().splitlines() if one.startswith(b"content-length:"))
    return int(line.partition(b":")[2])
