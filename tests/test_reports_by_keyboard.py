"""A situation from the form to its lesson, by three who never touch a mouse, in a real portal."""

import datetime
import re

from playwright.sync_api import Locator, expect

from tests.keys import Keys
from tests.test_council_journey import DESK, LogIn, browser, log_in, within_the_hour

__all__ = ["browser", "log_in"]
TITLE = "Makina me shpejtësi pranë kopshtit"
OBSERVED = "Çdo mëngjes makinat kalojnë me shpejtësi kur fëmijët hyjnë në kopsht."
TELEPHONE = "Na thirrën nga 069 123 4567."
PROTECTIVE = "Edukatoret i presin fëmijët te dera."
GROWS = "Dje një fëmijë mezi shpëtoi."
PURPOSE = "Flisni me prindërit dhe me kopshtin."
ANSWER = "Do të takohemi me prindërit javën tjetër."
RESULT = "U takuam me prindërit; dy edukatore rrinë te rruga."
LESSON = "Një njeri i rritur te rruga mjafton."
DAY = datetime.timedelta(days=1)


def test_a_situation_is_filed_answered_and_closed_without_a_mouse(log_in: LogIn) -> None:
    reporter, coordinator, agency = (
        Keys(log_in(role, DESK)) for role in ("liaison", "coordinator", "member")
    )
    fill_in(reporter)
    see_the_readers_change(reporter)
    report, reference = check_and_send(reporter)
    triage(coordinator, reference)
    refer(coordinator)
    referral = acknowledge_and_accept(agency, reference)
    plan_a_meeting(Keys(log_in("secretary", DESK)))
    put_on_the_agenda(coordinator, report)
    finish(agency, referral)
    close(reporter, report)


def link(keys: Keys, name: str | re.Pattern[str], *, within: str = "main") -> Locator:
    return keys.page.locator(within).get_by_role("link", name=name, exact=True).first


def button(keys: Keys, name: str) -> Locator:
    return keys.page.locator("main").get_by_role("button", name=name, exact=True)


def named(keys: Keys, name: str) -> Locator:
    return keys.page.locator(f"main [name={name}]")


def cards(keys: Keys, name: str) -> Locator:
    return keys.page.locator("fieldset", has=keys.page.locator(f"[name={name}]"))


def into(keys: Keys, section: str) -> None:
    """By the navigation on top, then past it."""
    keys.go(link(keys, section, within="header"))
    keys.press(keys.page.locator(".skip"))


def here(keys: Keys) -> str:
    return re.sub(r"[?#].*", "", keys.page.url)


# --- The institution that reports it


def fill_in(keys: Keys) -> None:
    into(keys, "Situations")
    keys.go(link(keys, "Report a situation"))
    today = datetime.date.today()
    keys.press(keys.page.locator(".skip"))
    keys.choose(named(keys, "category"), "Road safety")
    keys.write(named(keys, "title"), TITLE)
    keys.write(named(keys, "observed"), f"{OBSERVED} {TELEPHONE}")
    keys.reach(named(keys, "where"))
    keys.page.keyboard.press("ArrowDown")
    keys.date(named(keys, "from_date"), today - 14 * DAY)
    keys.date(named(keys, "to_date"), today)
    keys.pick(cards(keys, "level"), re.compile("^Medium"))
    keys.pick(cards(keys, "certainty"), re.compile("^Confirmed"))
    keys.pick(cards(keys, "source"), "Our own staff saw it")
    keys.write(named(keys, "protective"), PROTECTIVE)


def see_the_readers_change(keys: Keys) -> None:
    """Said again with each choice, while the focus stays on what was chosen."""
    readers = keys.page.locator("#readers")
    assert readers.get_attribute("aria-live") == "polite"
    own = readers.inner_text()
    assert "This will be read by" in own and "Koordinatori" not in own
    keys.pick(cards(keys, "marking"), re.compile("^TLP:AMBER Your"))
    expect(readers).to_contain_text("Koordinatori")
    assert "marking" in has_the_focus(keys)
    keys.press(keys.page.locator("#circle summary"))
    shared = keys.page.get_by_role("checkbox", name=re.compile("Pre-university"))
    keys.press(shared, "Space")
    expect(readers).to_contain_text("Only once it is accepted")
    assert "shared" in has_the_focus(keys)
    keys.press(readers.locator("summary"))
    expect(readers.locator("details p")).to_be_visible()


def has_the_focus(keys: Keys) -> str:
    name: str = keys.page.evaluate("document.activeElement.name || 'nothing'")
    return name


