"""Celery only wakes a worker up; what is to do is in the database."""

import logging

from celery import shared_task
from django.conf import settings
from django.utils import timezone
from kombu.exceptions import OperationalError

from council.people import System, acting_as
from outreach.actions.act_on_returned import act_on_returned
from outreach.actions.check_domain import check_domain_if_due
from outreach.actions.send import send_due_letters
from outreach.actions.subscribers import carry_out_departures, erase_departed
from outreach.actions.take_returned import forget_returned, read_maildir
from outreach.returned.maildir import NoMaildir

log = logging.getLogger("portal.send")
SENDERS = 2
AT_ONCE = 2_000
"""Returned messages that one call takes in: letters that leave must not wait for them."""


@shared_task(name="outreach.send")
def send() -> None:
    """Sends what is due, and calls for another go where a minute was not enough."""
    if accepted := send_due_letters():
        log.info("%s letters accepted", accepted)
        wake_senders(1)


@shared_task(name="outreach.depart")
def depart() -> None:
    with acting_as(System("departures")):
        carry_out_departures(at=timezone.now())
        erase_departed(at=timezone.now())


@shared_task(name="outreach.returned")
def returned() -> None:
    """Takes in what came back, acts upon it, and forgets what is old."""
    if settings.BOUNCES:
        try:
            read_maildir(settings.BOUNCES, at=timezone.now(), at_most=AT_ONCE)
        except NoMaildir as error:
            log.error("BOUNCES: %s", error)
    act_on_returned(at=timezone.now())
    forget_returned(settings.BOUNCES, at=timezone.now())


@shared_task(name="outreach.domain")
def domain() -> None:
    check_domain_if_due(at=timezone.now())


def wake_senders(count: int = SENDERS) -> None:
    """A lost call costs seconds: the timetable calls too."""
    try:
        for _ in range(count):
            send.delay()
    except OperationalError:
        log.warning("Redis does not answer: the letters wait for the timetable")
