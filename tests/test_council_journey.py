"""From an invitation to a promise that was kept: the council's own way, in a browser, on a real portal.

The secretary works with the keyboard and the mouse on a computer, the chair on a telephone.
"""

import datetime
import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    ViewportSize,
    expect,
)

from tests.portal import Portal, until
from tests.test_journeys import browser, code_of_the_moment

__all__ = ["browser"]
PATIENCE = 30_000
"""Milliseconds that a page may take on a busy machine."""
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1100, "height": 800}

LogIn = Callable[..., Page]


@pytest.fixture(scope="module")
def log_in(browser: Browser, portal: Portal) -> Iterator[LogIn]:
    """Somebody's page, logged in once: a second factor's code works once, too."""
    contexts: list[BrowserContext] = []

    def enter(role: str, viewport: ViewportSize) -> Page:
        known = portal.logins.get(role)
        context = browser.new_context(base_url=portal.url, viewport=viewport, storage_state=known)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        if known is None:
            sign_in(page, portal.accounts[role])
            portal.logins[role] = context.storage_state()
        page.goto("/workspace/?language=en")
        return page

    yield enter
    for context in contexts:
        context.close()


def sign_in(page: Page, account: dict[str, str]) -> None:
    page.goto("/workspace/login/?language=en")
    page.locator("[name=login]").fill(account["email"])
    page.locator("[name=password]").fill(account["password"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/login/code/**" if account["totp_secret"] else "**/workspace/")
    used = ""
    while "/login/code/" in page.url:
        until(lambda used=used: code_of_the_moment(account["totp_secret"]) != used)  # type: ignore[misc]
        used = code_of_the_moment(account["totp_secret"])
        page.locator("[name=code]").fill(used)
        with page.expect_navigation():
            page.keyboard.press("Enter")


def test_a_promise_from_the_agenda_to_the_day_it_is_kept(log_in: LogIn, portal: Portal) -> None:
    desk, phone = log_in("secretary", DESK), log_in("chair", PHONE)
    meeting = plan(desk)
    convene(desk, portal)
    hold(desk, meeting)
    notice(desk, phone, meeting, portal)
    minutes(desk, phone, meeting)
    kept(desk, portal, meeting)


def within_the_hour() -> datetime.datetime:
    """Still today, late in the evening too: a meeting is opened on its day, not before."""
    now = datetime.datetime.now().astimezone()
    return min(now + datetime.timedelta(hours=1), now.replace(hour=23, minute=59))


def plan(page: Page) -> str:
    """A meeting that begins within the hour, with two items; its address."""
    page.get_by_role("link", name="Meetings", exact=True).click()
    page.get_by_role("link", name="Plan a meeting").first.click()
    soon = within_the_hour()
    fill = {"on_date": f"{soon:%Y-%m-%d}", "at_time": f"{soon:%H:%M}", "place": "Bashkia, salla"}
    for name, value in fill.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Plan the meeting").click()
    page.wait_for_url(re.compile(r"/meetings/[0-9a-f-]{36}/"))
    for title in ("Ndriçimi i rrugës së shkollës", "Të ndryshme"):
        page.locator("[name=title]").first.fill(title)
        page.keyboard.press("Enter")
        expect(page.get_by_text(title).first).to_be_visible()
    return re.sub(r"[?#].*", "", page.url)


def convene(page: Page, portal: Portal) -> None:
    page.get_by_role("navigation", name="The way of a meeting").get_by_role(
        "link", name="Invite"
    ).click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Convene the meeting").click()
    expect(page.get_by_role("heading", name="Answers", exact=True)).to_be_visible()
    until(lambda: any("text/calendar" in str(letter) for letter in portal.place.letters().values()))


def hold(page: Page, meeting: str) -> None:
    page.goto(f"{meeting}hold/")
    page.get_by_role("button", name="Open the meeting").click()
    page.get_by_role("button", name="All others are in the room").click()
    expect(page.locator("#quorum")).to_contain_text("13 of 13 voting seats are present")
    page.get_by_role("link", name="Ndriçimi i rrugës së shkollës").first.click()
    page.locator("#minutes_open_text").fill("Bashkia shpjegoi se puna fillon në dhjetor.")
    expect(page.locator("#saved")).to_contain_text("Saved at")
    deadline = datetime.date.today() + datetime.timedelta(days=60)

    propose = page.locator("#new-decision")
    propose.locator("summary").click()
    propose.locator("[name$=institution]").select_option(label="Municipality of Elbasan")
    propose.locator("[name$=due_date]").fill(f"{deadline}")
    propose.locator("[name$=open_text]").fill("Bashkia do të ndriçojë 3 vende të errëta.")
    propose.get_by_role("button", name="Propose the decision").click()
    page.get_by_text("Put it to the vote", exact=True).click()
    page.get_by_role("radio", name="Consensus").check()
    page.get_by_role("button", name="Record the vote").click()
    expect(page.locator("#decisions")).to_contain_text("Adopted")

    give = page.locator("#new-action")
    give.locator("summary").click()
    give.locator("[name$=institution]").select_option(label="Municipality of Elbasan")
    give.locator("[name$=due_date]").fill(f"{deadline}")
    give.locator("[name$=open_text]").fill("Të ndriçohen 3 vende të errëta.")
    give.get_by_role("button", name="Give the action").click()
    expect(page.locator("#actions")).to_contain_text("Të ndriçohen 3 vende")

    page.goto(f"{meeting}hold/")
    page.get_by_role("button", name="Close the meeting").click()
    expect(page.get_by_role("button", name="Go on with the meeting")).to_be_visible()


def notice(desk: Page, phone: Page, meeting: str, portal: Portal) -> None:
    """The same day: the secretary releases, the chair approves on a telephone, everybody reads."""
    desk.goto(f"{meeting}publish/")
    desk.get_by_role("button", name="Release the notice").click()
    phone.goto(f"{meeting}publish/")
    phone.get_by_role("button", name="Approve the notice").click()
    phone.get_by_role("link", name="The public page of this meeting").click()
    for language, told in {
        "sq": "nuk është miratuar",
        "en": "not been approved",
        "ar": "لم",
    }.items():
        phone.locator(f"a[hreflang={language}]").first.click()
        expect(phone.locator("html")).to_have_attribute("lang", language)
        expect(phone.locator("main")).to_contain_text("Bashkia do të ndriçojë 3 vende")
        expect(phone.locator("main")).to_contain_text(told)


def minutes(desk: Page, phone: Page, meeting: str) -> None:
    desk.goto(f"{meeting}minutes/")
    desk.get_by_role("button", name="Finish the draft").click()
    desk.get_by_role("button", name="Circulate the minutes").click()
    desk.get_by_role("button", name="Ask the chair for approval").click()
    phone.goto(f"{meeting}minutes/")
    phone.get_by_role("button", name="Approve and lock the minutes").click()
    expect(phone.locator("main")).to_contain_text("approved")
    desk.goto(f"{meeting}publish/")
    desk.get_by_role("button", name="Publish minutes, decisions and promises").click()
    expect(desk.locator("main")).to_contain_text("Minutes published")


def kept(page: Page, portal: Portal, meeting: str) -> None:
    """A letter to the institution, its paper reply, and the promise is kept for everybody to see."""
    page.goto("/workspace/actions/")
    page.get_by_role("link", name=re.compile(r"Action point \d{4}-\d+$")).first.click()
    expect(page.locator("main")).to_contain_text("Të ndriçohen 3 vende")
    action = page.url
    page.get_by_role("link", name="Prepare a letter").click()
    page.get_by_role("button", name="Prepare the letter").click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Word")).first.click()
    assert download.value.suggested_filename.endswith(".docx")

    page.goto(action)
    page.get_by_role("link", name="Enter a paper reply").click()
    page.get_by_role("radio", name="It is done").check()
    page.locator("[name=number]").fill("1204/1")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Done on")
    page.goto("/en/")
    assert page.locator("main").inner_text()


SCREENS = (
    "/workspace/",
    "/workspace/meetings/",
    "/workspace/meetings/plan/",
    "/workspace/decisions/",
    "/workspace/actions/",
    "/workspace/correspondence/",
    "/workspace/people/",
    "/workspace/people/appoint/",
    "/workspace/people/import/",
    "/workspace/members/",
    "/workspace/members/invite/",
    "/workspace/account/",
    "/workspace/calendar/",
)


def test_every_screen_is_within_reach_of_everybody(log_in: LogIn) -> None:
    """No violation of accessibility in either language and scheme, nothing to scroll sideways."""
    page = log_in("secretary", PHONE)
    addresses = (*SCREENS, *meeting_pages(page))
    found = [fault for address in addresses for fault in out_of_reach(page, address)]
    assert not found, "\n".join(found)


def out_of_reach(page: Page, address: str) -> Iterator[str]:
    """What is wrong with a page in Albanian and light, in English and dark."""
    for language, scheme in (("sq", "light"), ("en", "dark")):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(f"{address}?language={language}")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            yield f"{address} {wide} px too wide"
        for violation in Axe().run(page).response["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:2]]
            yield f"{address} {language} {scheme}: {violation['id']} {nodes}"


def meeting_pages(page: Page) -> list[str]:
    """Every page of the meeting that was published last, and of the one that comes."""
    page.goto("/workspace/meetings/")
    links = page.locator('main a[href^="/workspace/meetings/"]').evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    own = [link for link in dict.fromkeys(links) if re.fullmatch(r".*/[0-9a-f-]{36}/", link)]
    steps = ("", "invite/", "hold/", "minutes/", "publish/")
    return [f"{meeting}{step}" for meeting in own[:2] for step in steps]
