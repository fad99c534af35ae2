"""The portal's own processes: started together, ended together."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

from django.conf import settings

SECONDS_TO_END = 8
_PR_SET_PDEATHSIG = 1


class Family:
    """Child processes that end with their parent, however the parent ends."""

    def __init__(self) -> None:
        self._children: list[subprocess.Popen[bytes]] = []

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """`manage.py` with arguments, or the program that the first one names with a slash."""
        command = (
            list(arguments)
            if "/" in arguments[0]
            else [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
        )
        child = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            preexec_fn=_die_with_parent,  # noqa: PLW1509  # no threads run here yet
            start_new_session=True,
        )
        self._children.append(child)
        return child

    def ended(self) -> subprocess.Popen[bytes] | None:
        """A child that has ended by itself."""
        return next((child for child in self._children if child.poll() is not None), None)

    def end(self) -> None:
        """TERM to all, then KILL to what is left after eight seconds."""
        for child in self._children:
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + SECONDS_TO_END
        for child in self._children:
            try:
                child.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                _kill_group(child)
        self._children.clear()


def web_server(port: int) -> Sequence[str]:
    """gunicorn on loopback; localhost and 127.0.0.1 both answer."""
    return (
        os.path.join(os.path.dirname(sys.executable), "gunicorn"),
        "elbasan_council.wsgi:application",
        f"--bind=127.0.0.1:{port}",
        "--config=python:elbasan_council.web",
    )


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    # Its own children (a worker's pool) are in its session.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
