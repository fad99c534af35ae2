"""A month in which the council did not meet, from last month's copy to its withdrawal, by keyboard.

The secretary writes on a computer, the chair's delegate approves on a telephone. The journey needs a
month without a meeting, this one: it goes before the journeys that hold one (tests/conftest.py).
"""

import datetime
import html
import io
import re
import urllib.error
import urllib.request
from email.message import EmailMessage
from typing import Final
from zoneinfo import ZoneInfo

import pypdf
from playwright.sync_api import Locator, expect

from languages import dates
from tests.keys import Keys
from tests.portal import LANGUAGES, Portal, last_month, until
from tests.test_council_journey import DESK, PHONE, LogIn, browser, log_in
from tests.test_keyboard_journey import button, link, narrow

__all__ = ["browser", "log_in"]
MONTH: Final = (last_month() + datetime.timedelta(days=31)).replace(day=1)
NAME: Final = dates.month_and_year(MONTH, "en")
STUDIO: Final = f"/workspace/bulletins/{MONTH:%Y/%m}/"
ISSUES: Final = {
    "sq": f"/buletini/{MONTH:%Y/%m}",
    "en": f"/en/bulletin/{MONTH:%Y/%m}",
    "ar": f"/ar/bulletin/{MONTH:%Y/%m}",
}
SHQIP, ENGLISH = "Shqip", "English"
DAY: Final = MONTH.replace(day=20)
HEADLINE: Final = "Biblioteka hap dyert për prindërit"
STORY: Final = "Më {day} biblioteka pret prindërit. Linja për fëmijë përgjigjet falas në {line}."
TRANSLATION: Final = (
    "On {day} the library welcomes parents. The child helpline answers free of charge on 116 111."
)
PLACE: Final = "në sallën e madhe"
PROPOSED: Final = "Të përgatitet një fletëpalosje për thirrjet mashtruese, me shkronja të mëdha."
NOTE: Final = "Takimi mbahet në sallën e madhe."
REASONS: Final = {
    "sq": "Numri do të ribotohet me të dhëna të plota.",
    "en": "The issue will be published again with complete data.",
    "ar": "سيعاد نشر العدد ببيانات كاملة.",
}
OWNER_MOVES_THE_HOUR: Final = (
    "UPDATE bulletins_release SET asked_at = asked_at - interval '11 minutes',"
    " due_at = due_at - interval '11 minutes' WHERE state = 'waiting' RETURNING id"
)
TWO_WORKING_DAYS_LATER: Final = (
    "UPDATE bulletins_agencycheck SET asked_at = asked_at - interval '7 days'"
    " WHERE state = 'asked' RETURNING of_minutes"
)


def test_a_quiet_month_goes_out_is_corrected_and_withdrawn_without_a_mouse(
    log_in: LogIn, portal: Portal
) -> None:
    secretary = Keys(log_in("secretary", DESK))
    begin(secretary)
    write_a_story(secretary)
    find_what_is_wrong(secretary)
    correct_it(secretary)
    ask_the_institutions(secretary)
    propose(Keys(log_in("liaison", DESK)), portal)
    take_the_wording(secretary, portal)
    chair, delegate = Keys(log_in("chair", DESK)), Keys(log_in("coordinator", PHONE))
    give_the_pen(chair)
    try:
        ask_for_approval(secretary)
        approve(delegate, portal)
        publish(secretary, portal)
        read_the_issue(portal)
        correct_what_was_published(secretary)
        approve_the_correction(delegate)
        publish(secretary, portal)
        read_the_correction(portal)
    finally:
        take_the_pen_back(chair)
    withdraw(secretary)
    read_why_it_is_gone(portal)


# --- Writing


def box(keys: Keys, line: str, language: str) -> Locator:
    return keys.page.get_by_role("textbox", name=f"{line} – {language}", exact=True)


def below(keys: Keys, line: str, language: str) -> Locator:
    """What stands under a text."""
    return keys.page.locator(f"#after-{box(keys, line, language).get_attribute('id')}")


def rewrite(keys: Keys, line: str, language: str, text: str) -> None:
    keys.reach(box(keys, line, language))
    keys.page.keyboard.press("Control+a")
    keys.page.keyboard.insert_text(text)
    expect(box(keys, line, language)).to_have_value(text)


def save(keys: Keys, line: str, language: str, *, then: str = "Save", said: str) -> None:
    name = re.compile(rf"^{then}\s*: {line}, {language}$")
    keys.press(keys.page.get_by_role("button", name=name))
    expect(below(keys, line, language)).to_contain_text(said)


