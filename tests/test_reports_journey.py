"""A situation on its way through three institutions, on telephones, in a real portal; and past an
observer and the public, who see nothing of it."""

import datetime
import re

from playwright.sync_api import Page, expect

from tests.portal import Portal
from tests.test_council_journey import DESK, PHONE, LogIn, log_in, out_of_reach, within_the_hour
from tests.test_journeys import browser

__all__ = ["browser", "log_in"]
TITLE = "Përplasje pas mësimit te shkollat"
OBSERVED = "Grupe nxënësish përplasen çdo të premte pas mësimit, që prej tri javësh."
LESSON = "Ora e mësimit u nda dhe zonat e pritjes u ndriçuan."
SECRETS = (TITLE, OBSERVED, LESSON)
DAY = datetime.timedelta(days=1)


def test_a_situation_from_the_form_to_its_lesson(log_in: LogIn, portal: Portal) -> None:
    police, coordinator, social, school, observer = (
        log_in(role, PHONE)
        for role in ("liaison", "coordinator", "member", "education", "observer")
    )
    secretary = log_in("secretary", DESK)
    report = file(police)
    reads_nothing(school, report)
    accept(coordinator, report)
    expect_words(school, report)
    reads_nothing(social, report)
    referral = refer(police, report)
    answer(social, referral)
    meeting, reference = put_on_agenda(secretary, coordinator, report)
    decide(secretary, meeting, reference)
    finish(social, referral)
    reads_nothing(social, report)
    close(police, report)
    for page in (observer, secretary):
        reads_nothing(page, report)
    sees_nothing(observer, meeting, reference)
    sees_nothing_in_public(observer, portal)


def file(page: Page) -> str:
    """Its address. What looks personal comes back before anything is sent."""
    page.goto("/workspace/reports/new/?language=en")
    page.locator("[name=category]").select_option(label="Public order")
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=observed]").fill(f"{OBSERVED} Telefononi 069 123 4567.")
    today = datetime.date.today()
    page.locator("[name=from_date]").fill(f"{today - 21 * DAY}")
    page.locator("[name=to_date]").fill(f"{today}")
    page.locator("[name=where]").select_option(index=1)
    for name, value in (("level", "medium"), ("certainty", "probable"), ("marking", "amber")):
        page.locator(
            f"label:has([name={name}][value={value}]), [name={name}][value={value}] + label"
        ).first.click()
    page.get_by_text("Share it with institutions", exact=True).click()
    page.get_by_role("checkbox", name=re.compile("Pre-university")).check()
    expect(page.locator("#readers")).to_contain_text("Koordinatori")
    page.get_by_role("button", name="Check and send").click()
    expect(page.locator("#found")).to_contain_text("069 123 4567")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()

    page.get_by_role("link", name="Change the text").first.click()
    page.locator("[name=observed]").fill(OBSERVED)
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page).to_have_title(re.compile("^Situation – "))
    return re.sub(r"[?#].*", "", page.url)


def accept(page: Page, report: str) -> None:
    page.goto(report)
    page.get_by_role("button", name="Accept it").click()
    expect(page.locator("main")).to_contain_text("Accepted")


def refer(page: Page, report: str) -> str:
    page.goto(report)
    page.get_by_role("link", name="Refer to an institution").click()
    page.locator("[name=to]").select_option(label="Social Services of Elbasan")
    page.locator("[name=purpose]").fill("Flisni me prindërit në qendrën komunitare.")
    page.locator("[name=basis]").first.check()
    page.locator("[name=parts][value=observed]").check()
    page.locator("[name=due_date]").fill(f"{datetime.date.today() + 20 * DAY}")
    page.get_by_role("button", name="Check before sending").click()
    expect(page.locator("main")).to_contain_text("Drejtuesi i shërbimeve sociale")
    page.get_by_role("button", name="Send the referral").click()
    page.goto(report)
    page.locator('#referrals a[href*="/referrals/"]:not([href$="new/"])').first.click()
    page.wait_for_url(re.compile(r"/referrals/[0-9a-f-]{36}/"))
    return re.sub(r"[?#].*", "", page.url)


def answer(page: Page, referral: str) -> None:
    """They read the part that was sent with it, and no other."""
    page.goto(referral)
    expect(page.locator("main")).to_contain_text(OBSERVED)
    assert TITLE not in page.content()
    page.get_by_role("button", name="Acknowledge").click()
    page.get_by_role("link", name=re.compile("Accept")).click()
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Being dealt with")


