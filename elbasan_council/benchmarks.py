"""Benchmarks: what something costs, as a ratio to a floor measured in the same run."""

import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils import timezone

from bulletins import rendering
from bulletins.content import issue_from
from bulletins.models import Edition
from council.people import System, acting_as
from elbasan_council import demonstration, preparation
from languages import LANGUAGES
from press import pdf

REPEATS = 7


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


BENCHMARKS: dict[str, Callable[[], Iterator[Line]]] = {"pdf": bench_pdf}


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
