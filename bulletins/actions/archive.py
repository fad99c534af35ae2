"""Bringing in bulletins that came out before the portal: kept as they are, published by two persons."""

import datetime
import hashlib
import logging
import uuid
from pathlib import PurePath

from django.db import IntegrityError, transaction

from bulletins import documents
from bulletins.actions.render import RENDERER
from bulletins.models import ArchivedIssue, Edition
from council import audit
from council.people import User, acting_as
from languages.addresses import address
from outreach import pages
from press import files, pdf, pdf_text, word_files

log = logging.getLogger("portal.render")


class SameFile(Exception):
    """The very file is there already, as `issue`."""

    def __init__(self, issue: ArchivedIssue) -> None:
        super().__init__(str(issue))
        self.issue = issue


class MonthTaken(Exception):
    """The month has an issue in this language, here or made with the portal."""


class NotReadYet(Exception):
    """A worker has not read its text: nobody could see what is personal in it."""


class OwnUpload(Exception):
    """Another person publishes what somebody brought."""


class AlreadyPublic(Exception):
    """It has been published, so it is withdrawn with a reason and not thrown away."""


def add_archived(
    *,
    data: bytes,
    file_name: str,
    month: datetime.date,
    language: str,
    title: str,
    by: User,
    at: datetime.datetime,
) -> ArchivedIssue:
    """Keeps a clean copy of a file; nothing is public yet.

    Raises SameFile, MonthTaken, press.files.FileRefused or press.word_files.HasHiddenWords.
    """
    month = month.replace(day=1)
    brought = hashlib.sha256(data).hexdigest()
    _refuse_what_is_there(brought, month, language)
    clean = _cleaned(data, file_name)
    key = uuid.uuid4()
    issue = ArchivedIssue(
        id=key,
        month=month,
        language=language,
        title=title,
        file_name=PurePath(file_name).name[-200:],
        name=f"{month:%Y-%m}-{language}-archive-{key.hex[:8]}.{clean.extension}",
        media_type=clean.media_type,
        brought_sha256=brought,
        sha256=clean.sha256,
        bytes=len(clean.data),
        added_by=by,
        added_at=at,
    )
    path = documents.path_of(issue.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    pdf.write_atomically(path, clean.data)
    try:
        with transaction.atomic():
            issue.save(force_insert=True)
            audit.record(verb="archived.added", object_key=f"archived:{key}", at=at)
    except IntegrityError:
        path.unlink(missing_ok=True)
        # Somebody brought the same at the same moment.
        _refuse_what_is_there(brought, month, language)
        raise
    return issue


def read_archived(*, issue_id: uuid.UUID, at: datetime.datetime) -> None:
    """Reads the text out of the file, in a worker. It can run twice."""
    with acting_as(RENDERER):
        issue = ArchivedIssue.objects.filter(pk=issue_id, read_at__isnull=True).first()
    if issue is None:
        return
    try:
        data = documents.path_of(issue.name).read_bytes()
    except FileNotFoundError:
        log.error("the file of %s is gone", issue)
        return
    is_word = issue.is_word
    text = word_files.text_of_docx(data) if is_word else pdf_text.text_of_pdf(data)
    pages_found = None if is_word else pdf_text.pages_of(data)
    with acting_as(RENDERER):
        ArchivedIssue.objects.filter(pk=issue_id, read_at__isnull=True).update(
            text=text, pages=pages_found, read_at=at
        )


def publish_archived(*, issue: ArchivedIssue, by: User, at: datetime.datetime) -> None:
    """Raises NotReadYet, OwnUpload or MonthTaken. What is public already stays as it is."""
    with transaction.atomic():
        issue = ArchivedIssue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
        if issue.published_at or issue.withdrawn_at:
            return
        if issue.read_at is None:
            raise NotReadYet
        if issue.added_by_id == by.pk:
            raise OwnUpload
        if _has_edition(issue.month, issue.language):
            raise MonthTaken
        issue.published_by, issue.published_at = by, at
        issue.save(update_fields=["published_by", "published_at"])
        pages.put(
            key=page_key(issue.month),
            language=issue.language,
            address=address(
                "issue", issue.language, year=issue.month.year, month=issue.month.month
            ),
            title=issue.title,
            text=issue.text,
            at=at,
        )
        audit.record(verb="archived.published", object_key=f"archived:{issue.pk}", at=at)


def discard_archived(*, issue: ArchivedIssue, at: datetime.datetime) -> None:
    """Throws away what was never public. Raises AlreadyPublic."""
    with transaction.atomic():
        issue = ArchivedIssue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
        if issue.published_at:
            raise AlreadyPublic
        key, name = issue.pk, issue.name
        issue.delete()
        audit.record(verb="archived.discarded", object_key=f"archived:{key}", at=at)
        transaction.on_commit(lambda: documents.path_of(name).unlink(missing_ok=True))


def withdraw_archived(*, issue: ArchivedIssue, reason: str, at: datetime.datetime) -> None:
    """Takes it from the public and from search; its page says the reason in its place.

    Its text goes, the file stays where members can open it.
    """
    with transaction.atomic():
        issue = ArchivedIssue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
        if issue.withdrawn_at or not issue.published_at:
            return
        issue.withdrawn_at, issue.withdrawn_reason, issue.text = at, reason.strip(), ""
        issue.save(update_fields=["withdrawn_at", "withdrawn_reason", "text"])
        if not _has_edition(issue.month, issue.language):
            pages.withdraw_language(key=page_key(issue.month), language=issue.language)
        audit.record(verb="archived.withdrawn", object_key=f"archived:{issue.pk}", at=at)


def page_key(month: datetime.date) -> str:
    """An issue's own, so that one made later takes the place of what is archived."""
    return f"bulletin:{month:%Y-%m}"


def _cleaned(data: bytes, file_name: str) -> files.CleanFile:
    ending = PurePath(file_name).suffix.lower()
    if ending == ".docx":
        return word_files.clean_docx(data)
    if ending != ".pdf":
        raise files.FileRefused(files.Trouble.KIND)
    return files.clean(data, file_name)


def _refuse_what_is_there(brought: str, month: datetime.date, language: str) -> None:
    there = ArchivedIssue.objects.filter(withdrawn_at__isnull=True)
    if same := there.filter(brought_sha256=brought).first():
        raise SameFile(same)
    if there.filter(month=month, language=language).exists() or _has_edition(month, language):
        raise MonthTaken


def _has_edition(month: datetime.date, language: str) -> bool:
    return Edition.objects.filter(
        bulletin__month=month, language=language, published_at__isnull=False
    ).exists()
