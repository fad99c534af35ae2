"""Celery only wakes a worker up; what is to do is in the database."""

from celery import shared_task

from council.actions.seal_audit import seal_audit, tell_the_head
from council.actions.send_notices import send_notices


@shared_task(name="council.notices")
def notices() -> None:
    send_notices()


@shared_task(name="council.seal_audit")
def seal() -> None:
    seal_audit()


@shared_task(name="council.tell_the_head")
def tell() -> None:
    tell_the_head()
