"""A reader says that a text is wrong."""

import datetime

from outreach.models import MistakeReport


def report_mistake(
    *, page: str, language: str, kind: str, text: str, suggestion: str, at: datetime.datetime
) -> None:
    """The public role can only add: it never reads what others reported."""
    MistakeReport.objects.bulk_create(
        [
            MistakeReport(
                page=page,
                language=language,
                kind=kind,
                text=text,
                suggestion=suggestion,
                reported_at=at,
            )
        ]
    )
