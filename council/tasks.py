"""Celery only wakes a worker up; what is to do is in the database."""

from celery import shared_task
from django.utils import timezone

from council.actions.make_papers import make_papers
from council.actions.remind import remind_of_meetings
from council.actions.run_clocks import run_clocks
from council.actions.seal_audit import seal_audit, tell_the_head
from council.actions.send_notices import send_notices
from council.people import System, acting_as


@shared_task(name="council.notices")
def notices() -> None:
    send_notices()


@shared_task(name="council.clock")
def clock() -> None:
    with acting_as(System("clock")):
        run_clocks(at=timezone.now())


@shared_task(name="council.seal_audit")
def seal() -> None:
    seal_audit()


@shared_task(name="council.tell_the_head")
def tell() -> None:
    tell_the_head()


@shared_task(name="council.reminders")
def reminders() -> None:
    with acting_as(System("reminders")):
        remind_of_meetings(at=timezone.now())


@shared_task(name="council.papers")
def papers() -> None:
    make_papers()
