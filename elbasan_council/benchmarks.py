"""Benchmarks: what something costs, as a ratio to a floor measured in the same run."""

import statistics
import time
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bulletins.checking import plain
from bulletins.content import issue_from
from bulletins.models import BlockText, Edition
from bulletins.outputs import rendering
from council import demonstration as council
from council.people import Role, System, User, acting_as, person_with_role
from elbasan_council import database_roles, demonstration, preparation
from elbasan_council import page_benchmark as public_pages
from languages import LANGUAGES, checks
from outreach import benchmark as letters
from outreach import mailing
from press import pdf

REPEATS = 7
FEW, MANY = 50, 50_000
PAGES = {
    "decisions": "/workspace/decisions/",
    "decisions, page in the middle": "/workspace/decisions/?before=2050~{middle}~open",
    "decisions, a word that all have": "/workspace/decisions/?words=keshilli",
    "decisions, a word that one has": "/workspace/decisions/?words=ndricoje+41",
    "decisions, a word that none has": "/workspace/decisions/?words=askund",
    "decisions, mine with late promises": "/workspace/decisions/?mine=on&late=on",
    "action points": "/workspace/actions/",
    "action points, late": "/workspace/actions/?state=late",
    "action points, two words": "/workspace/actions/?words=rruge+javes",
}
VISITS = 40
SITUATIONS = 5_000
REPORT_PAGES = {
    "list": "/workspace/reports/",
    "list, of one level": "/workspace/reports/?state=open&level=high",
    "search, a word that all have": "/workspace/reports/?words=ndricimi",
    "search, a word that one has": "/workspace/reports/?words=4711",
}
SAVES = 100
REPORT_VISITS = 10
"""Of each page in a turn; there are two turns with row-level security, and two without."""


@dataclass(frozen=True)
class Line:
    """One row of the table: seconds, and against which floor."""

    name: str
    seconds: float
    floor: float
    budget: float

    @property
    def ratio(self) -> float:
        return self.seconds / self.floor


def bench_pdf() -> Iterator[Line]:
    """The edition against the bare renderer on the same HTML, then three languages at once."""
    editions = _editions()
    for edition in editions:
        ours, bare = _alternating(
            partial(rendering.document, edition),
            partial(_bare, edition),
        )
        pages = rendering.document(edition).pages
        yield Line(f"{edition.language}, {pages} pages: portal / bare renderer", ours, bare, 1.15)
    contents = [(edition.pk, edition.content, edition.content_hash) for edition in editions]
    with ProcessPoolExecutor(max_workers=2) as workers:
        list(workers.map(_render, contents, chunksize=1))  # both warm
        list(workers.map(_render, contents, chunksize=1))
        together, one_by_one = _alternating(
            lambda: list(workers.map(_render, contents, chunksize=1)),
            lambda: [_render(content) for content in contents],
        )
    # Three documents on two cores take two rounds: 0.67 where they are equally long.
    yield Line("three languages: two workers / one after the other", together, one_by_one, 0.8)


def bench_lists() -> Iterator[Line]:
    """The registers with 50 rows and with 50,000: as many queries, and each page within 100 ms.

    The rows are made in a transaction that is rolled back: nobody's data is touched.
    """
    preparation.prepare_database()
    call_command("collectstatic", interactive=False, verbosity=0)
    few, many = _registers(FEW), _registers(MANY)
    for page, (queries, seconds) in many.items():
        before, floor = few[page]
        if queries != before:
            raise RuntimeError(f"{page}: {before} queries at {FEW} rows, {queries} at {MANY}")
        name = f"{page}, {queries} queries"
        # A list that does not fit on a page does more than one of 50 rows: it is longer.
        yield Line(f"{name}: {MANY} rows / {FEW}", _median(seconds), _median(floor), 3.0)
        yield Line(f"{name}: p95 / 100 ms", _p95(seconds), 0.1, 1.0)


def bench_reports() -> Iterator[Line]:
    """The register of situations over 5,000 that the reader sees, with and without the floor.

    The rows are made in a transaction that is rolled back; so is what is done to the policies.
    """
    preparation.prepare_database()
    call_command("collectstatic", interactive=False, verbosity=0)
    for page, (queries, guarded, bare) in _situations().items():
        name = f"{page}, {queries} queries"
        budget = 0.15 if page.startswith("list") else 2.0
        yield Line(f"{name}: security on rows / off", _median(guarded), _median(bare), 2.0)
        yield Line(f"{name}: p95 / {budget * 1000:.0f} ms", _p95(guarded), budget, 1.0)


