"""Imported bulletins as readers see them: as they were published then."""

import datetime
from dataclasses import dataclass

from bulletins.models import ArchivedIssue
from bulletins.published import Withdrawal
from languages import AUTHORITATIVE
from languages.addresses import address


@dataclass(frozen=True)
class ArchivedSummary:
    """It has the names of `bulletins.published.IssueSummary` that a list shows."""

    month: datetime.date
    language: str
    title: str
    url: str
    pdf_url: str
    pdf_size: int
    kind: str
    """`PDF` or `Word`."""
    as_published: bool = True


def public():  # type: ignore[no-untyped-def]
    return ArchivedIssue.objects.filter(published_at__isnull=False, withdrawn_at__isnull=True)


def issue(month: datetime.date, language: str) -> ArchivedIssue | None:
    found: ArchivedIssue | None = public().filter(month=month, language=language).first()
    return found


def languages(month: datetime.date) -> frozenset[str]:
    """Those in which a past issue of the month is public."""
    return frozenset(public().filter(month=month).values_list("language", flat=True))


def exists(month: datetime.date) -> bool:
    return bool(public().filter(month=month, language=AUTHORITATIVE).exists())


def withdrawal(month: datetime.date, language: str) -> Withdrawal | None:
    """Why a past issue is not public any more; None where another has taken its place."""
    if issue(month, language):
        return None
    rows = ArchivedIssue.objects.filter(
        month=month, language=language, published_at__isnull=False, withdrawn_at__isnull=False
    )
    row = rows.order_by("-withdrawn_at").first()
    if row is None or row.withdrawn_at is None:
        return None
    return Withdrawal(row.withdrawn_at, row.withdrawn_reason)


def file_url(row: ArchivedIssue) -> str:
    name = "issue-docx" if row.is_word else "issue-pdf"
    return address(name, row.language, year=row.month.year, month=row.month.month)


def summaries(language: str, *, without: set[datetime.date]) -> list[ArchivedSummary]:
    """Each month in a language, else in Albanian, where the portal has no issue of its own."""
    chosen: dict[datetime.date, ArchivedIssue] = {}
    for row in public().defer("text").filter(language__in={language, AUTHORITATIVE}):
        if row.month not in without and (row.month not in chosen or row.language == language):
            chosen[row.month] = row
    return [
        ArchivedSummary(
            month=row.month,
            language=row.language,
            title=row.title,
            url=address("issue", row.language, year=row.month.year, month=row.month.month),
            pdf_url=file_url(row),
            pdf_size=row.bytes,
            kind="Word" if row.is_word else "PDF",
        )
        for row in chosen.values()
    ]
