"""A page's stops: what Tab reaches on it, one after the other, and how each looks when it is reached."""

from playwright.sync_api import Page

MOST = 260
"""More than any public page has; where Tab goes on after that, it is caught in a ring."""
LOOK = r"""() => {
  const offered = 'a[href], button, input, select, textarea, summary, audio[controls],'
    + ' [tabindex]:not([tabindex="-1"])';
  const twins = one => [...document.getElementsByName(one.name)].filter(
    twin => twin.type === 'radio' && twin.form === one.form);
  const lead = one => one.type !== 'radio' ? one
    : twins(one).find(twin => twin.checked) || twins(one)[0];
  const name = one => one.tagName.toLowerCase() + ' "'
    + (one.name || one.id || one.textContent.trim().replace(/\s+/g, ' ')).slice(0, 40) + '"';

  // What a mouse reaches: something shown, and nothing lies over it.
  const underPointer = one => {
    one.scrollIntoView({block: 'center', behavior: 'instant'});
    return [...one.getClientRects()].some(box => {
      const top = document.elementFromPoint(
        (box.left + box.right) / 2, (box.top + box.bottom) / 2);
      return top && one.contains(top);
    });
  };
  const stops = [...document.querySelectorAll(offered)].filter(one => !one.disabled
    && one.checkVisibility({visibilityProperty: true}) && underPointer(one) && lead(one) === one);
  scrollTo({top: 0, behavior: 'instant'});

  // Colours: what a ring must stand out from, and how far it does (WCAG's ratio).
  const parts = colour => colour.match(/[\d.]+/g).map(Number);
  const light = colour => parts(colour).slice(0, 3).map(each => each / 255)
    .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
    .reduce((sum, each, i) => sum + each * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => {
    const [dark, bright] = [light(a), light(b)].sort((x, y) => x - y);
    return (bright + 0.05) / (dark + 0.05);
  };
  const ground = one => {
    const colour = one && getComputedStyle(one).backgroundColor;
    return !one ? 'rgb(255, 255, 255)' : parts(colour)[3] === 0 ? ground(one.parentElement) : colour;
  };
  const rings = one => {
    const style = getComputedStyle(one), found = [];
    if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
      found.push(style.outlineColor);
    for (const each of style.boxShadow.match(/rgba?\([^)]*\)[^,]*/g) || [])
      if (!each.includes('inset') && parseFloat(each.split(' ').at(-1)) >= 2)
        found.push(each.match(/rgba?\([^)]*\)/)[0]);
    return found;
  };
  const plain = new Map(stops.map(one => [one, String(rings(one))]));

  // Reading order: below, or further along the line, of the two parts where they separate.
  const goesBack = (from, to) => {
    let both = from;
    while (!both.contains(to)) both = both.parentElement;
    if (both === from) return false;
    const part = one => one.parentElement === both ? one : part(one.parentElement);
    const a = [...part(from).getClientRects()].at(-1), b = part(to).getClientRects()[0];
    if (!a || !b) return false;
    const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (shared <= Math.min(a.height, b.height) / 2) return b.top + b.bottom <= a.top + a.bottom;
    const along = b.left + b.right - a.left - a.right;
    return getComputedStyle(both).direction === 'rtl' ? along >= 0 : along <= 0;
  };
  const wrong = stops.filter(one => one.tabIndex > 0).map(one => name(one) + ' has a tabindex');
  stops.forEach((one, i) => {
    if (i && goesBack(stops[i - 1], one))
      wrong.push(name(one) + ' comes after ' + name(stops[i - 1]) + ' and stands before it');
  });

  // Asked after each key: which stop, and what is wrong with it. Nothing: the page was left.
  window.stopNow = () => {
    const on = document.activeElement;
    if (!on || on === document.body || on === document.documentElement) return null;
    const number = stops.findIndex(one => one === on || on.type === 'radio'
      && one.type === 'radio' && one.name === on.name && one.form === on.form);
    const wrong = [];
    const drawn = rings(on), behind = ground(on.parentElement);
    // Inside of a player the buttons are the browser's, and so is the ring around each.
    const inside = on.matches('audio:not(:focus)');
    if (!inside && String(drawn) === plain.get(on)) wrong.push('looks as it did without the focus');
    else if (!inside && !drawn.some(colour => ratio(colour, behind) >= 3)) wrong.push('has no ring to be seen');
    const seen = [...on.getClientRects()].filter(box => box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth);
    if (!seen.length) wrong.push('is out of sight');
    for (const box of seen) {
      const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
      const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
      for (const part of [0.25, 0.5, 0.75]) {
        const over = document.elementFromPoint(x, top + part * (bottom - top));
        if (!on.contains(over)) {
          wrong.push('is covered by ' + (over ? over.outerHTML.slice(0, 80) : 'nothing'));
          break;
        }
      }
    }
    return {number, name: name(on), wrong, player: on.matches('audio'), skip: on.matches('.skip')};
  };
  return {names: stops.map(name), wrong};
}"""
"""Once for each page as it is: what a reader with a mouse can use, in the order of the page."""


def walk(page: Page, *, backwards: bool = False) -> None:
    """Tab leads to everything that a mouse reaches, once each and in order, and then out of the page.

    Wherever it leads, the focus shows and nothing lies over it. Begun where nothing has the focus.
    """
    for _ in range(MOST):
        if page.evaluate("document.activeElement === document.body"):
            break
        page.keyboard.press("Shift+Tab")
    found = page.evaluate(LOOK)
    faults: list[str] = found["wrong"]
    numbers: list[int] = []
    if backwards:
        page.keyboard.down("Shift")
    for _ in range(MOST):
        page.keyboard.down("Tab")  # and held: half of the messages to the browser
        stop = page.evaluate("stopNow()")
        if stop is None:
            break
        faults += [f"{stop['name']} {wrong}" for wrong in stop["wrong"]]
        if stop["number"] < 0 and not stop["skip"]:
            faults.append(f"{stop['name']} is reached, and no mouse would reach it")
        # A player and its own buttons are one.
        if stop["number"] >= 0 and not (stop["player"] and numbers[-1:] == [stop["number"]]):
            numbers.append(stop["number"])
    else:
        faults.append("Tab never leaves the page")
    page.keyboard.up("Tab")
    page.keyboard.up("Shift")
    names = found["names"]
    missed = [names[one] for one in range(len(names)) if one not in numbers]
    twice = [names[one] for one in set(numbers) if numbers.count(one) > 1]
    faults += [f"{name} is never reached" for name in missed]
    faults += [f"{name} is reached more than once" for name in twice]
    if numbers != sorted(numbers, reverse=backwards):
        faults.append("the order is not that of the page")
    assert not faults, f"{page.url}: {faults}"
