"""What only a browser shows: taps, texts that outlive a session, the keyboard, a telephone's width."""

import datetime
import threading
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from council.actions import decide, give_action, take_attendance, write_minutes
from council.models import AgendaItem, AttendanceChange, ItemMinutes, Marking, Meeting, Vote
from council.people import Role, System, acting_as
from tests import cast, make
from tests.browsers import chromium
from tests.committed import elsewhere
from tests.council import table

TEST = System("test")
PASSWORD = "një fjali që mbahet mend"
WAIT = 10_000


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(committed: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the portal in this process; its login asks for the password alone."""
    # Playwright's loop runs in this thread, and Django would refuse its database there.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    monkeypatch.setattr(
        "elbasan_council.middleware.second_factor.needs_second_factor", lambda *_: False
    )
    running = ThreadedWSGIServer(("localhost", 0), Quiet)
    running.set_app(WSGIHandler())
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://localhost:{running.server_port}"
    running.shutdown()
    thread.join()
    running.server_close()
    connections.close_all()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def make_meeting() -> Meeting:
    """With a little of everything, and a closed item after the first three."""
    with acting_as(TEST):
        cast.person(role=Role.SECRETARY, password=PASSWORD)
        table.seated()
        table.holder("media")
        meeting = table.opened()
        first = meeting.items.get(order=1)
        how = {"by": cast.secretary(), "at": table.AFTER}
        here = {table.seat(code).pk: take_attendance.Said("present") for code in table.VOTING[:3]}
        take_attendance.take_attendance(meeting=meeting, said=here, **how)
        agency = make.agency(code="state_police")
        proposal = decide.Proposal("commitment", agency, open_text="Policia shton patrullat.")
        decision = decide.propose(item=first, proposal=proposal, **how)
        ballot = decide.Ballot(Vote.Method.CONSENSUS)
        decide.take_vote(decision=decision, ballot=ballot, no_quorum_reason="Urgjencë.", **how)
        decide.propose(item=first, proposal=proposal, **how)
        promise = give_action.Promise(agency, datetime.date(2024, 12, 1), "Patrulla çdo mbrëmje.")
        give_action.give_action(item=first, promise=promise, **how)
        make.item(meeting=meeting, order=4, closed_title="Rasti", marking=Marking.GREEN)
        return meeting


def signed_in(browser: Browser, server: str, **options: object) -> Page:
    client = Client()
    with acting_as(TEST):
        client.force_login(cast.secretary(), backend=table.BACKEND)
    context = browser.new_context(base_url=server, **options)
    context.set_default_timeout(WAIT)
    value = client.cookies["session"].value
    context.add_cookies([{"name": "session", "value": value, "url": server}])
    return context.new_page()


def stored(item: AgendaItem) -> ItemMinutes:
    def find() -> ItemMinutes:
        with acting_as(TEST):
            return ItemMinutes.objects.get(item=item)

    return elsewhere(find)


def end_every_session() -> None:
    def end() -> None:
        with acting_as(TEST):
            Session.objects.all().update(expire_date=timezone.now())

    elsewhere(end)


def drafts(page: Page) -> int:
    return int(
        page.evaluate("Object.keys(sessionStorage).filter(k => k.startsWith('draft:')).length")
    )


def test_text_that_is_typed_outlives_the_session_and_leaves_nothing_on_the_machine(
    browser: Browser, server: str
) -> None:
    meeting = make_meeting()
    with acting_as(TEST):
        item = meeting.items.get(order=1)
    page = signed_in(browser, server)
    page.goto(f"{table.item_url(item)}?language=en")
    box, line = page.locator("#minutes_open_text"), page.locator("#saved")
    box.press_sequentially("Policia raportoi")
    expect(line).to_contain_text("Saved at")
    expect(box).to_be_focused()
    assert drafts(page) == 0
    box.press_sequentially(" për patrullat")
    page.keyboard.press("Control+s")
    expect(page.locator("#minutes_version")).to_have_value("2")
    expect(box).to_be_focused()
    assert stored(item).open_text == "Policia raportoi për patrullat"

    end_every_session()
    closed = page.locator("#minutes_closed_text")
    closed.press_sequentially("Rasti i parë")
    expect(line).to_contain_text("Seanca juaj ka përfunduar")
    closed.press_sequentially(" dhe i dytë")
    assert drafts(page) == 1
    line.get_by_role("link").click()
    page.locator("#id_login").fill("secretary.municipality@example.org")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url(f"**{table.item_url(item)}")
    expect(closed).to_have_value("Rasti i parë")
    assert stored(item).closed_text == ""
    page.locator("[data-put-back]").click()
    expect(closed).to_have_value("Rasti i parë dhe i dytë")
    expect(page.locator("#minutes_version")).to_have_value("3")
    assert stored(item).closed_text == "Rasti i parë dhe i dytë"
    assert drafts(page) == 0

    closed.press_sequentially(" dhe")
    assert drafts(page) == 1
    page.locator("form[action$='/logout/'] button").click()
    page.wait_for_url("**/login/**")
    assert drafts(page) == 0


def test_taps_and_keys_keep_their_place_and_nothing_is_too_wide_or_out_of_reach(
    browser: Browser, server: str
) -> None:
    meeting = make_meeting()
    with acting_as(TEST):
        items = list(meeting.items.all())
        for words in ("Një.", "Dy."):
            write_minutes.write_minutes(
                item=items[0],
                words=write_minutes.Words(words, words),
                version=0,
                by=cast.secretary(),
                at=table.AFTER,
            )
        police, council = table.seat("police"), table.seat("municipal_council")
    page = signed_in(browser, server, viewport={"width": 360, "height": 740}, has_touch=True)
    page.goto(f"{table.item_url(items[1])}?language=en")
    line = page.locator("#quorum")
    expect(line).to_contain_text("No quorum: 3 of 6")
    page.locator("#attendance summary").first.click()
    page.locator(f"#id_seat-{council.pk}_0").tap()
    expect(line).to_contain_text("4 of 6 voting seats are present; 4 needed")
    page.locator(f"#id_seat-{council.pk}_0").focus()
    page.keyboard.press("ArrowRight")
    expect(line).to_contain_text("No quorum: 3 of 6")
    expect(page.locator(f"#id_seat-{council.pk}_1")).to_be_focused()
    # The vote on the first item was taken with the police at the table.
    page.goto(table.item_url(items[0]))
    page.locator("#attendance summary").first.click()
    page.locator(f"#id_seat-{police.pk}_1").tap()
    expect(line).to_contain_text("A vote was taken")
    expect(page.locator(f"#id_seat-{police.pk}_0")).to_be_checked()

    addresses = [table.hold_url(meeting), *(table.item_url(item) for item in (items[0], items[3]))]
    for address in addresses:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        for width in (360, 1100):
            page.set_viewport_size({"width": width, "height": 740})
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, (address, width)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found = Axe().run(page).response["violations"]
            assert [(rule["id"], [n["target"] for n in rule["nodes"]]) for rule in found] == []
        small = page.evaluate(
            "[...document.querySelectorAll('main button, main summary, main .pick__row label')]"
            ".filter(part => part.offsetParent && part.getBoundingClientRect().height < 43.5)"
            ".map(part => part.textContent)"
        )
        assert small == []

    def recorded() -> str:
        with acting_as(TEST):
            return AttendanceChange.objects.get(item=items[1], seat=council).state

    assert elsewhere(recorded) == "excused"
