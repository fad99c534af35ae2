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


@shared_task(name="council.reminders")
def reminders() -> None:
    from council.actions.remind import remind_of_meetings  # writes notices, which wake tasks

    with acting_as(System("reminders")):
        remind_of_meetings(at=timezone.now())


def wake_notices() -> None:
    """A lost call costs seconds: the timetable calls too."""
    try:
        notices.delay()
    except OperationalError:
        log.warning("Redis does not answer: the letters wait for the timetable")
