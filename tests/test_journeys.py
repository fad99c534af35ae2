"""What residents and members do in a browser, on a portal that runs as it does for them."""

import base64
import hashlib
import hmac
import re
import struct
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, expect

from languages import direction
from tests.browsers import STAND_UPON, chromium
from tests.portal import LANGUAGES, MONTH, Portal

HOMES = {"sq": "/", "en": "/en/", "ar": "/ar/"}
ISSUES = {
    language: f"{home}{'buletini' if language == 'sq' else 'bulletin'}/{MONTH.replace('-', '/')}/"
    for language, home in HOMES.items()
}
PAGES = [(language, path) for paths in (HOMES, ISSUES) for language, path in paths.items()]
REQUESTS = 10
TRANSFERRED = {"sq": 125_000, "en": 125_000, "ar": 150_000}
"""Bytes on the wire at a first visit (DESIGN.md §8)."""

each_page = pytest.mark.parametrize(("language", "path"), PAGES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@dataclass
class Visit:
    """A first visit by somebody whom the portal has never seen."""

    page: Page
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def transferred(self) -> int:
        sizes = [request.sizes() for request in self.requests]
        return sum(size["responseHeadersSize"] + size["responseBodySize"] for size in sizes)


Visiting = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, portal: Portal) -> Iterator[Visiting]:
    with ExitStack() as stack:

        def open_page(
            path: str, *, width: int = 1100, ready: str = "load", **options: object
        ) -> Visit:
            context = browser.new_context(
                base_url=portal.url, viewport={"width": width, "height": 800}, **options
            )
            stack.callback(context.close)
            made = Visit(context.new_page())
            # Playwright writes attributes onto a listener, which a list's own method refuses.
            made.page.on("request", lambda request: made.requests.append(request))  # noqa: PLW0108
            made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
            made.page.on("console", lambda said: made.complaints.append(said.text))
            made.page.goto(path, wait_until=ready)
            return made

        yield open_page


Looking = Callable[..., Page]


@pytest.fixture(scope="module")
def look(browser: Browser, portal: Portal) -> Iterator[Looking]:
    """Each page is opened once, for the tests that only look at it: in the width that they ask for.

    What a page does to somebody new, or without scripts, is seen by `visit`.
    """
    context = browser.new_context(base_url=portal.url)
    pages: dict[str, Page] = {}

    def see(path: str, *, width: int = 1100) -> Page:
        if path not in pages:
            pages[path] = context.new_page()
            pages[path].goto(path)
        pages[path].set_viewport_size({"width": width, "height": 800})
        return pages[path]

    yield see
    context.close()


# What every visitor gets -----------------------------------------------------------------------


@each_page
def test_a_page_is_in_its_language_and_direction(look: Looking, language: str, path: str) -> None:
    root = look(path).locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == (
        language,
        direction(language),
    )
    assert root.evaluate("root => getComputedStyle(root).direction") == direction(language)


@each_page
def test_nothing_has_to_be_scrolled_sideways(look: Looking, language: str, path: str) -> None:
    for width in (320, 360, 1100):
        page = look(path, width=width)
        assert page.evaluate("innerWidth") == width
        wide, there = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert wide <= there, f"at {width} pixels"
        assert page.evaluate(STAND_UPON) == [], f"at {width} pixels"


@each_page
def test_the_first_number_on_a_page_is_112_and_can_be_called(
    look: Looking, language: str, path: str
) -> None:
    page = look(path, width=360)
    first = page.locator('a[href^="tel:"]').first
    assert first.get_attribute("href") == "tel:112"
    expect(first).to_be_in_viewport()


@each_language
def test_help_stands_before_everything_else_on_the_home_page(look: Looking, language: str) -> None:
    page = look(HOMES[language], width=360)
    band = page.locator("aside.help")
    assert band.locator("a").first.get_attribute("href") == "tel:112"
    numbers = band.locator("a").evaluate_all("links => links.map(link => link.href)")
    assert {"tel:112", "tel:129", "tel:116111", "tel:116117"} <= set(numbers)
    assert band.bounding_box()["y"] < page.locator("main").bounding_box()["y"]  # type: ignore[index]


@each_page
def test_a_first_visit_is_light_silent_and_leaves_no_trace(
    visit: Visiting, portal: Portal, language: str, path: str
) -> None:
    made = visit(path, ready="networkidle")
    assert made.complaints == []
    assert len(made.requests) <= REQUESTS
    assert made.transferred <= TRANSFERRED[language]
    assert {urlsplit(request.url).netloc for request in made.requests} == {
        urlsplit(portal.url).netloc
    }
    assert made.page.context.cookies() == []
    assert made.page.evaluate("localStorage.length + sessionStorage.length") == 0


