"""What residents come for, by keyboard alone: on a telephone in Albanian, on a screen in Arabic.

Each page on the way is walked from its first stop to its last (`tests/stops.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from languages.addresses import address
from outreach.survey import SCREENS
from tests.keys import Keys
from tests.portal import Portal, until
from tests.stops import walk
from tests.test_council_journey import DESK, PATIENCE, PHONE
from tests.test_journeys import browser

__all__ = ["browser"]
TOPIC: Final = "domestic-violence"
SOUGHT: Final = {"sq": "keshilli", "ar": "المجلس"}
WRONG: Final = "Ora e hapjes nuk eshte e sakte"
OPEN_A_SURVEY: Final = """
import datetime
from django.utils import timezone
from council.people import Role, System, acting_as, person_with_role
from outreach.actions.survey.keep import open_survey

today = timezone.localdate()
with acting_as(System("test")):
    open_survey(
        opens_on=today, closes_on=today + datetime.timedelta(days=7),
        by=person_with_role(Role.SECRETARY, today), at=timezone.now(),
    )
"""
LINES_AND_ARROWS: Final = """links => links.map(link => {
  const arrow = link.querySelector('.icon-arrow-right'), words = document.createRange();
  words.setStart(link, 0);
  words.setEndBefore(arrow);
  const lines = [...words.getClientRects()], last = lines.at(-1), there = arrow.getBoundingClientRect();
  return [new Set(lines.map(line => line.top)).size, there.top < last.bottom && last.top < there.bottom];
})"""
"""Of each link, in how many lines its words stand, and whether the arrow is beside the last."""
READERS: Final = {"sq-360": ("sq", PHONE), "ar-1100": ("ar", DESK)}
OTHERS: Final = {"sq-1100": ("sq", DESK), "ar-360": ("ar", PHONE)}


@dataclass(frozen=True)
class Reader:
    language: str
    keys: Keys
    walked: set[str] = field(default_factory=set)
    """What stood on the pages that were walked already."""

    @property
    def page(self) -> Page:
        return self.keys.page

    def open(self, name: str, **parts: Any) -> None:
        self.page.goto(address(name, self.language, **parts))
        self.walk()

    def walk(self) -> None:
        if (said := self.page.locator("body").inner_text()) not in self.walked:
            walk(self.page)
            self.walked.add(said)

    def one(self, selector: str) -> Locator:
        return self.page.locator(selector).first

    def link(self, name: str, *, within: str = "main", **parts: Any) -> Locator:
        return self.one(f'{within} a[href="{address(name, self.language, **parts)}"]')

    def go(self, wanted: Locator, *, backwards: bool = False) -> None:
        """On to another page, which is walked."""
        self.keys.go(wanted, backwards=backwards)
        self.walk()


def read(
    browser: Browser, portal: Portal, language: str, viewport: ViewportSize
) -> Iterator[Reader]:
    context = browser.new_context(base_url=portal.url, viewport=viewport)
    context.set_default_timeout(PATIENCE)
    yield Reader(language, Keys(context.new_page()))
    assert context.cookies() == []
    context.close()


@pytest.fixture(scope="module", params=READERS)
def reader(request: pytest.FixtureRequest, browser: Browser, portal: Portal) -> Iterator[Reader]:
    yield from read(browser, portal, *READERS[request.param])


@pytest.fixture(scope="module", params=OTHERS)
def other(request: pytest.FixtureRequest, browser: Browser, portal: Portal) -> Iterator[Reader]:
    """Each language in the other width, for what looks otherwise there."""
    yield from read(browser, portal, *OTHERS[request.param])


@pytest.fixture(scope="module")
def survey(portal: Portal) -> None:
    opened = portal.place.manage("shell", "-v0", "-c", OPEN_A_SURVEY)
    assert opened.status == 0, opened.err


# Whom to call ----------------------------------------------------------------------------------


def test_from_the_home_page_to_a_help_line(reader: Reader) -> None:
    reader.open("home")
    skip_to_the_content(reader)
    reader.go(reader.link("help", within="main"))
    reader.go(reader.link("help-topic", slug=TOPIC))
    reader.keys.reach(reader.one(".lines__one a[href^='tel:']"))
    reader.keys.reach(reader.page.locator(".helping__related a").last)


def test_an_arrow_follows_the_last_word_of_its_link(reader: Reader) -> None:
    reader.page.goto(address("help-topic", reader.language, slug=TOPIC))
    links = reader.page.locator(".more:has(.icon-arrow-right)")
    told = links.evaluate_all(LINES_AND_ARROWS)
    assert told and all(beside for _, beside in told)
    if reader.page.viewport_size == DESK:
        assert {lines for lines, _ in told} == {1}, "words that had room in a line"


def skip_to_the_content(reader: Reader) -> None:
    reader.page.keyboard.press("Tab")
    expect(reader.page.locator(".skip")).to_be_focused()
    expect(reader.page.locator(".skip")).to_be_in_viewport()
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("main")).to_be_focused()
    reader.page.keyboard.press("Tab")
    expect(reader.page.locator("main :focus")).to_have_count(1)


def test_a_page_of_violence_is_left_with_two_keys(reader: Reader) -> None:
    page = reader.page
    page.context.route(f"{settings.CITY.leave_to}**", lambda route: route.fulfill(body="weather"))
    page.goto(address("help-topic", reader.language, slug=TOPIC))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#leave")).to_be_focused()
    with page.expect_navigation(url=f"{settings.CITY.leave_to}**"):
        page.keyboard.press("Enter")
    page.go_back()
    assert TOPIC not in page.url, "the way back leads to the page that was left"


def test_another_language_shows_the_same_page(reader: Reader) -> None:
    page, english = reader.page, address("help-topic", "en", slug=TOPIC)
    page.goto(address("help-topic", reader.language, slug=TOPIC))
    reader.keys.go(page.locator(".languages [hreflang=en]"))
    assert page.url.endswith(english)
    reader.walk()
    reader.go(page.locator(f".languages [hreflang={reader.language}]"))
    assert page.url.endswith(address("help-topic", reader.language, slug=TOPIC))


# What was decided, what was answered -----------------------------------------------------------


def test_words_are_searched_and_a_page_found(reader: Reader) -> None:
    page = reader.page
    page.goto(address("home", reader.language))
    reader.go(page.locator(".strip__search"))
    reader.keys.write(page.locator("main [name=q]"), SOUGHT[reader.language])
    with page.expect_navigation():
        page.keyboard.press("Enter")
    reader.walk()
    found = reader.one(".search__hits a")
    title = found.inner_text()
    reader.go(found)
    expect(page.locator("main")).to_contain_text(title)


def test_the_register_is_sifted_and_a_decision_read(reader: Reader) -> None:
    page = reader.page
    reader.open("home")
    reader.go(reader.link("decisions", within="nav"))
    reader.go(page.locator(".sift a:not([aria-current])").first)
    expect(page.locator("main .sift [aria-current]").first).to_be_visible()
    page.goto(address("decisions", reader.language))
    reader.keys.reach(page.locator("#institution"))
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#institution").input_value()
    reader.go(page.locator(".sift--list button"))
    assert chosen and f"institution={chosen}" in page.url
    expect(page.locator("#list .ledger > li").first).to_be_visible()
    reader.go(page.locator(".sift--list .more"))
    reader.go(reader.one(".entry__title a"))
    reader.go(page.locator("article > .section > .more"), backwards=True)
    expect(page.locator("#filter")).to_be_visible()


def test_an_answer_is_read_and_a_page_called_useful(reader: Reader) -> None:
    page = reader.page
    reader.open("site-map")
    reader.go(reader.link("questions"))
    answer = page.locator(".ask").first
    reader.keys.press(answer.locator(".more").last)
    expect(answer).to_be_in_viewport()
    assert page.url.endswith(f"#{answer.get_attribute('id')}")
    page.goto(address("help-topic", reader.language, slug=TOPIC))
    reader.go(page.locator(".useful [value=yes]"), backwards=True)
    reader.go(reader.link("help-topic", slug=TOPIC))


# What residents say back -----------------------------------------------------------------------


@pytest.mark.usefixtures("survey")
def test_the_survey_is_answered_to_its_end(reader: Reader) -> None:
    page = reader.page
    reader.open("contact")
    reader.go(reader.link("feedback", within="footer"), backwards=True)
    for _ in range(SCREENS):
        for group in page.locator("main form fieldset").all():
            take_the_second(reader, group)
        for choice in page.locator("main form select").all():
            reader.keys.reach(choice)
            page.keyboard.press("ArrowDown")
            expect(choice).not_to_have_value("")
        reader.go(page.locator("main [value=next]"))
    reader.go(page.locator("main [name=go][value='1']").first)
    expect(page.locator("main fieldset").first.get_by_role("radio").nth(1)).to_be_checked()
    for _ in range(SCREENS):
        reader.keys.go(page.locator("main [value=next]"))
    reader.go(page.locator("main [value=send]"))
    expect(page.locator("main form")).to_have_count(0)


def take_the_second(reader: Reader, group: Locator) -> None:
    radios = group.get_by_role("radio")
    reader.keys.reach(radios.first)
    reader.page.keyboard.press("Space")
    reader.page.keyboard.press("ArrowDown")
    expect(radios.nth(1)).to_be_checked()


# In one language: from one connection the portal takes ten forms an hour, of all journeys together.
@pytest.mark.parametrize("reader", ["sq-360"], indirect=True)
def test_a_mistake_is_reported(reader: Reader) -> None:
    page = reader.page
    page.goto(address("contact", reader.language))
    reader.go(page.locator(".mistake a"), backwards=True)
    reader.keys.go(page.locator("main form [type=submit]"))
    follow_the_summary(reader, page.locator("[name=kind]").first)
    take_the_second(reader, page.locator("main fieldset"))
    reader.keys.write(page.locator("[name=text]"), WRONG)
    reader.go(page.locator("main form [type=submit]"))
    reader.go(reader.link("contact"))


def follow_the_summary(reader: Reader, field: Locator) -> None:
    """Where something is wrong the focus waits at the summary, and its first line leads to the field."""
    expect(reader.page.locator(".errors")).to_be_focused()
    expect(reader.page.locator(".errors")).to_be_in_viewport()
    reader.page.keyboard.press("Tab")
    expect(reader.one(".errors a")).to_be_focused()
    reader.page.keyboard.press("Enter")
    expect(field).to_be_focused()
    reader.walk()


def test_a_wrong_address_is_mended_and_the_bulletin_asked_for(reader: Reader) -> None:
    page, mine = reader.page, f"tastiere-{reader.language}@example.org"
    page.goto(address("contact", reader.language))
    reader.keys.write(page.locator(".subscribe [name=address]"), "tastiere")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    address_field = page.locator("main [name=address]")
    follow_the_summary(reader, address_field)
    reader.keys.reach(address_field)
    page.keyboard.press("Control+a")
    page.keyboard.type(mine)
    expect(address_field).to_have_value(mine)
    reader.keys.press(page.locator("[name=wants_document]"), "Space")
    expect(page.locator("[name=wants_document]")).to_be_checked()
    reader.go(page.locator("main form [type=submit]"))
    expect(page.locator("main bdi").first).to_have_text(mine)


# The bulletin and the next meeting -------------------------------------------------------------


def test_an_issue_is_found_read_and_heard(reader: Reader) -> None:
    page = reader.page
    reader.open("bulletins")
    reader.go(page.locator(".cover .button").first)
    folded = page.locator(".toc--folded > summary")
    if folded.is_visible():
        reader.keys.press(folded)
    entry = page.locator(".toc a:visible").nth(1)
    part = page.locator(str(entry.get_attribute("href")))
    reader.keys.press(entry)
    expect(part).to_be_in_viewport()
    page.keyboard.press("Tab")
    after = "part => part.compareDocumentPosition(document.activeElement)"
    assert part.evaluate(after) & 4, "Tab does not go on from the part that was chosen"
    page.reload()
    hear(reader)
    reader.keys.reach(page.locator(".file a").first)


def hear(reader: Reader) -> None:
    player = reader.one("#voice audio")
    reader.keys.reach(player)
    reader.page.keyboard.press("Space")
    until(lambda: player.evaluate("one => one.played.length > 0"))
    written = reader.one("#voice details")
    reader.keys.press(written.locator("summary"))
    expect(written).to_have_attribute("open", "")


def test_an_activity_is_put_into_a_calendar(reader: Reader) -> None:
    page = reader.page
    page.goto(address("home", reader.language))
    reader.go(reader.link("events", within="main"))
    reader.go(reader.one(".event a"))
    entry = page.locator("main .button[type='text/calendar']")
    reader.keys.reach(entry)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".ics")


# The other width, and the other way --------------------------------------------------------------


def test_pages_are_walked_in_the_other_width_too(other: Reader) -> None:
    for name in ("home", "help", "decisions", "news", "mistake", "bulletins"):
        other.open(name)
    other.open("help-topic", slug=TOPIC)
    other.page.goto(address("bulletins", other.language))
    other.go(other.page.locator(".cover .button").first)


def test_nothing_is_covered_on_the_way_back_either(reader: Reader) -> None:
    """Backwards a page moves down, and what stays at its head may lie over the focus."""
    for path in (
        address("help-topic", reader.language, slug=TOPIC),
        address("decisions", reader.language),
    ):
        reader.page.goto(path)
        walk(reader.page, backwards=True)