def begin(keys: Keys) -> None:
    """What stands in every issue is copied, what was public gathered, the rest said by itself."""
    page = keys.page
    keys.go(link(keys, "Bulletins", within="header"))
    keys.press(page.locator(".skip"))
    keys.go(button(keys, f"Begin {NAME}"))
    expect(page.locator("body")).to_contain_text(
        f"copied from {dates.month_and_year(last_month(), 'en')}"
    )
    keys.go(button(keys, "Gather again"))
    expect(page.locator("body")).to_contain_text("Gathered.")
    keys.go(button(keys, "Fill the quiet month"))
    expect(page.locator("body")).to_contain_text("filled with checked sentences")


def write_a_story(keys: Keys) -> None:
    """With a wrong digit; and its translation says another day."""
    page = keys.page
    keys.go(button(keys, "Story", within="#removed"))
    rewrite(keys, "Headline", SHQIP, HEADLINE)
    save(keys, "Headline", SHQIP, then="Ready", said="marked as right")
    rewrite(keys, "Paragraph 1", SHQIP, story(DAY, "116 112"))
    save(keys, "Paragraph 1", SHQIP, then="Ready", said="Not marked as right")
    expect(below(keys, "Paragraph 1", SHQIP)).to_contain_text("116 112 is none of the help lines")
    page.goto(f"{STUDIO}?show=en")
    rewrite(keys, "Paragraph 1", ENGLISH, translation(DAY + datetime.timedelta(days=1)))
    save(keys, "Paragraph 1", ENGLISH, said="The source says 20, the translation says 21.")


def story(day: datetime.date, line: str) -> str:
    return STORY.format(day=dates.long_date(day, "sq", weekday=False), line=line)


def translation(day: datetime.date) -> str:
    return TRANSLATION.format(day=dates.long_date(day, "en", weekday=False))


def find_what_is_wrong(keys: Keys) -> None:
    """One page says where and why, and leads there."""
    page = keys.page
    keys.press(page.locator(".skip"))
    keys.go(link(keys, "What is missing?"))
    for language, why in (
        ("sq", "116 112 is none of the help lines"),
        ("en", "The source says 20, the translation says 21."),
    ):
        wrong = page.locator(f"section[aria-labelledby=told-{language}] li", has_text=why)
        expect(wrong).to_contain_text("Story: Paragraph 1")
    keys.go(wrong.get_by_role("link"))
    expect(box(keys, "Paragraph 1", ENGLISH)).to_be_focused()


def correct_it(keys: Keys) -> None:
    """The translation waits for another reader: whoever wrote it does not review it."""
    keys.reach(box(keys, "Paragraph 1", SHQIP), backwards=True)
    rewrite(keys, "Paragraph 1", SHQIP, story(DAY, "116 111"))
    save(keys, "Paragraph 1", SHQIP, then="Ready", said="marked as right")
    rewrite(keys, "Paragraph 1", ENGLISH, translation(DAY))
    save(keys, "Paragraph 1", ENGLISH, said="Saved at")
    expect(below(keys, "Paragraph 1", ENGLISH)).not_to_contain_text("Error:")
    keys.press(keys.page.locator(".skip"), backwards=True)
    keys.go(link(keys, "What is missing?"))
    expect(keys.page.locator("section[aria-labelledby=told-sq]")).to_contain_text("ready")
    expect(keys.page.locator("main")).not_to_contain_text("of the checks")


# --- The institutions


def ask_the_institutions(keys: Keys) -> None:
    keys.go(link(keys, f"Bulletin of {NAME}"))
    keys.go(link(keys, "Sentences about institutions"))
    keys.go(keys.page.get_by_role("button", name=re.compile("^Ask about")))
    expect(keys.page.locator("main")).to_contain_text("waits for an answer")


def propose(keys: Keys, portal: Portal) -> None:
    """From the letter to the institution's own page."""
    page = keys.page
    open_letter(keys, portal, "liaison", "/workspace/bulletins/checks/")
    keys.press(page.locator(".skip"))
    row = page.locator("main li", has_text="thirrjet mashtruese").first
    keys.go(row.get_by_role("link"))
    keys.pick(page.locator("main fieldset").first, "Propose another wording")
    keys.reach(page.locator("[name=proposal]"))
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(PROPOSED)
    keys.go(button(keys, "Save the answer"))
    expect(page.locator("body")).to_contain_text("The answer is kept.")


