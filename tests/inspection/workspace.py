"""The workspace pages of the public site's makers, as the secretary sees them, in both languages."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browsers import chromium
from tests.inspection.looking import DESK, NARROW, OF_COLOUR, RULES, TOO_WIDE, barriers, context_of
from tests.portal import Place
from tests.test_council_journey import sign_in

LANGUAGES = ("sq", "en")
STARTS = (
    "/workspace/",
    "/workspace/news/",
    "/workspace/events/",
    "/workspace/activities/",
    "/workspace/questions/",
    "/workspace/boards/",
    "/workspace/survey/",
    "/workspace/mistakes/",
    "/workspace/impact/",
    "/workspace/help/",
)
OURS = re.compile(
    "/workspace/(?:$|news/|events/|activities/|questions/|boards/|survey/|mistakes/|impact/|help/)"
)
NO_PAGE = re.compile(r"language=|\.(?:csv|xlsx|pdf|txt|docx|ics|webp|jpg|png)(?:$|[?])")
ONE_RECORD = re.compile(r"[0-9a-f-]{36}|\b\d+\b|(?<=lines/|opics/)[^/]+")
ALIKE = 3
"""How many pages of one kind are seen."""
LINKS = "all => all.map(one => one.href)"


def looked_through(place: Place, shots: Path | None) -> Iterator[tuple[str, str]]:
    entries = json.loads((place.var / "demo-accounts.json").read_text())
    accounts = {entry["role"]: entry for entry in entries}
    with chromium() as browser:
        state = _logged_in(browser, place, accounts["secretary"])
        for language in LANGUAGES:
            context = context_of(browser, base_url=place.url, storage_state=state, viewport=DESK)
            page = context.new_page()
            page.goto(f"/workspace/?language={language}")
            seen = 0
            for address in _walk(page, place.url):
                seen += 1
                for fault in _looked_at(page):
                    yield f"{address} ({language})", fault
                if shots:
                    name = re.sub(r"[^\w]+", "_", address.strip("/"))[:100]
                    page.set_viewport_size(DESK)
                    page.screenshot(path=shots / f"{name}-{language}.png", full_page=True)
            yield f"{seen} pages of the workspace in {language}", ""
            context.close()


def _logged_in(browser: Browser, place: Place, account: dict[str, str]) -> object:
    context = browser.new_context(base_url=place.url)
    sign_in(context.new_page(), account)
    state = context.storage_state()
    context.close()
    return state


def _walk(page: Page, url: str) -> Iterator[str]:
    """Opens one page after another, and gives each address while it is open."""
    waiting, known, kinds = [*STARTS], {*STARTS}, Counter[str]()
    while waiting:
        address = waiting.pop(0)
        answer = page.goto(address)
        if answer is None or answer.status >= 400:
            raise AssertionError(f"{address}: {answer and answer.status}")
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="light")
        links = page.locator("a[href]").evaluate_all(LINKS)
        yield address
        for link in links:
            to = link.removeprefix(url).partition("#")[0]
            kind = ONE_RECORD.sub("*", re.sub("=[^&]*", "=", to))
            if to in known or not OURS.match(to) or NO_PAGE.search(to):
                continue
            known.add(to)
            if kinds[kind] < ALIKE:
                kinds[kind] += 1
                waiting.append(to)


def _looked_at(page: Page) -> Iterator[str]:
    yield from barriers(page, RULES, "light")
    page.emulate_media(color_scheme="dark")
    yield from barriers(page, OF_COLOUR, "dark")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)
    if page.evaluate(TOO_WIDE):
        yield "at 320 pixels it has to be scrolled sideways"
    page.set_viewport_size(DESK)
