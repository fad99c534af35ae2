"""Calling a worker by a task's name, so that what tasks use may call them too."""

import logging

from celery import current_app
from kombu.exceptions import OperationalError

log = logging.getLogger("portal.send")
SENDERS = 4
"""How many are called when there is something to send: one a worker, and workers may be several."""


def wake_senders(count: int = SENDERS) -> None:
    _wake("outreach.send", count)


def wake_trials() -> None:
    _wake("outreach.send_trials")


def wake_cancelling() -> None:
    _wake("outreach.cancel")


def wake_imports() -> None:
    _wake("outreach.imports")


def wake_for_wishes() -> None:
    """From a public page, so without waiting for a Redis that is slow to answer."""
    _wake("outreach.wishes", retry=False)


def _wake(task: str, count: int = 1, *, retry: bool = True) -> None:
    """A lost call costs seconds: the timetable calls too."""
    try:
        for _ in range(count):
            current_app.send_task(task, retry=retry)
    except OperationalError:
        log.warning("Redis does not answer: %s waits for the timetable", task)
