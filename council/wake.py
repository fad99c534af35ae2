"""Calling a worker by a task's name, so that what tasks use may call them too."""

import logging

from celery import current_app
from kombu.exceptions import OperationalError

log = logging.getLogger("portal.wake")


def wake(task: str) -> None:
    """A lost call costs seconds: the timetable calls too."""
    try:
        current_app.send_task(task)
    except OperationalError:
        log.warning("Redis does not answer: %s waits for the timetable", task)
