"""Residents say something back: a place that got the sheet, and a reader who found a mistake.

On old telephones, without a script and without a login, on the portal that the other journeys share.
"""

import re
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.portal import MONTH, Portal, until
from tests.press.paper_codes import code_on
from tests.test_council_journey import DESK, PATIENCE, LogIn, browser, log_in
from tests.test_journeys import ISSUES

__all__ = ["browser", "log_in"]
OLD: Final[ViewportSize] = {"width": 240, "height": 320}
CONTACT: Final = "biblioteka@example.org"
SHEET: Final = 300_000
PAGE: Final = "/ar/contact/"
WRONG: Final = "ساعات الاستقبال ناقصة في هذه الصفحة"


@pytest.fixture
def telephone(browser: Browser, portal: Portal) -> Iterator[Page]:
    context = browser.new_context(
        base_url=portal.url, viewport=OLD, java_script_enabled=False, has_touch=True
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def test_a_contact_reads_the_sheet_aloud_to_thirty_people_and_the_office_counts_them(
    telephone: Page, log_in: LogIn, portal: Portal
) -> None:
    told = letter(portal)
    follow_the_code(telephone, sheet_of(told), portal)
    telephone.goto(link_in(told))
    fits(telephone)
    telephone.get_by_role("button").click()
    expect(telephone.get_by_role("alert")).to_be_visible()
    telephone.locator("[name=outcome][value=read]").check()
    telephone.locator("[name=heard]").fill("30")
    telephone.get_by_role("button").click()
    expect(telephone.get_by_role("status")).to_be_visible()
    expect(telephone.locator("main")).to_contain_text("30")
    fits(telephone)
    the_office_sees_it(log_in("secretary", DESK))


def letter(portal: Portal) -> EmailMessage:
    """The contact's, once a worker has made the sheets and sent it."""
    found: list[EmailMessage] = []

    def came() -> list[EmailMessage]:
        found.extend(one for one in portal.place.letters().values() if one["To"] == CONTACT)
        return found

    until(came)
    return found[0]


def sheet_of(told: EmailMessage) -> bytes:
    sheet = next(iter(told.iter_attachments()))
    assert sheet.get_content_type() == "application/pdf"
    data: bytes = sheet.get_content()
    assert len(data) <= SHEET
    return data


def follow_the_code(page: Page, sheet: bytes, portal: Portal) -> None:
    """What the code on paper says, opened: the issue, and nothing else happens."""
    ((code,),) = portal.place.query(
        f"SELECT code FROM outreach_noticeboard WHERE address = '{CONTACT}'"
    )
    address = f"{portal.url}{ISSUES['sq']}?k=p&v={code}"
    assert code_on(sheet, address)
    answer = page.goto(address)
    assert answer and answer.status == 200
    expect(page.locator("h1")).to_be_visible()


def link_in(told: EmailMessage) -> str:
    plain = told.get_body(("plain",))
    assert plain
    found = re.search(r"https?://\S+/afishimi/\S+", plain.get_content())
    assert found
    return found.group()


def fits(page: Page) -> None:
    width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.evaluate(width)


def the_office_sees_it(desk: Page) -> None:
    """On the list of places once a worker has carried it there, and among the figures of impact."""

    def on_the_list() -> bool:
        desk.goto("/workspace/boards/")
        return "Read aloud to 30 people." in " ".join(desk.locator("main").inner_text().split())

    until(on_the_list)
    figures = desk.request.get("/workspace/impact/figures.csv").text()
    assert f"{MONTH};People who heard it read aloud;;;30;" in figures


def test_a_mistake_told_in_arabic_is_corrected_on_the_arabic_page(
    telephone: Page, log_in: LogIn
) -> None:
    telephone.goto(PAGE)
    expect(telephone.locator("html")).to_have_attribute("dir", "rtl")
    telephone.locator(".mistake a").click()
    expect(telephone.locator("html")).to_have_attribute("lang", "ar")
    telephone.locator("[name=kind][value=outdated]").check()
    telephone.locator("[name=text]").fill(WRONG)
    telephone.locator("main form button[type=submit]").click()
    expect(telephone.locator("[name=text]")).to_have_count(0)
    fits(telephone)
    settle(log_in("secretary", DESK))
    telephone.goto(PAGE)
    made = telephone.locator(".mistake__made")
    expect(made).to_have_count(1)
    expect(made).to_contain_text(re.compile("[\u0600-\u06ff]"))
    telephone.locator(".mistake a").click()
    expect(telephone.locator(f"#corrected ~ ul a[href='{PAGE}']")).to_be_visible()
    telephone.goto("/en/contact/")
    expect(telephone.locator(".mistake__made")).to_have_count(0)


def settle(desk: Page) -> None:
    desk.goto("/workspace/mistakes/")
    line = desk.locator("li", has_text=WRONG)
    expect(line).to_contain_text(PAGE)
    line.get_by_role("link").first.click()
    expect(desk.locator("main")).to_contain_text(WRONG)
    desk.locator("[name=state][value=corrected]").check()
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("status")).to_contain_text("The correction is public.")