def put_on_agenda(secretary: Page, coordinator: Page, report: str) -> tuple[str, str]:
    """The address of a meeting that begins in an hour, and what the situation is called there."""
    secretary.goto("/workspace/meetings/plan/?language=en")
    soon = within_the_hour()
    fill = {"on_date": f"{soon:%Y-%m-%d}", "at_time": f"{soon:%H:%M}", "place": "Bashkia, salla"}
    for name, value in fill.items():
        secretary.locator(f"[name={name}]").fill(value)
    secretary.get_by_role("button", name="Plan the meeting").click()
    secretary.wait_for_url(re.compile(r"/meetings/[0-9a-f-]{36}/"))
    meeting = re.sub(r"[?#].*", "", secretary.url)
    secretary.locator("[name=title]").first.fill("Siguria rreth shkollave")
    secretary.keyboard.press("Enter")
    expect(secretary.get_by_text("Siguria rreth shkollave").first).to_be_visible()

    coordinator.goto(report)
    coordinator.get_by_role("link", name="Put it on an agenda").click()
    here = meeting.rstrip("/").rpartition("/")[2]
    coordinator.locator("[name=meeting]").select_option(value=here)
    coordinator.get_by_role("button", name="Put it on an agenda").click()
    expect(coordinator.locator("#agenda")).to_contain_text("Meeting")
    coordinator.goto(report)
    reference = coordinator.locator("main bdi").first.inner_text()
    assert re.fullmatch(r"[A-Z0-9]{4}-[A-Z0-9]{4}", reference)
    return meeting, reference


def decide(page: Page, meeting: str, reference: str) -> None:
    """Convened and held: what is decided on a closed item is a closed decision."""
    page.goto(f"{meeting}invite/")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Convene the meeting").click()
    expect(page.get_by_role("heading", name="Answers", exact=True)).to_be_visible()
    page.goto(f"{meeting}hold/")
    page.get_by_role("button", name="Open the meeting").click()
    page.get_by_role("button", name="All others are in the room").click()
    page.get_by_role("link", name=re.compile(reference)).first.click()
    assert not any(secret in page.content() for secret in SECRETS)
    propose = page.locator("#new-decision")
    propose.locator("summary").click()
    propose.locator("[name$=closed_text]").fill(f"Situata {reference} trajtohet nga institucionet.")
    propose.locator("[name$=institution]").select_option(label="Social Services of Elbasan")
    propose.get_by_role("button", name="Propose the decision").click()
    page.get_by_text("Put it to the vote", exact=True).click()
    page.get_by_role("radio", name="Consensus").check()
    page.get_by_role("button", name="Record the vote").click()
    expect(page.locator("#decisions")).to_contain_text("Adopted")


def finish(page: Page, referral: str) -> None:
    page.goto(referral)
    page.get_by_role("link", name=re.compile("Done|Finish", re.IGNORECASE)).first.click()
    page.locator("main form textarea").fill("U fol me prindërit; takimet vazhdojnë.")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Done")
    assert not any(secret in page.content() for secret in SECRETS)


def close(page: Page, report: str) -> None:
    page.goto(report)
    expect(page.locator("#who")).to_contain_text("Who opened it")
    page.locator("#close summary").click()
    page.locator("[name=outcome]").first.check()
    page.locator("[name=lesson]").fill(LESSON)
    page.get_by_role("button", name="Close the situation").click()
    expect(page.locator("main")).to_contain_text("Closed")


def expect_words(page: Page, report: str) -> None:
    page.goto(report)
    expect(page.locator("h1")).to_have_text(TITLE)


def reads_nothing(page: Page, report: str) -> None:
    """As if it were not there."""
    seen = []
    for address in (report, re.sub(r"[0-9a-f]{12}/$", "000000000000/", report)):
        answer = page.goto(address)
        assert answer and answer.status == 404
        seen.append(answer.body())
    assert seen[0] == seen[1]


def sees_nothing(page: Page, meeting: str, reference: str) -> None:
    """An observer at the table: neither the register, nor the item of the agenda."""
    for address in ("/workspace/", "/workspace/meetings/", meeting, "/workspace/decisions/"):
        page.goto(f"{address}?language=en")
        assert not any(word in page.content() for word in (*SECRETS, reference)), address
    answer = page.goto("/workspace/reports/")
    assert answer and answer.status == 403


def sees_nothing_in_public(page: Page, portal: Portal) -> None:
    for address in ("/", "/en/", "/ar/", "/buletini/", "/sitemap.xml"):
        page.goto(f"{portal.url}{address}")
        assert not any(secret in page.content() for secret in SECRETS), address


SCREENS = {
    "liaison": (
        "reports/",
        "reports/new/",
        "reports/new/blank/",
        "referrals/",
        "reports/said/",
        "reports/traces/",
    ),
    "coordinator": ("reports/", "reports/new/paper/", "referrals/", "retention/", "figures/"),
}


def test_the_screens_of_situations_are_within_reach_of_everybody(log_in: LogIn) -> None:
    """No violation of accessibility in either language and scheme, nothing to scroll sideways."""
    found = []
    for role, screens in SCREENS.items():
        page = log_in(role, PHONE)
        page.goto("/workspace/reports/")
        links = page.locator('main a[href^="/workspace/reports/"]').evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        one = next(link for link in links if re.fullmatch(r".*/[0-9a-f-]{36}/", link))
        for address in (*(f"/workspace/{screen}" for screen in screens), one):
            found += out_of_reach(page, address)
    assert not found, "\n".join(found)
