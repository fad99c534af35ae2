"""The editor of a month as its author meets it: on a telephone and on a desk, in a real portal."""

import datetime
import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.portal import Portal, last_month, until
from tests.test_council_journey import DESK, PHONE, LogIn, log_in, out_of_reach
from tests.test_journeys import browser

__all__ = ["browser", "log_in"]
WIDE: ViewportSize = {"width": 1360, "height": 800}
BEFORE = (last_month() - datetime.timedelta(days=1)).replace(day=1)
"""A month of which no other test knows: the one before the one that is published."""
EDITOR = f"/workspace/bulletins/{BEFORE:%Y}/{BEFORE:%m}/"
SAID = "Këshilli ndriçoi 9 vende."


@pytest.fixture(scope="module")
def page(log_in: LogIn, portal: Portal) -> Page:
    """The editor's, with the month begun, a story and a free text in it."""
    page = log_in("editor", DESK)
    page.goto("/workspace/bulletins/?language=en")
    begin = page.locator(f"button[name=month][value='{BEFORE:%Y-%m}']")
    if begin.count():
        begin.click()
        page.wait_for_url(f"**{EDITOR}**")
    page.goto(EDITOR)
    for kind in ("story", "text"):
        page.locator(f"button[name=kind][value={kind}]").click()
        page.wait_for_url("**#block-*")
    return page


@pytest.fixture(autouse=True)
def at_the_desk(page: Page) -> Iterator[None]:
    page.set_viewport_size(DESK)
    page.goto(f"{EDITOR}?language=en")
    yield


def box(page: Page, kind: str = "headline-0", language: str = "sq") -> str:
    """The id of a text's box."""
    found = page.locator(f"textarea[id$='-{kind}-{language}']").first.get_attribute("id")
    assert found
    return found


def shown(page: Page) -> set[str]:
    """The languages whose boxes of a line can be seen."""
    line = page.locator(".studio__cells").first
    return {
        language
        for language in ("sq", "en", "ar")
        if line.locator(f".studio__cell--{language}").is_visible()
    }


def test_languages_stand_side_by_side_as_far_as_there_is_room(page: Page) -> None:
    page.set_viewport_size(WIDE)
    assert shown(page) == {"sq", "en", "ar"}
    page.set_viewport_size(DESK)
    assert shown(page) == {"sq", "en"}
    page.locator("#column-ar").check()
    assert shown(page) == {"sq", "ar"}
    page.set_viewport_size(PHONE)
    assert shown(page) == {"ar"}
    page.locator("#column-sq").check()
    assert shown(page) == {"sq"}
    assert page.locator(f"#{box(page, language='ar')}").get_attribute("dir") == "rtl"


def test_what_is_typed_is_saved_by_itself_and_is_there_again(page: Page) -> None:
    here = box(page)
    page.locator(f"#{here}").fill(SAID)
    expect(page.locator(f"#after-{here}")).to_contain_text(re.compile(r"Saved at \d\d:\d\d"))
    expect(page.locator(f"#state-{here}")).to_contain_text("Draft")
    page.reload()
    expect(page.locator(f"#{here}")).to_have_value(SAID)


def test_two_who_write_the_same_text_lose_neither(page: Page) -> None:
    here = box(page, "headline-1")
    other = page.context.new_page()
    other.goto(EDITOR)
    page.locator(f"#{here}").fill("Rruga ka drita të reja.")
    expect(page.locator(f"#after-{here}")).to_contain_text("Saved at")
    other.locator(f"#{here}").fill("Rruga ka dhjetë drita.")
    expect(other.locator(f"#after-{here}")).to_contain_text("both texts are kept")
    other.get_by_role("link", name="See both texts").click()
    other.reload()
    both = other.locator(f".studio__cell:has(#{here})")
    expect(both).to_contain_text("Rruga ka dhjetë drita.")
    expect(other.locator(f"#{here}")).to_have_value("Rruga ka drita të reja.")
    other.close()


def test_a_block_moves_by_keyboard_and_keeps_the_focus(page: Page) -> None:
    page.locator("#order-fold summary").first.press("Enter")
    blocks = page.locator("#order li .agenda__what > a")
    up = page.locator("#order li:has-text('Story') [name=way][value=up]").first
    before = blocks.all_inner_texts()
    focused = up.get_attribute("id")
    up.focus()
    page.keyboard.press("Enter")
    place = before.index("Story")
    after = [*before[: place - 1], "Story", before[place - 1], *before[place + 1 :]]
    expect(blocks).to_have_text(after)
    assert page.evaluate("document.activeElement.id") == focused


def test_bold_words_stay_bold(page: Page) -> None:
    """Each key waits for what the one before did: the editor learns of a selection a little later."""
    bold = "Rrugë të ndriçuara"
    writing = page.locator("trix-editor[lang=sq]").first
    writing.click()
    page.keyboard.type(f"{bold} në qytet.")
    expect(writing).to_have_text(f"{bold} në qytet.")
    page.keyboard.press("Control+Home")
    until(lambda: selected(writing) == [0, 0])
    for there in range(1, len(bold) + 1):
        page.keyboard.press("Shift+ArrowRight")
        until(lambda there=there: selected(writing) == [0, there])
    with page.expect_response(lambda answer: "strong" in (answer.request.post_data or "")):
        page.keyboard.press("Control+b")
        expect(writing.locator("strong")).to_have_text(bold)
    after = page.locator(".studio__cell:has(trix-editor[lang=sq]) .studio__after").first
    expect(after).to_contain_text("Saved at")
    page.reload()
    expect(page.locator("trix-editor[lang=sq] strong").first).to_have_text(bold)


def selected(writing: Locator) -> list[int]:
    """From where to where, as the editor knows it."""
    found: list[int] = writing.evaluate("box => box.editor.getSelectedRange()")
    return found


def test_a_picture_is_brought_and_described(page: Page) -> None:
    bring = page.locator(".studio__line:has(> h3:has-text('Picture'))").first
    bring.locator("summary").click()
    bring.locator("[name=file]").set_input_files(
        {"name": "dritat.png", "mimeType": "image/png", "buffer": drawing()}
    )
    bring.locator("[name=consent]").check()
    bring.get_by_role("button", name="Put the picture in").click()
    page.wait_for_url("**#picture-*")
    picture = page.locator(".studio__picture img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") == 640
    here = box(page, "picture-alt")
    page.locator(f"#{here}").fill("Një fushë e kuqe.")
    expect(page.locator(f"#after-{here}")).to_contain_text("Saved at")


def drawing() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (800, 400), "red").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["telephone", "desk"])
def test_the_studio_is_within_reach_of_everybody(page: Page, viewport: ViewportSize) -> None:
    page.set_viewport_size(viewport)
    addresses = (EDITOR, f"{EDITOR}preview/sq/", f"{EDITOR}ready/")
    found = [fault for address in addresses for fault in out_of_reach(page, address)]
    assert not found, "\n".join(found)