def check_and_send(keys: Keys) -> tuple[str, str]:
    """A telephone number comes back, is taken out, and the situation is sent.

    Its address, and what it is called where its words may not stand.
    """
    page = keys.page
    keys.go(button(keys, "Check and send"))
    expect(page.locator("#found")).to_contain_text("069 123 4567")
    keys.go(button(keys, "Send"))
    problem = page.get_by_role("alert")
    expect(problem).to_contain_text("There is a problem")
    keys.press(problem.get_by_role("link"))
    keys.go(page.locator("#found").get_by_role("link", name="Change the text"))
    keys.reach(named(keys, "observed"))
    page.keyboard.press("Control+a")
    keys.write(named(keys, "observed"), OBSERVED)
    keys.go(button(keys, "Check and send"))
    keys.go(button(keys, "Send"))
    expect(page.locator("h1")).to_have_text(TITLE)
    return here(keys), page.locator("main bdi").first.inner_text()


# --- The coordinator


def triage(keys: Keys, reference: str) -> None:
    into(keys, "Situations")
    keys.go(link(keys, "Waiting for me"))
    keys.go(link(keys, f"Situation {reference}"))
    keys.go(button(keys, "Accept it"))
    expect(keys.page.locator("main")).to_contain_text("The situation is accepted.")
    keys.press(keys.page.locator("#level > summary"))
    keys.pick(keys.page.locator("#level fieldset"), "High")
    keys.write(keys.page.locator("#level textarea"), GROWS)
    keys.go(button(keys, "Change the level"))
    expect(keys.page.locator("main")).to_contain_text(GROWS)


def refer(keys: Keys) -> None:
    """With purpose, basis, parts and deadline."""
    keys.go(link(keys, "Refer to an institution"))
    keys.choose(named(keys, "to"), "Social Services of Elbasan")
    keys.write(named(keys, "purpose"), PURPOSE)
    keys.pick(cards(keys, "basis"), "Its duty under its own law")
    for part in ("Title", "What was observed"):
        keys.press(cards(keys, "parts").get_by_role("checkbox", name=part, exact=True), "Space")
    keys.date(named(keys, "due_date"), datetime.date.today() + 21 * DAY)
    keys.go(button(keys, "Check before sending"))
    main = keys.page.locator("main")
    expect(main).to_contain_text(OBSERVED)
    expect(main).to_contain_text("Drejtuesi i shërbimeve sociale")
    keys.go(button(keys, "Send the referral"))
    expect(main).to_contain_text("Sent")


def plan_a_meeting(keys: Keys) -> None:
    """So that there is an agenda."""
    into(keys, "Meetings")
    keys.go(link(keys, "Plan a meeting"))
    soon = within_the_hour()
    keys.date(named(keys, "on_date"), soon.date())
    keys.time(named(keys, "at_time"), soon.time())
    keys.write(named(keys, "place"), "Bashkia, salla")
    keys.go(button(keys, "Plan the meeting"))


def put_on_the_agenda(keys: Keys, report: str) -> None:
    keys.page.goto(report)
    keys.go(link(keys, "Put it on an agenda"))
    keys.reach(named(keys, "meeting"))
    keys.page.keyboard.press("ArrowDown")
    keys.go(button(keys, "Put it on an agenda"))
    expect(keys.page.locator("#agenda")).to_contain_text("Meeting")
    keys.reach(keys.page.locator("#agenda li a"))


# --- The institution that it is referred to


def acknowledge_and_accept(keys: Keys, reference: str) -> str:
    """Found among what waits for one's institution; the address of the referral."""
    into(keys, "Situations")
    keys.go(link(keys, "Referrals"))
    waiting = keys.page.locator("[aria-labelledby=own-title] li:has(.ledger__head)")
    keys.go(waiting.filter(has_text=reference).get_by_role("link"))
    referral = here(keys)
    expect(keys.page.locator("main")).to_contain_text(PURPOSE)
    keys.go(button(keys, "Acknowledge"))
    keys.go(link(keys, "Accept the referral"))
    keys.write(named(keys, "answer"), ANSWER)
    keys.go(keys.page.locator("main form button[type=submit]"))
    expect(keys.page.locator("main")).to_contain_text("Being dealt with")
    return referral


def finish(keys: Keys, referral: str) -> None:
    keys.page.goto(referral)
    keys.go(link(keys, "It is done"))
    keys.write(named(keys, "result"), RESULT)
    keys.go(keys.page.locator("main form button[type=submit]"))
    expect(keys.page.locator("main")).to_contain_text("Done")


# --- The end


def close(keys: Keys, report: str) -> None:
    page = keys.page
    page.goto(report)
    keys.press(page.locator("#close > summary"))
    keys.pick(cards(keys, "outcome"), "Resolved")
    keys.write(named(keys, "lesson"), LESSON)
    keys.go(button(keys, "Close the situation"))
    expect(page.locator("main")).to_contain_text("The situation is closed.")
    expect(page.locator("main")).to_contain_text(LESSON)