def take_the_wording(keys: Keys, portal: Portal) -> None:
    """The other institutions say nothing for two working days, or answer by telephone."""
    page = keys.page
    page.goto(f"{STUDIO}institutions/")
    row = page.locator("main li", has_text="another wording is proposed")
    keys.go(row.get_by_role("link"))
    keys.go(button(keys, "Take this wording"))
    expect(page.locator("main li", has_text=PROPOSED)).to_contain_text("accepted")
    asked = [of_minutes for (of_minutes,) in portal.place.query(TWO_WORKING_DAYS_LATER)]
    tick(portal, "watch")
    for _ in range(asked.count(False)):
        page.reload()
        keys.go(page.get_by_role("link", name=re.compile("^Answered by telephone")).first)
        keys.pick(page.locator("main fieldset").first, "It is right as it stands")
        keys.pick(page.locator("main fieldset").last, "By telephone")
        keys.go(button(keys, "Save the answer"))
    expect(page.locator("main")).not_to_contain_text("waits for an answer")


def tick(portal: Portal, task: str) -> None:
    """What the timetable calls, without waiting for its minutes."""
    code = f"from bulletins import tasks; tasks.{task}()"
    ended = portal.place.manage("shell", "-v0", "-c", code)
    assert ended.status == 0, ended.err


# --- Approval


def give_the_pen(chair: Keys) -> None:
    page = chair.page
    today = datetime.datetime.now(ZoneInfo("Europe/Tirane")).date()
    chair.go(link(chair, "Delegation", within="header"))
    chair.choose(page.locator("[name$=person]"), "Koordinatori i Këshillit")
    for name in ("from_date", "to_date"):
        chair.date(page.locator(f"[name$={name}]"), today)
    chair.go(button(chair, "Delegate"))
    expect(page.locator("body")).to_contain_text("Delegated.")


def take_the_pen_back(chair: Keys) -> None:
    chair.go(link(chair, "Delegation", within="header"), backwards=True)
    chair.go(button(chair, "Take it back"))


def ask_for_approval(keys: Keys) -> None:
    keys.page.goto(f"{STUDIO}ready/")
    keys.go(button(keys, "Ask for approval"))
    expect(keys.page.locator("body")).to_contain_text("Sent to the chair: Shqip, English, العربية")


def approve(keys: Keys, portal: Portal) -> None:
    """On a telephone, from the letter, in the chair's place."""
    page = keys.page
    open_letter(keys, portal, "coordinator", f"{STUDIO}approve/")
    narrow(page)
    expect(page.locator("main")).to_contain_text("You approve on behalf of Kryetari i Këshillit.")
    expect(page.locator("main")).to_contain_text(PROPOSED)
    keys.press(page.locator(".skip"))
    keys.go(page.get_by_role("link", name="العربية").first)
    narrow(page)
    keys.go(button(keys, "Approve all languages"))
    expect(page.locator("main")).to_contain_text("on behalf of Kryetari i Këshillit")
    narrow(page)


def approve_the_correction(keys: Keys) -> None:
    page = keys.page
    page.goto(f"{STUDIO}approve/")
    narrow(page)
    expect(page.locator("main")).to_contain_text("What changed since you saw it")
    expect(page.locator("main ins").first).to_contain_text(PLACE)
    keys.press(page.locator(".skip"))
    keys.go(button(keys, "Approve"))
    expect(page.locator("body")).to_contain_text("Approved: Shqip.")


# --- Publication


def publish(keys: Keys, portal: Portal) -> None:
    """In ten minutes at the soonest; here the clock of that one release goes faster."""
    page = keys.page
    page.goto(f"{STUDIO}release/")
    keys.press(page.locator(".skip"))
    keys.go(button(keys, "Set the hour"))
    expect(page.locator("main")).to_contain_text("It is about to be published")
    expect(button(keys, "Stop")).to_be_visible()
    (_,) = portal.place.query(OWNER_MOVES_THE_HOUR)
    until(lambda: not portal.place.query(STILL_WAITS))
    page.reload()
    expect(page.locator("main")).not_to_contain_text("keeps it back")
    expect(page.get_by_role("heading", name="After publication")).to_be_visible()


STILL_WAITS: Final = "SELECT 1 FROM bulletins_release WHERE state = 'waiting'"


