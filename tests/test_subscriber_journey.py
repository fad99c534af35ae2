"""A resident and the bulletin, in Arabic on a phone: asks, confirms, chooses, receives, leaves."""

import re
import time
import urllib.request
from email.message import EmailMessage

from playwright.sync_api import Page, expect

from tests.portal import PATIENCE, Portal
from tests.test_journeys import Visiting, barriers, browser, tab_to, visit

__all__ = ["browser", "visit"]
PHONE = 360


def test_a_resident_subscribes_in_arabic_receives_the_issue_and_leaves(
    visit: Visiting, portal: Portal
) -> None:
    me = "qari@example.org"
    page = visit("/ar/", width=PHONE, bypass_csp=True).page

    # The short form leads to the long one.
    page.locator(".subscribe a").click()
    expect(page).to_have_url(portal.url + "/ar/subscribe/")
    well_made(page)

    # Something is wrong, and nothing is lost.
    page.locator("[name=address]").fill("qari example.org")
    page.locator("[name=wants_current]").check()
    page.locator("main button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("[name=wants_current]")).to_be_checked()
    well_made(page)
    page.locator("[name=address]").fill(me)
    page.locator("main button").click()
    expect(page.locator("main form")).to_have_count(1)
    expect(page.locator("main bdi").first).to_have_text(me)
    well_made(page)

    # A letter in Arabic.
    letter = arrived(portal, me, count=1)[0]
    assert letter["Content-Language"] == "ar"
    assert re.match("[\u0620-\u064a]", letter["Subject"]), letter["Subject"]
    assert letter["List-Unsubscribe"] is None
    html = body(letter, "html")
    assert '<html lang="ar" dir="rtl">' in html
    page.set_content(html)
    well_made(page, letter=True)
    page.locator("a.button, td a").first.click()

    # One button, and nothing before it is pressed.
    expect(page.locator("main button")).to_have_count(1)
    well_made(page)
    page.reload()
    assert confirmed(portal, me) is False
    confirm = page.url
    page.locator("main button").click()
    expect(page.locator("main button")).to_have_count(0)
    well_made(page)
    until(lambda: confirmed(portal, me))
    page.goto(confirm)
    expect(page.locator("main button")).to_have_count(0)

    # Received: the latest issue, by the ledger.
    issue = next(one for one in arrived(portal, me, count=2) if one["List-Id"])
    assert issue["Content-Language"] == "ar"
    assert re.match("[\u0620-\u064a]", issue["Subject"]), issue["Subject"]

    # What they want, from the link in the issue.
    page.set_content(body(issue, "html"))
    page.locator('a[href*="/ar/preferences/"]').first.click()
    well_made(page)
    page.locator("[name=wants_document]").check()
    page.locator("[name=pause]").select_option("3")
    page.locator("main form button").click()
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.locator("[name=pause]")).to_have_value("keep")
    well_made(page)
    until(
        lambda: (
            portal.place.query(
                "SELECT wants_document AND paused_until > now() + interval '80 days'"
                f" FROM outreach_subscriber WHERE address = '{me}'"
            )
            == [(True,)]
        )
    )

    # Leaving by the letter's header, as a mail program does.
    (address,) = re.findall("<(https?://[^>]+)>", issue["List-Unsubscribe"])
    with urllib.request.urlopen(address, data=b"List-Unsubscribe=One-Click") as answer:
        assert (answer.status, answer.url) == (200, address)
    page.goto(page.url)
    expect(page.locator("main form")).to_have_count(0)
    until(lambda: suppressed(portal, me))
    assert page.context.cookies() == []


def test_the_form_is_filled_in_by_keyboard_alone_from_the_foot_of_a_page(
    visit: Visiting, portal: Portal
) -> None:
    page = visit("/ar/", width=PHONE, bypass_csp=True).page
    page.locator(".foot a").first.focus()
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    expect(page.locator(":focus")).to_have_attribute("name", "address")
    page.keyboard.type("tastiere@example.org")
    page.keyboard.press("Enter")
    expect(page.locator("main bdi").first).to_have_text("tastiere@example.org")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    letter = arrived(portal, "tastiere@example.org", count=1)[0]
    page.goto(re.findall(r"https?://\S+/ar/confirm/\S+", body(letter, "plain"))[0])
    for _ in range(20):
        if page.evaluate("document.activeElement.tagName") == "BUTTON":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main button")).to_have_count(0)
    until(lambda: confirmed(portal, "tastiere@example.org"))
    page.goto("/ar/subscribe/")
    tab_to(page, "address")
    tab_to(page, "language")
    tab_to(page, "unit")


def well_made(page: Page, *, letter: bool = False) -> None:
    """axe has nothing to say, in light and in dark, and nothing is scrolled sideways.

    A letter has no landmarks, as it stands inside of a mail program's own page.
    """
    page.emulate_media(color_scheme="light")
    assert barriers(page, of_colour=letter) == []
    page.emulate_media(color_scheme="dark")
    assert barriers(page, of_colour=True) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def arrived(portal: Portal, address: str, *, count: int) -> list[EmailMessage]:
    """The letters to somebody, as soon as there are so many."""

    def theirs() -> list[EmailMessage]:
        return [one for one in portal.place.letters().values() if one["To"] == address]

    until(lambda: len(theirs()) >= count)
    assert len(theirs()) == count
    return theirs()


def body(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def confirmed(portal: Portal, address: str) -> bool:
    rows = portal.place.query(
        f"SELECT confirmed_at FROM outreach_subscriber WHERE address = '{address}'"
    )
    return [row != (None,) for row in rows] == [True]


def suppressed(portal: Portal, address: str) -> bool:
    return bool(
        portal.place.query(
            "SELECT 1 FROM outreach_suppression AS p JOIN outreach_subscriber AS s"
            f" ON s.address_hash = p.address_hash WHERE s.address = '{address}'"
            " AND p.reason = 'left' AND s.left_at IS NOT NULL"
        )
    )


def until(condition: object) -> None:
    """Workers are woken at once; the timetable would take half a minute at the most."""
    give_up = time.monotonic() + PATIENCE
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < give_up, "it never came true"
        time.sleep(0.2)
