"""An account opened on a telephone; and the council's whole way without ever touching a mouse."""

import datetime
import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.keys import Keys
from tests.portal import Portal, until
from tests.test_council_journey import (
    DESK,
    PATIENCE,
    PHONE,
    LogIn,
    browser,
    log_in,
    within_the_hour,
)
from tests.test_journeys import code_of_the_moment

__all__ = ["browser", "log_in"]
INVITED = "invited3@example.org"
PASSWORD = "nje-fjalekalim-i-gjate-77"
ITEM = "Vijat e këmbësorëve te kopshti"
DECIDED = "Bashkia do të rilyejë 4 vija këmbësorësh."
PROMISED = "Të rilyhen 4 vija këmbësorësh."
CITY_HALL = "Municipality of Elbasan"


# --- From an invitation into the workspace, on a telephone


def test_an_invitation_becomes_an_account_with_a_second_factor(
    log_in: LogIn, browser: Browser, portal: Portal
) -> None:
    invite(log_in("secretary", PHONE))
    until(lambda: letter_to(portal, INVITED))
    (address,) = re.findall(r"https?://\S+/invitation/\S+", letter_to(portal, INVITED))
    context = browser.new_context(base_url=portal.url, viewport=PHONE)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(re.sub(r"https?://[^/]+", portal.url, address))
    narrow(page)
    for field in ("password", "again"):
        page.locator(f"[name={field}]").fill(PASSWORD)
    page.get_by_role("button").last.click()
    page.wait_for_url("**/account/app/**")
    page.goto(f"{page.url}?language=en")
    narrow(page)
    secret = page.locator("main .checksum").inner_text().strip()
    page.locator("[name=code]").fill(code_of_the_moment(secret))
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    narrow(page)
    codes = page.locator("main ul.flow li").all_inner_texts()
    assert len(set(codes)) == len(codes) == 10
    page.goto("/workspace/?language=en")
    expect(page.locator("main h1")).to_be_visible()
    narrow(page)
    assert page.url.startswith(f"{portal.url}/workspace/?"), "nothing more is asked"
    context.close()


def invite(page: Page) -> None:
    page.goto("/workspace/members/invite/?language=en")
    narrow(page)
    page.locator("[name=email]").fill(INVITED)
    page.locator("[name=title]").fill("Koordinator i prevencionit")
    page.locator("[name=role]").select_option(value="coordinator")
    page.locator("[name=agency]").select_option(index=1)
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.locator("main")).to_contain_text(INVITED)


