"""Where letters go in a test: a folder, or a server on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.committed import committed
from tests.outreach.relay import Relay, serving

__all__ = ["committed"]


@pytest.fixture
def outbox(settings: Settings, tmp_path: Path) -> Path:
    settings.EMAIL_URL, settings.OUTBOX = "", tmp_path / "outbox"
    return tmp_path / "outbox"


@pytest.fixture
def relay(settings: Settings) -> Iterator[Relay]:
    relay = Relay()
    with serving(relay) as url:
        settings.EMAIL_URL = url
        yield relay
