"""The web server as it is started: what its processes share, and what each has of its own."""

import os
import signal
import subprocess
from collections.abc import Iterator

import psutil
import pytest

from elbasan_council.processes import web_server
from tests.portal import PATIENCE, free_port, until


@pytest.fixture
def port() -> Iterator[int]:
    """Where a server listens that needs no database as long as nobody asks for a page."""
    port = free_port()
    serving = subprocess.Popen(web_server(port), env=os.environ, stdin=subprocess.DEVNULL)
    try:
        yield port
    finally:
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(PATIENCE) == 0


def test_each_process_has_a_queue_of_its_own(port: int) -> None:
    """From one queue the first process that wakes up takes most connections, and keeps them."""
    until(lambda: len(queues(port)) == 2)
    assert len({*queues(port)}) == 2


def queues(port: int) -> list[int | None]:
    """The process of each socket that listens there."""
    return [
        found.pid
        for found in psutil.net_connections("tcp")
        if found.status == psutil.CONN_LISTEN and found.laddr.port == port
    ]
