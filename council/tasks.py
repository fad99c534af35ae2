"""Celery only wakes a worker up; what is to do is in the database."""

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from council.actions.make_papers import make_papers
from council.actions.send_notices import send_notices

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


@shared_task(name="council.papers")
def papers() -> None:
    make_papers()


def wake_papers() -> None:
    try:
        papers.delay()
    except OperationalError:
        log.warning("Redis does not answer: the papers wait for the timetable")
