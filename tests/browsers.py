"""Chromium, as browser tests start it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

SHELL, WHOLE = Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")
"""The same engine without a window around it, for a quarter of the work; else the whole browser."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

STAND_UPON = """
() => [...document.querySelectorAll('body *')].flatMap(one => {
  const boxes = [...one.children].filter(child =>
    ['static', 'relative'].includes(getComputedStyle(child).position)
    && getComputedStyle(child).float === 'none'
    && getComputedStyle(child).display !== 'inline'
  ).map(child => [child, child.getBoundingClientRect()]).filter(([, box]) => box.width && box.height)
  return boxes.slice(1).filter(([, box], before) => {
    const last = boxes[before][1]
    return Math.min(box.right, last.right) - Math.max(box.left, last.left) > 1
      && Math.min(box.bottom, last.bottom) - Math.max(box.top, last.top) > 1
  }).map(([child]) => child.parentElement.outerHTML.slice(0, 160))
}).slice(0, 3)
"""
"""What a browser has drawn over its neighbour: a number over the words beside it, say."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Without our fontconfig, which shows only the fonts of documents."""
    program = SHELL if SHELL.exists() else WHOLE
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=program,
            args=FLAGS if program == SHELL else [*FLAGS, "--headless=new"],
            env={"PATH": "/usr/bin:/bin"},
        )