def read_the_issue(portal: Portal) -> None:
    """All of it in Albanian, a digest in the two others, each with its document and its letters."""
    whole = page_of(portal, ISSUES["sq"] + "/")
    assert HEADLINE in whole
    assert PROPOSED in whole
    assert story(DAY, "116 111").replace(" ", "") in whole.replace("\u00a0", "").replace(" ", "")
    for language in ("en", "ar"):
        digest = page_of(portal, ISSUES[language] + "/")
        assert HEADLINE not in digest
        assert PROPOSED not in digest
        assert f'href="{ISSUES["sq"]}/"' in digest, "it leads to the whole issue"
    for language in LANGUAGES:
        assert answer(portal, f"{ISSUES[language]}.pdf")[1].startswith(b"%PDF")
        until(lambda language=language: letters(portal, language))  # type: ignore[misc]


def correct_what_was_published(keys: Keys) -> None:
    keys.page.goto(STUDIO)
    keys.press(keys.page.locator("#order-fold > summary"))
    keys.press(link(keys, "Story", within="#order"))
    rewrite(
        keys,
        "Paragraph 1",
        SHQIP,
        story(DAY, "116 111").replace("prindërit.", f"prindërit {PLACE}."),
    )
    save(keys, "Paragraph 1", SHQIP, then="Ready", said="marked as right")
    keys.press(keys.page.locator(".skip"), backwards=True)
    keys.go(link(keys, "Release of the bulletin"))
    keys.go(link(keys, "Correct"))
    keys.reach(keys.page.locator("[name=sq]"))
    keys.page.keyboard.insert_text(NOTE)
    keys.go(button(keys, "Prepare the next edition"))
    expect(keys.page.locator("body")).to_contain_text("Ready to be approved: Shqip.")


def read_the_correction(portal: Portal) -> None:
    """The new edition says what it corrects; the former one says that it was replaced."""
    corrected = page_of(portal, ISSUES["sq"] + "/")
    assert NOTE in corrected
    assert PLACE in corrected
    former = f"{ISSUES['sq']}/botimi-1.pdf"
    until(lambda: "zëvendësua" in words_of(answer(portal, former)[1]))
    assert NOTE in words_of(answer(portal, f"{ISSUES['sq']}.pdf")[1])


def withdraw(keys: Keys) -> None:
    page = keys.page
    page.goto(f"{STUDIO}release/")
    keys.press(page.locator(".skip"))
    keys.go(link(keys, "Withdraw"))
    keys.pick(page.locator("main fieldset").first, "The whole issue, in every language")
    for language, reason in REASONS.items():
        keys.reach(page.locator(f"[name={language}]"))
        page.keyboard.insert_text(reason)
    keys.go(button(keys, "Withdraw"))
    expect(page.locator("body")).to_contain_text("Withdrawn.")


def read_why_it_is_gone(portal: Portal) -> None:
    for language, reason in REASONS.items():
        status, body = answer(portal, ISSUES[language] + "/")
        assert (status, reason in body.decode()) == (410, True)
        assert answer(portal, f"{ISSUES[language]}.pdf")[0] == 410
        feed = ISSUES[language].removesuffix(f"{MONTH:/%Y/%m}") + "/feed.xml"
        # Whoever reads the feed learns why, in the entry that they may have read before.
        assert reason in page_of(portal, feed)


# --- What others read


def open_letter(keys: Keys, portal: Portal, role: str, path: str) -> None:
    """Waits for a letter to somebody with a link to this page, and follows it."""
    email = portal.accounts[role]["email"]
    until(lambda: any(email in str(one["To"]) and path in text_of(one) for one in outbox(portal)))
    keys.page.goto(f"{portal.url}{path}?language=en")


def outbox(portal: Portal) -> list[EmailMessage]:
    return list(portal.place.letters().values())


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    return str(body.get_content()) if body else ""


def letters(portal: Portal, language: str) -> list[EmailMessage]:
    """Those of this month to subscribers of a language."""
    there = f"{ISSUES[language]}/"
    return [
        one
        for one in outbox(portal)
        if one["Content-Language"] == language and there in text_of(one)
    ]


def answer(portal: Portal, path: str) -> tuple[int, bytes]:
    """As anybody gets it."""
    try:
        with urllib.request.urlopen(portal.url + path) as found:
            return found.status, found.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()


def page_of(portal: Portal, path: str) -> str:
    status, body = answer(portal, path)
    assert status == 200, path
    return html.unescape(body.decode())


def words_of(document: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(document)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