@each_page
def test_a_page_says_the_same_without_javascript(visit: Visiting, language: str, path: str) -> None:
    plain = visit(path, java_script_enabled=False).page.content()
    assert plain == visit(path).page.content()


@each_page
def test_a_page_has_no_barrier_that_a_machine_can_find(
    visit: Visiting, language: str, path: str
) -> None:
    # Only axe, which comes from outside of the page, needs its policy set aside.
    page = visit(path, color_scheme="light", bypass_csp=True).page
    assert barriers(page) == []
    page.emulate_media(color_scheme="dark")
    assert barriers(page, of_colour=True) == []


def barriers(page: Page, *, of_colour: bool = False) -> list[tuple[str, list[str]]]:
    """The rules that axe finds broken, each with the elements."""
    rules = {"runOnly": ["color-contrast", "link-in-text-block"]} if of_colour else {}
    found = Axe().run(page, options={"resultTypes": ["violations"], **rules})
    return [
        (rule["id"], [node["html"] for node in rule["nodes"]])
        for rule in found.response["violations"]
    ]


@each_page
def test_the_list_of_languages_leads_to_the_same_page(
    look: Looking, language: str, path: str
) -> None:
    page = look(path)
    paths = HOMES if path == HOMES[language] else ISSUES
    entries = page.locator(".languages a")
    assert entries.all_inner_texts() == ["Shqip", "English", "العربية"]
    for other in LANGUAGES:
        entry = page.locator(f'.languages a[hreflang="{other}"]')
        assert entry.get_attribute("lang") == other
        assert entry.get_attribute("href") == paths[other]
        assert (entry.get_attribute("aria-current") == "true") == (other == language)


