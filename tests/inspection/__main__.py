"""`bin/inspect`: starts a portal with the demonstration and says what is wrong with any public page."""

import argparse
import contextlib
import datetime
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from subprocess import Popen
from urllib.parse import parse_qsl, urlsplit

from languages import LANGUAGES
from languages.addresses import language_of
from tests.browsers import chromium
from tests.inspection import forms, others, reading, workspace
from tests.inspection.answers import Answer, Asking
from tests.inspection.looking import context_of, looked_at
from tests.inspection.walk import Walk, site_map
from tests.portal import MONTH, Place, answers, new_place, until

SETTINGS = "elbasan_council.settings"
TRIES = 5
"""How many times the patience of a test it may take until the portal serves."""
HANDED_OUT = "SELECT 1 FROM outreach_posting LIMIT 1"
STEPS = ("pages", "html", "machines", "browser", "workspace", "lighthouse")


def patiently(place: Place, condition: Callable[[], object], serving: Popen[str]) -> None:
    for _ in range(TRIES):
        with contextlib.suppress(AssertionError):
            return until(condition, while_runs=serving)
    raise SystemExit(place.said.read_text())


def stage(place: Place, act: str) -> dict[str, dict[str, str]]:
    done = place.run(
        ".venv/bin/python", "-m", "tests.inspection.stage", act, DJANGO_SETTINGS_MODULE=SETTINGS
    )
    if done.status:
        raise SystemExit(done.err)
    told: dict[str, dict[str, str]] = json.loads(done.out)
    return told


def one_of_each(pages: Iterable[Answer]) -> list[Answer]:
    """Of pages that differ by what a query says, one for each set of its names."""
    kept: dict[tuple[object, ...], Answer] = {}
    for page in sorted(pages, key=lambda page: (page.name, page.address)):
        parts = urlsplit(page.address)
        names = tuple(sorted(name for name, _ in parse_qsl(parts.query)))
        kept.setdefault((page.name, parts.path, names, page.status), page)
    return list(kept.values())


def gathered(place: Place, asking: Asking) -> tuple[Walk, list[Answer]]:
    """The walk over all that is linked, and every other answer that residents may meet."""
    from django.apps import apps

    personal = stage(place, "show")
    letters = [address for pages in personal.values() for address in pages.values()]
    walk = Walk(asking)
    walk.go([*site_map(asking), "/robots.txt", "/.well-known/security.txt", "/sq/", *letters])
    counts = apps.get_model("outreach", "FormCount")._meta.db_table

    def forget() -> None:
        place.query(f"DELETE FROM {counts} RETURNING 1")

    more = [
        *forms.faults(asking),
        *forms.empty(asking, personal),
        *forms.filled(asking, personal, forget),
        *forms.too_often(asking, personal),
        *forms.of_files(),
    ]
    gone = stage(place, "withdraw")
    more += [asking.get(address) for pages in gone.values() for address in pages.values()]
    return walk, more


Found = Iterator[tuple[str, str]]


def judged(place: Place, steps: set[str], tools: Path, out: Path, shots: Path | None) -> Found:
    """(what, fault): one after another, as they are found; figures have no fault."""
    asking = Asking(place.url)
    walk, more = gathered(place, asking)
    pages = one_of_each([*walk.pages, *(answer for answer in more if answer.is_page)])
    if "pages" in steps:
        kinds = Counter(f"{answer.status}" for answer in pages)
        yield f"{len(walk.found)} addresses by links, {len(pages)} pages: {dict(kinds)}", ""
        for fault in (*walk.broken(), *walk.detours(), *reading.reciprocity(walk)):
            yield "links", fault
        for answer in (*walk.found.values(), *more):
            for fault in reading.read(answer, asking.url):
                yield answer.name or answer.address, fault
    saved = others.save(
        [*pages, *(a for a in walk.found.values() if a.kind in MACHINES)], out / "answers"
    )
    if "html" in steps:
        yield from (("html", fault) for fault in others.invalid_html(tools, out / "answers", saved))
    if "machines" in steps:
        yield from (("feeds", fault) for fault in others.unreadable(tools, out / "answers", saved))
    if "browser" in steps:
        yield from _in_a_browser(asking.url, pages, shots)
    if "workspace" in steps:
        yield from workspace.looked_through(place, shots)
    if "lighthouse" in steps:
        yield from _lighthouse(asking.url, tools, out)


MACHINES = ("application/atom+xml", "text/calendar")


def _in_a_browser(url: str, pages: list[Answer], shots: Path | None) -> Found:
    with chromium() as browser:
        for language in LANGUAGES:
            context = context_of(browser)
            theirs = [page for page in pages if language_of(page.address) == language]
            for page in theirs:
                for fault in looked_at(context, url, page, shots=shots):
                    yield page.name or page.address, fault
            yield f"{len(theirs)} pages in {language} seen in a browser", ""
            context.close()


def _lighthouse(url: str, tools: Path, out: Path) -> Found:
    year, month = MONTH.split("-")
    addresses = (
        "/",
        "/ar/",
        f"/buletini/{year}/{month}/",
        f"/ar/bulletin/{year}/{month}/",
        "/ndihme/fraud/",
        "/ar/help/fraud/",
    )
    found = others.lighthouse(tools, out, [url + address for address in addresses])
    for address, told in found.items():
        yield f"{address} {told}", ""
        for category, least in others.LEAST.items():
            if told[category] < least:
                yield address, f"{category} {told[category]} of {least}"


def run(options: argparse.Namespace, say: Callable[[str], None]) -> int:
    out: Path = options.out or Path(tempfile.mkdtemp(prefix="inspection-"))
    for folder in (out, options.shots):
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
    faults = 0
    with new_place() as place:
        serving = place.start("portal")
        patiently(place, lambda: answers(place.port), serving)
        # The sheets of the issue are made by then, and its letters to notice boards.
        patiently(place, lambda: place.query(HANDED_OUT), serving)
        say(f"{datetime.date.today()}, {place.url}")
        steps = set(options.only or STEPS)
        for what, fault in judged(place, steps, options.tools, out, options.shots):
            faults += bool(fault)
            say(f"✗ {what}: {fault}" if fault else f"· {re.sub(place.url, '', what)}")
        serving.terminate()
        serving.wait(60)
    say(f"{faults} faults")
    return min(faults, 1)


def main() -> int:
    given = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    given.add_argument("--tools", type=Path, required=True, help="where npm has put the programs")
    given.add_argument("--out", type=Path, help="a folder for the answers, kept")
    given.add_argument("--shots", type=Path, help="a folder for pictures of each page")
    given.add_argument("--only", action="append", choices=STEPS, help="this step, and others named")

    def say(line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    return run(given.parse_args(), say)


if __name__ == "__main__":
    import django

    django.setup()
    raise SystemExit(main())
