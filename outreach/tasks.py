"""Celery only wakes a worker up; what is to do is in the database."""

import contextlib
import fcntl
import logging
import tempfile
from collections.abc import Iterator

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from council.people import System, acting_as
from outreach.actions.send import send_due_letters
from outreach.actions.subscribers import carry_out_departures, erase_departed

log = logging.getLogger("portal.send")
SENDERS = 4
"""How many are called when there is something to send."""
_ONE_A_WORKER = tempfile.TemporaryFile()  # noqa: SIM115  # shared with the pool that is forked off


@shared_task(name="outreach.send")
def send() -> None:
    """Sends what is due, and calls for another go where a minute was not enough.

    One sender a worker: one that is killed with all its processes leaves one letter in doubt, and
    can still make documents while letters go out. More workers send more.
    """
    with _alone_in_this_worker() as alone:
        accepted = send_due_letters() if alone else 0
    if accepted:
        log.info("%s letters accepted", accepted)
        wake_senders(1)


@contextlib.contextmanager
def _alone_in_this_worker() -> Iterator[bool]:
    """A lock that ends with its process, among those that came from one."""
    try:
        fcntl.lockf(_ONE_A_WORKER, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        yield False
        return
    try:
        yield True
    finally:
        fcntl.lockf(_ONE_A_WORKER, fcntl.LOCK_UN)


@shared_task(name="outreach.depart")
def depart() -> None:
    with acting_as(System("departures")):
        carry_out_departures(at=timezone.now())
        erase_departed(at=timezone.now())


def wake_senders(count: int = SENDERS) -> None:
    """A lost call costs seconds: the timetable calls too."""
    try:
        for _ in range(count):
            send.delay()
    except OperationalError:
        log.warning("Redis does not answer: the letters wait for the timetable")
