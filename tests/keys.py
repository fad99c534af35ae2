"""A keyboard, and nothing else: what cannot be reached or seen with it fails the test."""

import datetime
import re

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 160
"""How often somebody would press the key before they give up on a page."""
SHOWN = """wanted => {
  const hidden = wanted.matches('.pick__row input, .skip');
  const seen = hidden && wanted.labels && wanted.labels[0] || wanted;
  const style = getComputedStyle(seen), box = seen.getBoundingClientRect();
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const middle = [box.left + box.width / 2, Math.min(box.top + 10, (box.top + box.bottom) / 2)];
  const top = document.elementFromPoint(...middle);
  const own = [seen, wanted, ...(wanted.labels || [])];
  const free = top && own.some(one => one.contains(top) || top.contains(one));
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return [ring ? '' : 'has no ring', inside ? '' : 'is out of sight',
          free || !inside ? '' : 'is covered by ' + (top && top.outerHTML.slice(0, 80))]
    .filter(Boolean).join(', ');
}"""
FOCUS = """wanted => {
  const on = document.activeElement;
  const name = on.name || on.id || on.textContent.trim().slice(0, 40);
  return [on === wanted, on.tagName.toLowerCase() + ' ' + name];
}"""
"""Asked after each key: whether it is there, and where the focus is."""


class Keys:
    """`page` may be looked at; it is touched through the keyboard alone."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.emulate_media(reduced_motion="reduce")

    def reach(self, wanted: Locator, *, backwards: bool = False) -> None:
        """Tabs until it has the focus, and sees to it that this shows."""
        expect(wanted).to_have_count(1)
        handle = wanted.element_handle()
        passed = []
        for _ in range(MOST_TABS):
            there, where = self.page.evaluate(FOCUS, handle)
            if there:
                break
            passed.append(where)
            self.page.keyboard.press("Shift+Tab" if backwards else "Tab")
        else:
            raise AssertionError(f"{wanted} was not reached on {self.page.url}: {passed[-12:]}")
        wrong = self.page.evaluate(SHOWN, handle)
        assert not wrong, f"{wanted} has the focus on {self.page.url} and {wrong}"

    def press(self, wanted: Locator, key: str = "Enter", *, backwards: bool = False) -> None:
        """A link, a button, a box to tick, a fold."""
        self.reach(wanted, backwards=backwards)
        self.page.keyboard.press(key)

    def go(self, wanted: Locator, *, backwards: bool = False) -> None:
        """Presses it, and waits for the page that comes of it."""
        self.reach(wanted, backwards=backwards)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, wanted: Locator, text: str) -> None:
        self.reach(wanted)
        self.page.keyboard.type(text)
        expect(wanted).to_have_value(text)

    def date(self, wanted: Locator, day: datetime.date) -> None:
        """Types the parts in the order of a browser that was told no country."""
        self.reach(wanted)
        self.page.keyboard.type(f"{day:%m%d%Y}")
        expect(wanted).to_have_value(f"{day:%Y-%m-%d}")

    def time(self, wanted: Locator, time: datetime.time) -> None:
        self.reach(wanted)
        self.page.keyboard.type(f"{time:%I%M%p}")
        expect(wanted).to_have_value(f"{time:%H:%M}")

    def choose(self, wanted: Locator, label: str) -> None:
        """Of a list: its first letters choose it."""
        self.reach(wanted)
        self.page.keyboard.type(label)
        chosen = "list => list.selectedOptions[0].textContent.trim()"
        assert wanted.evaluate(chosen) == label, "typing does not choose it"

    def pick(self, group: Locator, label: str | re.Pattern[str]) -> None:
        """Of round buttons: Tab leads into the group, arrows within it."""
        radios = group.get_by_role("radio")
        wanted = group.get_by_role("radio", name=label, exact=True)
        marked = group.locator("input:checked")
        self.reach(marked if marked.count() else radios.first)
        self.page.keyboard.press("Space")
        for _ in range(radios.count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowRight")
        raise AssertionError(f"{label} cannot be chosen with the arrows on {self.page.url}")