def bench_editor() -> Iterator[Line]:
    """Saving a text of a whole month in the editor, opening the editor, the preview's document.

    What is written is rolled back.
    """
    editions = _editions()
    call_command("collectstatic", interactive=False, verbosity=0)
    saves, visits = _written(editions[0])
    yield Line("save in the editor: p95 / 150 ms", _p95(saves), 0.15, 1.0)
    yield Line("open the editor of a whole month: p95 / 1 s", _p95(visits), 1.0, 1.0)
    for edition in editions:
        rendering.document(edition)
        begun = time.perf_counter()
        document = rendering.document(edition)
        pages = sum(1 for _ in pdf.sheets(document.data))
        name = f"{edition.language}, preview of {pages} pages and their pictures in a worker / 3 s"
        yield Line(name, time.perf_counter() - begun, 3.0, 1.0)


def bench_gate() -> Iterator[Line]:
    """The gate over a whole bulletin, nothing kept: every text of the demonstration's month.

    And over the longest texts that there are, some five bulletins: a letter costs no more.
    """
    month, longest = _month(_editions()[0]), _prose(150)
    one, many = _alternating(*(partial(_through_the_gate, texts) for texts in (month, longest)))
    yield Line(f"gate: a whole bulletin, {len(month)} texts x 3 languages / 1 s", one, 1.0, 1.0)
    times = _letters(longest) / _letters(month)
    yield Line(f"gate: {times:.1f} times the letters / as many bulletins", many, one * times, 1.25)


def _through_the_gate(texts: list[dict[str, str]]) -> None:
    places = settings.CITY.places()
    for words in texts:
        checks.check_text(words["sq"], "sq")
        for language in ("en", "ar"):
            checks.check(words["sq"], words[language], language, names=places)


def _letters(texts: list[dict[str, str]]) -> int:
    return sum(len(text) for words in texts for text in words.values())


def _month(edition: Edition) -> list[dict[str, str]]:
    """The texts of a bulletin as the gate reads them, in three languages each."""
    found: dict[tuple[object, str], dict[str, str]] = {}
    with acting_as(System("benchmark")):
        rows = BlockText.objects.filter(block__bulletin=edition.bulletin).select_related("block")
        for row in rows:
            found.setdefault((row.block_id, row.field), {})[row.language] = plain(row)
    return [words for words in found.values() if set(words) == set(LANGUAGES)]


def _prose(count: int) -> list[dict[str, str]]:
    """Texts of the demonstration, as long as a bulletin's are."""
    files = sorted((settings.CITY.folder / "demonstration").glob("**/*.toml"))
    found = [
        words
        for file in files
        for words in _translated(tomllib.loads(file.read_text(encoding="utf-8")))
    ]
    return sorted(found, key=lambda words: len(words["sq"]))[-count:]


def _translated(value: Any) -> Iterator[dict[str, str]]:
    if isinstance(value, dict) and set(value) >= set(LANGUAGES):
        yield {language: str(value[language]) for language in LANGUAGES}
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _translated(inner)


def bench_studio() -> Iterator[Line]:
    """The bulletin studio, one part after another."""
    yield from bench_gate()
    yield from bench_editor()


def bench_mail() -> Iterator[Line]:
    """Letters: freezing, claiming, making and sending them (`outreach/benchmark.py`)."""
    samples = []
    for edition in _editions():
        subject, text, html = rendering.letter(edition)
        letter = mailing.Letter(subject, text, html, settings.PORTAL_URL, edition.content_hash)
        samples.append(letters.Sample(edition.language, letter))
    for line in letters.lines(samples):
        yield Line(*line)


def bench_pages() -> Iterator[Line]:
    """Public pages, made anew and kept (`elbasan_council/page_benchmark.py`)."""
    for line in public_pages.lines():
        yield Line(*line)


BENCHMARKS: dict[str, Callable[[], Iterator[Line]]] = {
    "lists": bench_lists,
    "mail": bench_mail,
    "pages": bench_pages,
    "pdf": bench_pdf,
    "reports": bench_reports,
    "studio": bench_studio,
}


def _editions() -> list[Edition]:
    """The demonstration's approved editions of last month."""
    preparation.prepare_database()
    month = demonstration.last_month(timezone.localdate())
    demonstration.load(month=month)
    with acting_as(System("benchmark")):
        found = {row.language: row for row in Edition.objects.filter(bulletin__month=month)}
    return [found[language] for language in LANGUAGES]


