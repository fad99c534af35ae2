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
