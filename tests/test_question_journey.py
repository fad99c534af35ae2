"""From a paper slip to an agenda, to an answer that everybody reads, to the next bulletin."""

import datetime
import re
from typing import Final
from zoneinfo import ZoneInfo

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.portal import Portal
from tests.test_council_journey import DESK, PHONE, LogIn, browser, log_in

__all__ = ["browser", "log_in"]
REGISTER: Final = "/workspace/questions/"
WORDS: Final = "Kur vendosen tabela para shkollës në Papër?"
OTHER: Final = "Sa shpesh kalon autobusi në Papër të shtunën?"
ANSWER: Final = "Policia Rrugore vendos 2 tabela para shkollës në Papër deri në dhjetor."


def test_a_question_from_a_paper_slip_reaches_an_agenda_and_its_answer_the_next_bulletin(
    log_in: LogIn, portal: Portal
) -> None:
    desk = log_in("secretary", DESK)
    meeting = plan(desk)
    type_slips(desk)
    question = hand_over(desk)
    put_on_the_agenda(desk, question, meeting)
    answer(log_in("liaison", PHONE), question)
    publish(desk, log_in("chair", PHONE), question)
    read_it(desk, portal)
    gather(desk)


def plan(page: Page) -> str:
    """The next meeting; its address."""
    page.goto("/workspace/meetings/")
    page.get_by_role("link", name="Plan a meeting").first.click()
    soon = datetime.date.today() + datetime.timedelta(days=14)
    fill = {"on_date": f"{soon}", "at_time": "10:00", "place": "Bashkia, salla"}
    for name, value in fill.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Plan the meeting").click()
    page.wait_for_url(re.compile(r"/meetings/[0-9a-f-]{36}/"))
    return re.sub(r"[?#].*", "", page.url)


def type_slips(page: Page) -> None:
    """Enter goes on to the next row; a slip that names somebody is refused at its row."""
    page.goto(REGISTER)
    page.get_by_role("link", name="Type paper slips").click()
    page.locator("[name=unit]").select_option(label="Papër")
    page.locator("[name=place]").fill("zyra e njësisë")
    page.locator("[name=s0-words]").fill(WORDS)
    page.keyboard.press("Enter")
    expect(page.locator("[name=s1-words]")).to_be_focused()
    page.keyboard.insert_text("Pse vonohet znj. Ana Leka?")
    page.get_by_role("button", name="Enter these slips").click()
    expect(page.get_by_role("alert")).to_contain_text("Row 2")
    expect(page.locator("[name=s0-words]")).to_have_value(WORDS)
    seen(page)
    page.locator("[name=s1-words]").fill(OTHER)
    page.get_by_role("button", name="Enter these slips").click()
    expect(page.locator("main")).to_contain_text("2 questions are in the register.")


def hand_over(page: Page) -> str:
    """The question's address."""
    page.get_by_role("link", name=WORDS).click()
    page.get_by_role("link", name="Hand it to an institution").click()
    page.locator("[name=institution]").select_option("state_police")
    page.get_by_role("button", name="Hand the question over").click()
    expect(page.get_by_role("status")).to_contain_text("liaison was written to")
    return page.url


def put_on_the_agenda(page: Page, question: str, meeting: str) -> None:
    page.get_by_role("button", name="Put it on the next agenda").click()
    expect(page.get_by_role("status")).to_contain_text("It stands on the agenda")
    seen(page)
    page.goto(meeting)
    expect(page.locator("#agenda")).to_contain_text(WORDS)
    page.goto(question)


def answer(page: Page, question: str) -> None:
    """The institution's liaison, on a telephone."""
    page.goto(f"{REGISTER}?mine=on")
    page.get_by_role("link", name=WORDS).click()
    page.get_by_role("link", name="Give an answer").click()
    page.locator("[name=text]").fill(ANSWER)
    page.get_by_role("button", name="Save the answer").click()
    expect(page.locator("main")).to_contain_text(ANSWER)
    assert page.url == question
    seen(page)


def publish(desk: Page, phone: Page, question: str) -> None:
    desk.goto(question)
    desk.get_by_role("button", name="Send for approval").click()
    expect(desk.get_by_role("status")).to_contain_text("Sent to a second person")
    phone.goto(question)
    expect(phone.locator("main")).to_contain_text("Publish this?")
    seen(phone)
    phone.get_by_role("button", name="Publish", exact=True).click()
    expect(phone.get_by_role("status")).to_contain_text("Public now.")


def read_it(desk: Page, portal: Portal) -> None:
    """Without a script; in a language that it does not exist in yet, openly in Albanian."""
    assert desk.context.browser is not None
    context = desk.context.browser.new_context(
        base_url=portal.url, viewport=PHONE, java_script_enabled=False
    )
    page = context.new_page()
    for path in ("/pyetje/", "/en/questions/", "/ar/questions/"):
        page.goto(path)
        told = page.locator("article", has_text=WORDS)
        expect(told).to_contain_text(ANSWER)
        expect(told.locator("[lang=sq]")).to_have_count(0 if path == "/pyetje/" else 2)
    context.close()
    desk.goto("/ar/questions/")
    seen(desk)


def gather(page: Page) -> None:
    month = datetime.datetime.now(ZoneInfo("Europe/Tirane")).date()
    page.goto("/workspace/bulletins/")
    begin = page.get_by_role("button", name=re.compile("^Begin ")).first
    if begin.count():
        begin.click()
    page.goto(f"/workspace/bulletins/{month:%Y/%m}/")
    page.get_by_role("button", name="Gather again").click()
    expect(page.locator("main")).to_contain_text(ANSWER)


def seen(page: Page) -> None:
    """Nothing that axe finds, and nothing wider than the page."""
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()
    narrow = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.evaluate(narrow)
