"""Celery only wakes a worker up; what is to do is in the database."""

import logging

from celery import shared_task
from django.utils import timezone

from council.people import System, acting_as
from outreach.actions.send import send_due_letters
from outreach.actions.send_trials import send_trials as send_waiting_trials
from outreach.actions.steer import cancel_the_rest
from outreach.actions.subscribers import carry_out_departures, erase_departed
from outreach.wake import wake_senders

log = logging.getLogger("portal.send")


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


@shared_task(name="outreach.cancel")
def cancel() -> None:
    with acting_as(System("cancelling")):
        cancel_the_rest()


@shared_task(name="outreach.send_trials")
def send_trials() -> None:
    send_waiting_trials()
