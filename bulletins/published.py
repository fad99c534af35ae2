"""Published editions as readers see them."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, When
from django.db.models.fields.json import KT, KeyTransform

from bulletins.content import Issue, issue_from
from bulletins.models import Bulletin, Edition, EditionFile
from languages import AUTHORITATIVE
from languages.addresses import address


@dataclass(frozen=True)
class IssueSummary:
    month: datetime.date
    language: str
    title: str
    headlines: tuple[str, ...]
    origin: str
    form: str
    """`full`, or `digest` where the whole issue is in Albanian only."""
    published_at: datetime.datetime
    url: str
    pdf_url: str
    pdf_pages: int
    pdf_size: int
    """Bytes."""


@dataclass(frozen=True)
class PublishedEdition:
    issue: Issue
    number: int
    published_at: datetime.datetime
    pdf_name: str
    pdf_url: str
    pdf_pages: int
    pdf_size: int
    pdf_sha256: str
    superseded: bool


@dataclass(frozen=True)
class EditionPdf:
    """One published edition of an issue, as its list of editions and its address give it."""

    number: int
    published_at: datetime.datetime
    superseded_at: datetime.datetime | None
    change_note: str
    url: str
    pages: int
    size: int
    sha256: str
    """Of the document as it was published."""
    pdf_name: str
    marked_name: str
    marked_sha256: str


@dataclass(frozen=True)
class MonthOfEditions:
    """What an issue's page says of the month's editions."""

    edition: PublishedEdition
    editions: tuple[EditionPdf, ...]
    """Every one of its language that was published and is not withdrawn, the newest first."""
    digests: frozenset[str]
    """The languages in which the month has a digest in the place of its full issue."""


@dataclass(frozen=True)
class Withdrawal:
    at: datetime.datetime
    reason: str


@dataclass(frozen=True)
class WithdrawnIssue:
    """What is still said of an issue of which nothing is public any more."""

    month: datetime.date
    title: str
    published_at: datetime.datetime
    at: datetime.datetime
    reason: str
    url: str


@dataclass(frozen=True)
class IssueCorrection:
    """That an issue was corrected, or withdrawn as a whole, and what was said of it."""

    month: datetime.date
    title: str
    at: datetime.datetime
    note: str
    withdrawn: bool
    url: str


@dataclass(frozen=True)
class PublishedFile:
    """A sheet or a card of an edition in force."""

    kind: str
    name: str
    sha256: str
    media_type: str
    url: str
    pages: int | None
    size: int
    """Bytes."""


def in_force():  # type: ignore[no-untyped-def]
    """The editions that readers get: published, neither superseded nor withdrawn."""
    return Edition.objects.select_related("bulletin").filter(
        published_at__isnull=False, superseded_at__isnull=True, withdrawn_at__isnull=True
    )


_DOCUMENT = (
    *("bulletin__month", "language", "number", "published_at"),
    *("pdf_name", "pdf_pages", "pdf_bytes", "pdf_sha256"),
)


def edition(month: datetime.date, language: str) -> PublishedEdition | None:
    rows = in_force().filter(bulletin__month=month, language=language)
    row = rows.only("content", *_DOCUMENT).first()
    return _edition(row, row.content) if row else None


def _edition(row: Any, content: dict[str, Any]) -> PublishedEdition:
    return PublishedEdition(
        issue=issue_from(content),
        number=row.number,
        published_at=row.published_at,
        pdf_name=row.pdf_name,
        pdf_url=_address("issue-pdf", row),
        pdf_pages=row.pdf_pages,
        pdf_size=row.pdf_bytes,
        pdf_sha256=row.pdf_sha256,
        superseded=False,
    )


def shows_picture(month: datetime.date, language: str, name: str) -> bool:
    """Whether what readers get shows this picture: what was withdrawn or replaced does not."""
    rows = in_force().filter(bulletin__month=month, language=language)
    return bool(rows.filter(content__blocks__contains=[{"picture": {"name": name}}]).exists())


def editions(month: datetime.date, language: str) -> tuple[EditionPdf, ...]:
    """Every edition that was published and is not withdrawn, the newest first."""
    return _editions(list(_public_editions(month)), language)


def month_of_editions(month: datetime.date, language: str) -> MonthOfEditions | None:
    """None where nothing is in force in the language. One query."""
    shown = Case(When(language=language, superseded_at=None, then=F("content")))
    rows = list(_public_editions(month).annotate(shown=shown))
    found = next((row for row in rows if row.shown is not None), None)
    if found is None:
        return None
    return MonthOfEditions(_edition(found, found.shown), _editions(rows, language), _digests(rows))


def _public_editions(month: datetime.date):  # type: ignore[no-untyped-def]
    rows = Edition.objects.select_related("bulletin").only(
        *("form", "superseded_at", "change_note", "marked_name", "marked_sha256", *_DOCUMENT)
    )
    public = rows.filter(published_at__isnull=False, withdrawn_at__isnull=True)
    return public.filter(bulletin__month=month).order_by("-number")


def _digests(rows: list[Edition]) -> frozenset[str]:
    in_force = (row for row in rows if row.superseded_at is None)
    return frozenset(row.language for row in in_force if row.form == Edition.Form.DIGEST)


def _editions(rows: list[Edition], language: str) -> tuple[EditionPdf, ...]:
    return tuple(
        EditionPdf(
            number=row.number,
            published_at=row.published_at,
            superseded_at=row.superseded_at,
            change_note=row.change_note,
            url=_address("issue-edition-pdf", row, number=row.number),
            pages=row.pdf_pages or 0,
            size=row.pdf_bytes or 0,
            sha256=row.pdf_sha256,
            pdf_name=row.pdf_name,
            marked_name=row.marked_name,
            marked_sha256=row.marked_sha256,
        )
        for row in rows
        if row.language == language and row.published_at
    )


def withdrawal(month: datetime.date, language: str) -> Withdrawal | None:
    """Why nothing of a month is public any more in a language; None where something is."""
    rows = Edition.objects.filter(bulletin__month=month, language=language)
    row = rows.filter(published_at__isnull=False).order_by("-number").first()
    if row is None or row.withdrawn_at is None:
        return None
    return Withdrawal(row.withdrawn_at, row.withdrawn_reason)


def withdrawn(language: str) -> list[WithdrawnIssue]:
    """Each month of which nothing is public any more in a language, with why."""
    rows = Edition.objects.select_related("bulletin").defer("content")
    rows = rows.annotate(title=KT("content__title")).filter(
        language=language, published_at__isnull=False
    )
    last: dict[datetime.date, Any] = {}
    for row in rows.order_by("number"):
        last[row.bulletin.month] = row
    return [
        WithdrawnIssue(
            month=month,
            title=row.title,
            published_at=row.published_at,
            at=row.withdrawn_at,
            reason=row.withdrawn_reason,
            url=_address("issue", row),
        )
        for month, row in last.items()
        if row.withdrawn_at
    ]


def corrections(language: str) -> tuple[IssueCorrection, ...]:
    """What was corrected in issues of a language, and what was withdrawn. One query."""
    rows = Edition.objects.select_related("bulletin").defer("content")
    rows = rows.annotate(title=KT("content__title")).filter(
        language=language, published_at__isnull=False
    )
    told = [_corrected(row) for row in rows if row.withdrawn_at or row.number > 1]
    return tuple(sorted(told, key=lambda correction: correction.at, reverse=True))


def _corrected(row: Any) -> IssueCorrection:
    gone = row.withdrawn_at is not None
    return IssueCorrection(
        month=row.bulletin.month,
        title=row.title,
        at=row.withdrawn_at if gone else row.published_at,
        note=row.withdrawn_reason if gone else row.change_note,
        withdrawn=gone,
        url=_address("issue", row),
    )


def follows(month: datetime.date, language: str) -> bool:
    """Whether the council has said that the month comes in this language later."""
    return Bulletin.objects.filter(month=month, held_back__contains=[language]).exists()


def files(month: datetime.date, language: str) -> dict[str, PublishedFile]:
    """What a worker has made of the edition in force, by its kind."""
    rows = EditionFile.objects.filter(
        edition__bulletin__month=month,
        edition__language=language,
        edition__published_at__isnull=False,
        edition__superseded_at__isnull=True,
        edition__withdrawn_at__isnull=True,
    ).exclude(name="")
    return {row.kind: _file(row, month, language) for row in rows}


def file(month: datetime.date, language: str, kind: str) -> PublishedFile | None:
    return files(month, language).get(kind)


def _file(row: EditionFile, month: datetime.date, language: str) -> PublishedFile:
    picture = row.kind in (EditionFile.Kind.CARD, EditionFile.Kind.CARD_TALL)
    return PublishedFile(
        kind=row.kind,
        name=row.name,
        sha256=row.sha256,
        media_type="image/png" if picture else "application/pdf",
        url=address(f"issue-{row.kind}", language, year=month.year, month=month.month),
        pages=row.pages,
        size=row.bytes or 0,
    )


def summaries(language: str) -> tuple[IssueSummary, ...]:
    """Each month's issue in a language, else in Albanian; the newest first."""
    chosen: dict[datetime.date, Any] = {}
    for row in _light().filter(language__in={language, AUTHORITATIVE}):
        month = row.bulletin.month
        if month not in chosen or row.language == language:
            chosen[month] = row
    return tuple(_summary(chosen[month]) for month in sorted(chosen, reverse=True))


