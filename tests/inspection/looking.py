"""What a browser says of a page: axe in both schemes, 320 pixels, weights, and how it looks."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize

from tests.browsers import STAND_UPON
from tests.inspection.answers import Answer

NARROW: ViewportSize = {"width": 320, "height": 640}
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1100, "height": 800}
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
OF_COLOUR = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
"""All that a change of scheme can change."""
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
OUT_OF_SIGHT = """
() => [...document.querySelectorAll('main *, header *, footer *')].filter(one => {
  const box = one.getBoundingClientRect(), style = getComputedStyle(one)
  if (!box.width || !box.height || style.position === 'absolute') return false
  for (let up = one.parentElement; up; up = up.parentElement) {
    const around = getComputedStyle(up)
    if (['auto', 'scroll', 'hidden', 'clip'].includes(around.overflowX)) return false
    if (around.position === 'absolute') return false
  }
  return box.right > innerWidth + 1 || box.left < -1
}).slice(0, 3).map(one => one.outerHTML.slice(0, 120))
"""
ENLARGED = """
() => [...document.querySelectorAll('svg[width]')].filter(one =>
  one.getBoundingClientRect().width > 1.5 * one.width.baseVal.value
).map(one => one.outerHTML.slice(0, 120))
"""
"""Charts whose words are larger than those of the page."""
AT_ONCE = "() => document.querySelectorAll('img').forEach(one => one.loading = 'eager')"
LOADED = """
() => performance.getEntriesByType('resource').map(one => [one.name, one.encodedBodySize])
"""
FONT_BUDGET = {"sq": 0, "en": 0, "ar": 25_000}
BUDGETS = {"html": 14_000, "css": 12_000, "js": 3_000, "images": 80_000}
"""Compressed bytes of a first visit, on a telephone's screen."""


def looked_at(
    context: BrowserContext, url: str, answer: Answer, *, shots: Path | None = None
) -> Iterator[str]:
    """What is wrong with a page; it is shown as it was answered, whatever has been said or withdrawn since."""
    page = context.new_page()
    try:
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="light")
        _open(page, url, answer)
        yield from heavy(page, answer)
        if shots:
            page.evaluate(AT_ONCE)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=shots / f"{answer.file_name}-360.png", full_page=True)
        page.set_viewport_size(NARROW)
        if page.evaluate(TOO_WIDE):
            yield "at 320 pixels it has to be scrolled sideways"
        for element in page.evaluate(OUT_OF_SIGHT):
            yield f"at 320 pixels out of sight: {element}"
        for element in page.evaluate(STAND_UPON):
            yield f"at 320 pixels something stands upon another: {element}"
        yield from barriers(page, RULES, "320, light")
        page.set_viewport_size(DESK)
        for element in page.evaluate(STAND_UPON):
            yield f"at 1100 pixels something stands upon another: {element}"
        for element in page.evaluate(ENLARGED):
            yield f"at 1100 pixels drawn too large: {element}"
        yield from barriers(page, RULES, "1100, light")
        page.emulate_media(color_scheme="dark")
        yield from barriers(page, OF_COLOUR, "dark")
        if shots:
            page.screenshot(path=shots / f"{answer.file_name}-1100.png", full_page=True)
    finally:
        page.close()


def _open(page: Page, url: str, answer: Answer) -> None:
    def as_it_was(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(status=200, content_type="text/html; charset=utf-8", body=answer.body)
        else:
            route.continue_()

    page.route("**/*", as_it_was)
    page.goto(url + answer.address)


def barriers(page: Page, options: dict[str, Any], where: str) -> Iterator[str]:
    found = Axe().run(page, options=options)
    for rule in found.response["violations"]:
        for node in rule["nodes"]:
            yield f"axe ({where}) {rule['id']}: {node['html'][:160]}"


def heavy(page: Page, answer: Answer) -> Iterator[str]:
    """What a first visit to this page costs more than its budget."""
    sizes = weights(page, answer)
    # The two pages that a web server sends by itself speak all three languages.
    fonts = FONT_BUDGET["ar" if answer.status in (500, 503) else answer.language]
    for kind, most in {**BUDGETS, "fonts": fonts}.items():
        if sizes[kind] > most:
            yield f"{kind}: {sizes[kind]:,} bytes of {most:,}"


def weights(page: Page, answer: Answer) -> dict[str, int]:
    sizes = {"html": answer.transferred, "css": 0, "js": 0, "images": 0, "fonts": 0}
    kinds = {"css": "css", "js": "js", "woff2": "fonts"}
    for name, size in page.evaluate(LOADED):
        kind = kinds.get(name.rpartition(".")[2], "images")
        sizes[kind] += size
    return sizes


def context_of(browser: Browser, **options: Any) -> BrowserContext:
    """axe comes from outside of the page, whose policy is set aside for it."""
    return browser.new_context(bypass_csp=True, **options)
