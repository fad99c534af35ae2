"""Celery only wakes a worker up; what is to do is in the database."""

import logging
import uuid

from celery import shared_task
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from bulletins.actions import preview
from bulletins.actions.archive import read_archived
from bulletins.actions.ask_approval import remind_approvers
from bulletins.actions.check_sentences import pass_in_silence
from bulletins.actions.hand_to_boards import hand_to_boards
from bulletins.actions.render import RENDERER, mark_superseded, render_edition
from bulletins.actions.render_files import render_files, waiting_for_files
from bulletins.actions.schedule import release_due
from bulletins.actions.set_picture import forget_removed
from bulletins.models import ArchivedIssue, Edition
from council.people import System, acting_as
from press import pdf

log = logging.getLogger("portal.render")


@shared_task(name="bulletins.render")
def render(*, edition_id: str) -> None:
    _render(uuid.UUID(edition_id))


@shared_task(name="bulletins.previews")
def make_previews() -> None:
    preview.make_previews()


@shared_task(name="bulletins.render_waiting")
def render_waiting() -> None:
    """Finds approved editions without a document: what a lost message or a kill left behind."""
    with acting_as(RENDERER):
        waiting = list(waiting_editions())
        replaced = list(unmarked_editions())
    for edition_id in waiting:
        _render(edition_id)
    for edition_id in replaced:
        _mark(edition_id)


@shared_task(name="bulletins.release")
def release() -> None:
    release_due(at=timezone.now())


@shared_task(name="bulletins.watch")
def watch() -> None:
    """Silence of institutions, approvals that are waited for, pictures that nobody brought back."""
    with acting_as(System("studio")):
        pass_in_silence(at=timezone.now())
        remind_approvers(at=timezone.now())
    with acting_as(System("studio")):
        forget_removed(at=timezone.now())


def _mark(edition_id: uuid.UUID) -> None:
    try:
        mark_superseded(edition_id=edition_id)
    except (pdf.RenderError, pdf.NotWritten, OSError) as error:
        log.error("not marked: %s", error)


@shared_task(name="bulletins.render_files")
def render_sheets_and_cards() -> None:
    """Finds published editions without their sheets and cards; notice boards get theirs."""
    with acting_as(RENDERER):
        waiting = waiting_for_files(at=timezone.now())
    for edition_id in waiting:
        render_files(edition_id=edition_id, at=timezone.now())
    with acting_as(RENDERER):
        hand_to_boards(at=timezone.now())


@shared_task(name="bulletins.read_archived")
def read_waiting() -> None:
    """Finds imported bulletins whose text nobody has read out of them yet."""
    with acting_as(RENDERER):
        waiting = list(
            ArchivedIssue.objects.filter(read_at__isnull=True).values_list("pk", flat=True)
        )
    for issue_id in waiting:
        read_archived(issue_id=issue_id, at=timezone.now())


def wake_reader() -> None:
    """A lost call costs seconds: the timetable calls too."""
    try:
        read_waiting.delay()
    except OperationalError:
        log.warning("Redis does not answer: the text is read by the timetable")


def _render(edition_id: uuid.UUID) -> None:
    """One that fails says so in a line (it is noted at the edition too) and stops no other."""
    try:
        render_edition(edition_id=edition_id)
    except (pdf.RenderError, OSError) as error:
        log.error("not rendered: %s", error)


def waiting_editions():  # type: ignore[no-untyped-def]
    return (
        Edition.objects.filter(approved_at__isnull=False, pdf_name="", published_at__isnull=True)
        .order_by("composed_at")
        .values_list("pk", flat=True)
    )


def unmarked_editions():  # type: ignore[no-untyped-def]
    return Edition.objects.filter(
        superseded_at__isnull=False, withdrawn_at__isnull=True, marked_name=""
    ).values_list("pk", flat=True)


def wake_renderers() -> None:
    """Once what was approved is stored. A lost call costs seconds: the timetable calls too."""
    transaction.on_commit(_wake_renderers)


def _wake_renderers() -> None:
    try:
        render_waiting.apply_async(retry=False)
    except OperationalError:
        log.warning("Redis does not answer: the document is made by the timetable")


def wake_previews() -> None:
    """A lost call costs seconds: the timetable calls too."""
    try:
        make_previews.apply_async(retry=False)
    except OperationalError:
        log.warning("Redis does not answer: previews wait for the timetable")
