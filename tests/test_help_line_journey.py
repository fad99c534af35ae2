"""A help line by two persons who never touch a mouse: proposed by one, approved by another, public."""

import re
from typing import Final

from playwright.sync_api import Locator, Page, expect

from tests.keys import Keys
from tests.portal import Portal
from tests.test_council_journey import DESK, LogIn, browser, log_in

__all__ = ["browser", "log_in"]
NUMBER: Final = "116 123"
NAMES: Final = {
    "sq": "Linja e mbështetjes emocionale",
    "en": "Emotional support line",
    "ar": "خط الدعم النفسي",
}
WHY: Final = "Letra e ministrisë; e telefonuam sot."


def test_a_help_line_is_proposed_by_one_and_approved_by_another_without_a_mouse(
    log_in: LogIn, portal: Portal
) -> None:
    secretary, chair = (Keys(log_in(role, DESK)) for role in ("secretary", "chair"))
    propose(secretary)
    assert not told_to_residents(secretary.page, portal)
    approve(chair)
    assert told_to_residents(chair.page, portal)


def propose(keys: Keys) -> None:
    """A number that is none is refused at its field, and nothing that was typed is lost."""
    open_office(keys)
    keys.go(link(keys, "Add a help line"))
    keys.write(named(keys, "number"), "11")
    for language, name in NAMES.items():
        keys.write(named(keys, f"name_{language}"), name)
    keys.write(named(keys, "reason"), WHY)
    keys.go(button(keys, "Propose the new line"))
    expect(keys.page.get_by_role("alert")).to_contain_text("3 to 15 digits")
    keys.press(keys.page.get_by_role("alert").get_by_role("link"))
    expect(named(keys, "number")).to_be_focused()
    keys.page.keyboard.press("Control+A")
    keys.write(named(keys, "number"), NUMBER)
    expect(named(keys, "name_ar")).to_have_value(NAMES["ar"])
    keys.go(button(keys, "Propose the new line"))
    expect(keys.page.get_by_role("status")).to_be_visible()
    expect(waiting(keys)).to_contain_text(NAMES["ar"])
    expect(button(keys, "Approve")).to_have_count(0)


def approve(keys: Keys) -> None:
    open_office(keys)
    expect(waiting(keys)).to_contain_text(WHY)
    keys.go(button(keys, "Approve"))
    expect(keys.page.get_by_role("status")).to_be_visible()
    expect(waiting(keys)).to_have_count(0)
    expect(link(keys, NUMBER)).to_be_visible()


def open_office(keys: Keys) -> None:
    """From the workspace, as somebody would who knows no address."""
    keys.page.goto("/workspace/?language=en")
    keys.go(keys.page.locator("header").get_by_role("link", name="Help lines"))


def waiting(keys: Keys) -> Locator:
    return keys.page.locator(".callout").filter(has_text=f"A new help line, {NUMBER}, waits")


def told_to_residents(page: Page, portal: Portal) -> bool:
    """On the page of each language, in its own words."""
    told = {
        language: page.request.get(f"{portal.url}{path}").text()
        for language, path in (("sq", "/ndihme/"), ("en", "/en/help/"), ("ar", "/ar/help/"))
    }
    return all(
        NAMES[language] in text and re.search(r"116.?123", text) for language, text in told.items()
    )


def link(keys: Keys, name: str) -> Locator:
    return keys.page.locator("main").get_by_role("link", name=name, exact=True).first


def button(keys: Keys, name: str) -> Locator:
    return keys.page.locator("main").get_by_role("button", name=name, exact=True)


def named(keys: Keys, name: str) -> Locator:
    return keys.page.locator(f"main [name={name}]")