def latest(language: str) -> IssueSummary | None:
    row = _light().filter(language=language).order_by("-bulletin__month").first()
    return _summary(row) if row else None


_LISTED = (
    *("bulletin__month", "bulletin__origin", "language", "form"),
    *("published_at", "composed_at", "pdf_pages", "pdf_bytes"),
)


def _light():  # type: ignore[no-untyped-def]
    """Of the content only what a list shows: a year of whole issues is a megabyte."""
    return (
        in_force()
        .only(*_LISTED)
        .annotate(
            title=KT("content__title"),
            # The cover is the first block where there is one (`Block.Kind` is in order).
            headlines=KeyTransform(
                "headlines", KeyTransform("0", KeyTransform("blocks", "content"))
            ),
        )
    )


def _summary(row: Any) -> IssueSummary:
    """A row of `_light`."""
    return IssueSummary(
        month=row.bulletin.month,
        language=row.language,
        title=row.title,
        headlines=tuple(row.headlines or ()),
        origin=row.bulletin.origin,
        form=row.form,
        published_at=row.published_at or row.composed_at,
        url=_address("issue", row),
        pdf_url=_address("issue-pdf", row),
        pdf_pages=row.pdf_pages or 0,
        pdf_size=row.pdf_bytes or 0,
    )


def _address(name: str, row: Edition, **parts: Any) -> str:
    month = row.bulletin.month
    return address(name, row.language, year=month.year, month=month.month, **parts)
