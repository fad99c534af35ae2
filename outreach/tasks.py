"""Celery only wakes a worker up; what is to do is in the database."""

import contextlib
import fcntl
import logging
import tempfile
from collections.abc import Iterator

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from council.people import System, acting_as
from outreach.actions.act_on_returned import act_on_returned
from outreach.actions.boards.answer import carry_out_answers
from outreach.actions.boards.hand_out import hand_out
from outreach.actions.boards.remind import remind
from outreach.actions.carry_out import (
    carry_out_changes,
    carry_out_confirmations,
    carry_out_requests,
    erase_unconfirmed,
)
from outreach.actions.check_domain import check_domain_if_due
from outreach.actions.count import erase_counts
from outreach.actions.help.make_cards import make_cards
from outreach.actions.import_subscribers import erase_old_lists
from outreach.actions.late_issue import reopen_mailings
from outreach.actions.mistakes.settle import erase_settled_reports
from outreach.actions.newsroom.publish import release_due
from outreach.actions.pages.follow import follow_if_changed
from outreach.actions.questions.run_clock import run_clock
from outreach.actions.send import send_due_letters
from outreach.actions.send_letters import erase_old_letters, send_resident_letters
from outreach.actions.send_trials import send_trials as send_waiting_trials
from outreach.actions.steer import cancel_the_rest
from outreach.actions.subscribers import carry_out_departures, erase_departed
from outreach.actions.survey.tally import tally_slips
from outreach.actions.take_counts import take_counts
from outreach.actions.take_returned import forget_returned, read_maildir
from outreach.actions.work_on_lists import WORKER, work_on_lists
from outreach.returned.maildir import NoMaildir
from outreach.wake import wake_senders

log = logging.getLogger("portal.send")
AT_ONCE = 2_000
"""Returned messages that one call takes in: letters that leave must not wait for them."""
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


@shared_task(name="outreach.letters")
def letters() -> None:
    """Single letters: confirmations and what else is written to one resident."""
    if accepted := send_resident_letters():
        log.info("%s letters to one resident each accepted", accepted)


@shared_task(name="outreach.wishes")
def wishes() -> None:
    """What came from the public side, in the order in which it holds."""
    at = timezone.now()
    with acting_as(System("wishes")):
        carry_out_departures(at=at)
        carry_out_requests(at=at)
        carry_out_confirmations(at=at)
        carry_out_changes(at=at)
        tally_slips(at=at)
        carry_out_answers()
        reopened = reopen_mailings()
    if reopened:
        wake_senders(1)


@shared_task(name="outreach.depart")
def depart() -> None:
    with acting_as(System("departures")):
        carry_out_departures(at=timezone.now())
        erase_departed(at=timezone.now())
        erase_unconfirmed(at=timezone.now())
        erase_old_letters(at=timezone.now())
        erase_counts(at=timezone.now())
        erase_settled_reports(at=timezone.now())


@shared_task(name="outreach.reach")
def reach() -> None:
    """What was counted since the last tick."""
    take_counts(at=timezone.now())


@shared_task(name="outreach.boards")
def boards() -> None:
    """The month's pack for places that lack it, and one reminder for those that said nothing."""
    with acting_as(System("notice boards")):
        hand_out(at=timezone.now())
        remind(at=timezone.now())


@shared_task(name="outreach.imports")
def imports() -> None:
    """Lists of subscribers that were brought: checked, entered, and erased after a day."""
    work_on_lists()
    with acting_as(WORKER):
        erase_old_lists(at=timezone.now())


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


@shared_task(name="outreach.cancel")
def cancel() -> None:
    with acting_as(System("cancelling")):
        cancel_the_rest()


@shared_task(name="outreach.send_trials")
def send_trials() -> None:
    send_waiting_trials()


@shared_task(name="outreach.help_cards")
def help_cards() -> None:
    """Finds by itself whether the lines or their words have changed."""
    make_cards(at=timezone.now())


@shared_task(name="outreach.questions")
def questions() -> None:
    """The clock of answers, and what became of questions on agendas."""
    with acting_as(System("questions")):
        run_clock(at=timezone.now())


@shared_task(name="outreach.newsroom")
def newsroom() -> None:
    """News, events and activities whose hour has come."""
    if released := release_due(at=timezone.now()):
        log.info("%s published at their hour", released)


@shared_task(name="outreach.pages")
def pages() -> None:
    """What search finds and the site map lists."""
    with acting_as(System("pages")):
        follow_if_changed(at=timezone.now())
