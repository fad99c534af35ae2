"""Celery only wakes a worker up; what is to do is in the database."""

import logging

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from council.actions.send_notices import send_notices
from council.people import System, acting_as

log = logging.getLogger("portal.notices")


@shared_task(name="council.notices")
def notices() -> None:
    send_notices()


def wake_notices() -> None:
    """A lost call costs seconds: the timetable calls too."""
    try:
        notices.delay()
    except OperationalError:
        log.warning("Redis does not answer: the letters wait for the timetable")


@shared_task(name="council.clock")
def clock() -> None:
    # Letters wake the sender above, so this file is known before the clocks are.
    from council.actions.run_clocks import run_clocks

    with acting_as(System("clock")):
        run_clocks(at=timezone.now())