def _alternating(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    """The median seconds of both, measured in turns so that the machine treats them alike."""
    first(), second()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(REPEATS):
        for call, into in zip((first, second), times, strict=True):
            begun = time.perf_counter()
            call()
            into.append(time.perf_counter() - begun)
    return statistics.median(times[0]), statistics.median(times[1])


def _render(content: tuple[Any, dict[str, Any], str]) -> int:
    pk, values, content_hash = content
    edition = Edition(pk=pk, content=values, content_hash=content_hash)
    return rendering.document(edition).pages


def _bare(edition: Edition) -> bytes:
    """The floor: the library alone, with what any program would share between its documents."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    if not _shared:
        fonts = FontConfiguration()
        css = weasyprint.CSS(string=pdf.stylesheet(rendering.STYLESHEET), font_config=fonts)
        _shared.update(fonts=fonts, css=css)
    html = rendering.document_html(issue_from(edition.content))
    document = weasyprint.HTML(string=html).render(
        font_config=_shared["fonts"], stylesheets=[_shared["css"]], pdf_variant=pdf.VARIANT
    )
    made: bytes = document.write_pdf(pdf_variant=pdf.VARIANT)
    return made


_shared: dict[str, Any] = {}


# Studio ----------------------------------------------------------------------------------------


def _written(edition: Edition) -> tuple[list[float], list[float]]:
    """The seconds of saving each text of a month as it is typed, and of opening its editor."""
    saves, visits = [], []
    with acting_as(System("benchmark")):
        client = Client(HTTP_HOST="localhost")
        editor = person_with_role(Role.EDITOR, timezone.localdate())
        client.force_login(editor, backend=settings.AUTHENTICATION_BACKENDS[0])
        page = f"/workspace/bulletins/{edition.bulletin.month:%Y/%m}/"
        _visit(client, page)
        for row in BlockText.objects.filter(block__bulletin=edition.bulletin)[:SAVES]:
            form = {"block": row.block_id, "field": row.field, "language": row.language}
            form |= {"version": row.version, "text": f"{row.text} Ndryshim."}
            begun = time.perf_counter()
            answer = client.post(f"{page}text/", form, headers={"HX-Request": "true"})
            saves.append(time.perf_counter() - begun)
            if answer.status_code != 200:
                raise RuntimeError(f"saving answers {answer.status_code}")
        visits = [_visit(client, page) for _ in range(REPORT_VISITS)]
        transaction.set_rollback(True)
    return saves, visits


# Lists -----------------------------------------------------------------------------------------


def _registers(rows: int) -> dict[str, tuple[int, list[float]]]:
    """Of each page the number of queries and the seconds of each visit."""
    found = {}
    with acting_as(System("benchmark")):
        client = _member()
        council.fill_registers(count=rows)
        _as_owner("ANALYZE")
        for page, address in PAGES.items():
            there = address.format(middle=rows // 40)
            with CaptureQueriesContext(connection) as asked:
                _visit(client, there)
            found[page] = len(asked), [_visit(client, there) for _ in range(VISITS)]
        transaction.set_rollback(True)
    return found


def _situations() -> dict[str, tuple[int, list[float], list[float]]]:
    """Of each page the queries, and the seconds of each visit with the floor and without."""
    found: dict[str, tuple[int, list[float], list[float]]] = {}
    with acting_as(System("benchmark")):
        client = _member()
        member = User.objects.get(email="benchmark@example.org")
        agency = settings.CITY.seats[1]["agency"]
        council.fill_reports(count=SITUATIONS, readers=agency, author=member, at=timezone.now())
        _as_owner("SET CONSTRAINTS ALL IMMEDIATE", "ANALYZE")
        for page, address in REPORT_PAGES.items():
            _visit(client, address)
            with CaptureQueriesContext(connection) as asked:
                _visit(client, address)
            found[page] = len(asked), [], []
        for guarded in (True, False, True, False):
            _guard_rows(guarded)
            for page, address in REPORT_PAGES.items():
                _, on, off = found[page]
                seconds = on if guarded else off
                seconds += [_visit(client, address) for _ in range(REPORT_VISITS)]
        transaction.set_rollback(True)
    return found


def _guard_rows(guarded: bool) -> None:
    word = "ENABLE" if guarded else "DISABLE"
    tables = database_roles.GUARDED
    _as_owner(*(f"ALTER TABLE {table} {word} ROW LEVEL SECURITY" for table in tables))


def _as_owner(*statements: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {database_roles.OWNER}")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute(f"SET LOCAL ROLE {database_roles.WORKSPACE}")


def _member() -> Client:
    """Somebody cleared, for whom the rules of access ask the most."""
    code = settings.CITY.seats[1]["code"]
    council.account(
        email="benchmark@example.org",
        title="Benchmark",
        password="x" * 20,
        totp_secret="JBSWY3DPEHPK3PXP",  # noqa: S106
        role=Role.MEMBER,
        agency=settings.CITY.seats[1]["agency"],
        seat=code,
    )
    client = Client(HTTP_HOST="localhost")
    client.force_login(
        User.objects.get(email="benchmark@example.org"),
        backend=settings.AUTHENTICATION_BACKENDS[0],
    )
    return client


def _visit(client: Client, address: str) -> float:
    begun = time.perf_counter()
    status = client.get(address).status_code
    if status != 200:
        raise RuntimeError(f"{address} answers {status}")
    return time.perf_counter() - begun


def _median(seconds: list[float]) -> float:
    return statistics.median(seconds)


def _p95(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)]