def test_choosing_a_language_opens_the_page_in_it(visit: Visiting) -> None:
    page = visit(ISSUES["sq"]).page
    page.get_by_role("link", name="العربية").click()
    expect(page).to_have_url(re.compile(re.escape(ISSUES["ar"]) + "$"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


def test_every_link_leads_somewhere(look: Looking, portal: Portal) -> None:
    links: dict[str, set[str]] = {}
    anchors: dict[str, set[str]] = {}
    for _, path in PAGES:
        page = look(path)
        found = page.locator("a[href], link[href]").evaluate_all(
            "all => all.map(one => one.getAttribute('href'))"
        )
        ids = page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
        anchors[path] = set(ids)
        links[path] = {urljoin(portal.url + path, address) for address in found}
    inside = {address for found in links.values() for address in found if _inside(portal, address)}
    assert len({urldefrag(address).url for address in inside}) > len(PAGES)
    for address in {urldefrag(address).url for address in inside}:
        with urllib.request.urlopen(address) as answer:
            assert (answer.status, answer.url) == (200, address)
    for address in inside:
        path, fragment = urlsplit(address).path, urlsplit(address).fragment
        assert not fragment or path not in anchors or fragment in anchors[path], address


def _inside(portal: Portal, address: str) -> bool:
    return urlsplit(address).netloc == urlsplit(portal.url).netloc


def test_the_portal_answers_by_name_and_by_number(portal: Portal) -> None:
    for host in ("localhost", "127.0.0.1"):
        address = f"http://{host}:{portal.place.port}/"
        with urllib.request.urlopen(address) as answer:
            assert (answer.status, answer.url) == (200, address)


@each_language
def test_the_document_of_an_issue_is_the_one_that_was_published(
    look: Looking, portal: Portal, language: str
) -> None:
    page = look(ISSUES[language])
    link = page.locator('main a[type="application/pdf"]').first
    answer = page.request.get(str(link.get_attribute("href")))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.body() == portal.documents[f"{MONTH}-{language}-1.pdf"]


# Leaving the bulletin --------------------------------------------------------------------------

NEXT_FREEZE = """
import datetime
from django.db import transaction
from django.utils import timezone
from council.people import System, acting_as
from outreach.actions.freeze import freeze
from outreach.models import Delivery, Mailing

with acting_as(System("test")):
    mailing = Mailing.objects.create(
        month=datetime.date(2040, 1, 1), language="LANGUAGE", edition=1, subject="-", html="-",
        text="-", archive_url="-", content_hash="-", dated_at=timezone.now(),
    )
    freeze(mailing=mailing, at=timezone.now())
    for address in Delivery.objects.filter(mailing=mailing).values_list(
        "subscriber__address", flat=True
    ):
        print(address)
    transaction.set_rollback(True)
"""


@each_language
def test_a_reader_stops_the_bulletin_from_a_letter_with_one_button(
    visit: Visiting, portal: Portal, language: str
) -> None:
    letter = next(letters_in(portal, language))
    page = visit("/robots.txt").page
    page.set_content(letter.get_body(("html",)).get_content())  # type: ignore[union-attr]
    page.locator(f'a[href="{one_click_address(letter)}"]').first.click()

    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("main button")).to_have_count(1)
    assert departures(portal, letter["To"]) == 0, "opening the page has changed something"
    page.reload()
    assert departures(portal, letter["To"]) == 0

    page.locator("main button").click()
    expect(page.locator("main button")).to_have_count(0)
    assert departures(portal, letter["To"]) == 1
    assert page.context.cookies() == []


def test_a_mail_program_stops_the_bulletin_without_opening_a_page(portal: Portal) -> None:
    letter = list(letters_in(portal, "sq"))[1]
    address = one_click_address(letter)
    with urllib.request.urlopen(address, data=b"List-Unsubscribe=One-Click") as answer:
        assert (answer.status, answer.url) == (200, address)
    assert departures(portal, letter["To"]) == 1


def test_who_has_left_gets_no_letter_of_the_next_month(portal: Portal) -> None:
    first, *others = letters_in(portal, "en")
    urllib.request.urlopen(one_click_address(first), data=b"List-Unsubscribe=One-Click").close()
    frozen = portal.place.manage("shell", "-v0", "-c", NEXT_FREEZE.replace("LANGUAGE", "en"))
    assert frozen.status == 0, frozen.err
    left = [letter["To"] for letter in (first, *others) if departures(portal, letter["To"])]
    assert sorted([*frozen.out.split(), *left]) == sorted(
        letter["To"] for letter in (first, *others)
    )


def letters_in(portal: Portal, language: str) -> Iterator[EmailMessage]:
    found = portal.place.letters().values()
    return (letter for letter in found if letter["Content-Language"] == language)


def one_click_address(letter: EmailMessage) -> str:
    (address,) = re.findall("<(https?://[^>]+)>", letter["List-Unsubscribe"])
    return str(address)


def departures(portal: Portal, address: str) -> int:
    rows = portal.place.query(
        "SELECT s.address FROM outreach_departure AS d"
        " JOIN outreach_subscriber AS s ON s.id = d.subscriber"
    )
    return rows.count((address,))


# Members ---------------------------------------------------------------------------------------


def test_the_secretary_logs_in_with_the_keyboard_and_a_second_factor(
    visit: Visiting, portal: Portal
) -> None:
    account = portal.accounts["secretary"]
    page = visit("/workspace/").page
    expect(page).to_have_url(re.compile("/workspace/login/"))
    tab_to(page, "login")
    page.keyboard.type(account["email"])
    tab_to(page, "password")
    page.keyboard.type(account["password"])
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/workspace/login/code/"))
    page.goto("/workspace/")
    expect(page).to_have_url(re.compile("/workspace/login/"))
    assert page.locator("h1").count() == 1
    page.goto("/workspace/login/code/")
    tab_to(page, "code")
    page.keyboard.type(code_of_the_moment(account["totp_secret"]))
    page.keyboard.press("Enter")
    expect(page).to_have_url(portal.url + "/workspace/")
    expect(page.locator('form[action="/workspace/logout/"] button')).to_be_visible()


def test_somebody_without_a_second_factor_logs_in_with_a_password(
    visit: Visiting, portal: Portal
) -> None:
    account = portal.accounts["observer"]
    assert account["totp_secret"] == ""
    page = visit("/workspace/login/").page
    page.locator("[name=login]").fill(account["email"])
    page.locator("[name=password]").fill("not the password")
    page.locator("main button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page).to_have_url(re.compile("/workspace/login/"))
    page.locator("[name=password]").fill(account["password"])
    page.locator("main button").click()
    expect(page).to_have_url(portal.url + "/workspace/")


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until the field of this name has the focus, and sees that the focus shows."""
    for _ in range(30):
        if page.evaluate("document.activeElement.name") == name:
            break
        page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_attribute("name", name)
    outline, shadow = focused.evaluate(
        "field => [getComputedStyle(field).outlineStyle, getComputedStyle(field).boxShadow]"
    )
    assert (outline, shadow) != ("none", "none")


def code_of_the_moment(secret: str) -> str:
    """What an authenticator shows (RFC 6238), with a second left in which to type it."""
    if (left := 30 - time.time() % 30) < 2:
        time.sleep(left)
    digest = hmac.digest(
        base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1
    )
    (number,) = struct.unpack(">I", digest[digest[-1] & 15 :][:4])
    return f"{number % 2**31 % 10**6:06}"


# Bad input, as the server itself meets it ---------------------------------------------------------


def test_a_question_of_ten_thousand_letters_is_answered_by_the_search_page(portal: Portal) -> None:
    asked = f"{portal.url}/ar/search/?q={quote('ب' * 10_000)}"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(asked)
    assert refused.value.code == 422
    assert b'<html lang="ar"' in refused.value.read()