def narrow(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"


def letter_to(portal: Portal, email: str) -> str:
    for letter in portal.place.letters().values():
        if email in str(letter["To"]):
            body = letter.get_body(("plain",))
            return str(body.get_content()) if body else ""
    return ""


# --- Without a mouse


def test_a_promise_is_made_and_kept_without_a_mouse(log_in: LogIn) -> None:
    secretary, chair = (Keys(log_in(role, DESK)) for role in ("secretary", "chair"))
    meeting = plan(secretary)
    convene(secretary)
    hold(secretary)
    decide(secretary)
    close(secretary, meeting)
    tell(secretary, chair, meeting)
    approve(secretary, chair, meeting)
    keep(secretary, meeting)


def link(keys: Keys, name: str, *, within: str = "main") -> Locator:
    return keys.page.locator(within).get_by_role("link", name=name, exact=True).first


def button(keys: Keys, name: str, *, within: str = "main") -> Locator:
    return keys.page.locator(within).get_by_role("button", name=name)


def named(keys: Keys, name: str, *, within: str = "main") -> Locator:
    return keys.page.locator(f"{within} [name$={name}]").first


def plan(keys: Keys) -> str:
    page = keys.page
    keys.go(link(keys, "Meetings", within="header"))
    keys.press(page.locator(".skip"))
    keys.go(link(keys, "Plan a meeting"))
    soon = within_the_hour()
    keys.date(named(keys, "on_date"), soon.date())
    keys.time(named(keys, "at_time"), soon.time())
    keys.write(named(keys, "place"), "Bashkia, salla")
    keys.go(button(keys, "Plan the meeting"))
    for title in ("Të ndryshme", ITEM):
        keys.write(named(keys, "title"), title)
        page.keyboard.press("Enter")
        expect(page.locator("#agenda li").get_by_role("link", name=title)).to_be_visible()
    keys.press(button(keys, f"Move up: {ITEM}"))
    expect(page.locator("#agenda li").first).to_contain_text(ITEM)
    focus = page.evaluate("document.activeElement.id")
    assert focus.startswith("up-"), f"the focus went to {focus or 'nowhere'}"
    return re.sub(r"[?#].*", "", page.url)


def convene(keys: Keys) -> None:
    keys.go(link(keys, "Invite", within="nav[aria-label='The way of a meeting']"), backwards=True)
    keys.press(keys.page.get_by_role("checkbox"), "Space")
    keys.go(button(keys, "Convene the meeting"))
    expect(keys.page.get_by_role("heading", name="Answers", exact=True)).to_be_visible()


def hold(keys: Keys) -> None:
    """Everybody is there but one, who is excused."""
    page = keys.page
    keys.go(link(keys, "Hold", within="nav[aria-label='The way of a meeting']"))
    keys.go(button(keys, "Open the meeting"))
    keys.pick(page.locator("#attendance fieldset").nth(1), "Excused")
    expect(page.locator("#quorum")).to_contain_text("0 of 13")
    keys.go(button(keys, "All others are in the room"))
    expect(page.locator("#quorum")).to_contain_text("12 of 13 voting seats are present")
    keys.go(page.locator("main").get_by_role("link", name=ITEM).first)
    keys.write(page.locator("#minutes_open_text"), "Bashkia shpjegoi planin.")
    expect(page.locator("#saved")).to_contain_text("Saved at")


def decide(keys: Keys) -> None:
    page = keys.page
    deadline = datetime.date.today() + datetime.timedelta(days=60)
    for part, text, send in (
        ("#new-decision", DECIDED, "Propose the decision"),
        ("#new-action", PROMISED, "Give the action"),
    ):
        keys.press(page.locator(f"{part} > summary"))
        keys.choose(named(keys, "institution", within=part), CITY_HALL)
        keys.date(named(keys, "due_date", within=part), deadline)
        keys.write(named(keys, "open_text", within=part), text)
        keys.go(button(keys, send, within=part))
        if part == "#new-decision":
            vote(keys)
    expect(page.locator("#actions")).to_contain_text(PROMISED)


def vote(keys: Keys) -> None:
    """By show of hands: 11 for, none against, one abstains."""
    keys.press(keys.page.locator("#decisions summary", has_text="Put it to the vote"))
    keys.pick(keys.page.locator(".vote fieldset").first, "Show of hands")
    for name, count in (("in_favour", "11"), ("against", "0"), ("abstained", "1")):
        keys.reach(named(keys, name, within=".vote"))
        keys.page.keyboard.press("Control+a")
        keys.page.keyboard.type(count)
    keys.go(button(keys, "Record the vote"))
    expect(keys.page.locator("#decisions")).to_contain_text("Adopted")


def close(keys: Keys, meeting: str) -> None:
    keys.page.goto(f"{meeting}hold/")
    keys.go(button(keys, "Close the meeting"))
    expect(button(keys, "Go on with the meeting")).to_be_visible()


def tell(secretary: Keys, chair: Keys, meeting: str) -> None:
    secretary.go(link(secretary, "Publish", within="nav[aria-label='The way of a meeting']"))
    secretary.go(button(secretary, "Release the notice"))
    chair.page.goto(f"{meeting}publish/")
    chair.go(button(chair, "Approve the notice"))
    chair.go(link(chair, "The public page of this meeting"))
    expect(chair.page.locator("main")).to_contain_text(DECIDED)


def approve(secretary: Keys, chair: Keys, meeting: str) -> None:
    secretary.page.goto(f"{meeting}minutes/")
    for step in ("Finish the draft", "Circulate the minutes", "Ask the chair for approval"):
        secretary.go(button(secretary, step))
    chair.page.goto(f"{meeting}minutes/")
    chair.go(button(chair, "Approve and lock the minutes"))
    expect(chair.page.locator("main")).to_contain_text("approved")
    secretary.page.goto(f"{meeting}publish/")
    secretary.go(button(secretary, "Publish minutes, decisions and promises"))
    expect(secretary.page.locator("main")).to_contain_text("Minutes published")


def keep(keys: Keys, meeting: str) -> None:
    """A letter leaves, its paper reply comes, the promise is kept."""
    page = keys.page
    keys.go(link(keys, "Actions", within="header"), backwards=True)
    row = page.locator("main li", has_text=PROMISED)
    keys.go(row.get_by_role("link", name=re.compile("Action point")).first)
    action = page.url
    keys.go(link(keys, "Prepare a letter"))
    keys.go(button(keys, "Prepare the letter"))
    keys.reach(page.get_by_role("link", name=re.compile("Word")).first)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".docx")
    page.goto(action)
    keys.go(link(keys, "Enter a paper reply"))
    keys.pick(page.locator("main fieldset").first, "It is done")
    keys.write(named(keys, "number"), "88/1")
    keys.go(button(keys, "Save"))
    expect(page.locator("main")).to_contain_text("Done on")
