"""What the public side may know of one place's month; its database role asks one function."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import connection

from languages import AUTHORITATIVE


@dataclass(frozen=True, slots=True)
class PostingPage:
    """As the contact's own page shows it, with what was said a moment ago."""

    name: str
    name_en: str
    name_ar: str
    month: datetime.date
    over: str
    """Why no answer is taken any more: `next`, `replaced`, `withdrawn`, `retired`, or ""."""
    outcome: str
    heard: int | None
    reason: str
    note: str
    answered_at: datetime.datetime | None

    def name_in(self, language: str) -> tuple[str, str]:
        """(the name, its language): Albanian where there is none in this one."""
        own = {"en": self.name_en, "ar": self.name_ar}.get(language, "")
        return (own, language) if own else (self.name, AUTHORITATIVE)


@dataclass(frozen=True, slots=True)
class PostingSheet:
    """The file that a place's own sheet is made of, and what its code says."""

    month: datetime.date
    code: str
    web_address: str
    sheet: str
    """Below PORTAL_VAR."""


def posting_page(posting_id: uuid.UUID) -> PostingPage | None:
    """None where nothing is known by this id any more. For the public role alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outreach_posting(%s)", [posting_id])
        row = cursor.fetchone()
    return PostingPage(*row) if row else None


def posting_sheet(posting_id: uuid.UUID) -> PostingSheet | None:
    """None where nothing is known by this id any more. For the public role alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outreach_posting_sheet(%s)", [posting_id])
        row = cursor.fetchone()
    return PostingSheet(*row) if row else None
