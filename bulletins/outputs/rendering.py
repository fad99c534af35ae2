"""An edition's words into HTML for the document, and the letter's two bodies."""

import datetime

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localdate

from bulletins import pictures
from bulletins.content import Issue, issue_from
from bulletins.models import Edition
from press import mail, pdf

STYLESHEET = "bulletins/pdf/edition.css"


def document_html(issue: Issue, replaced_on: datetime.date | None = None) -> str:
    return _rendered("bulletins/pdf/edition.html", issue, replaced_on=replaced_on)


def document(edition: Edition) -> pdf.Document:
    """The edition as PDF; the same edition gives the same bytes. Raises pdf.RenderError."""
    return _document(edition, None)


def marked(edition: Edition) -> pdf.Document:
    """A superseded edition, saying on every page since when it is. Raises pdf.RenderError."""
    return _document(edition, edition.superseded_at and localdate(edition.superseded_at))


def _document(edition: Edition, replaced_on: datetime.date | None) -> pdf.Document:
    issue = issue_from(edition.content)
    return pdf.render(
        document_html(issue, replaced_on),
        language=issue.language,
        title=issue.title,
        description=issue.description,
        stylesheets=[pdf.stylesheet(STYLESHEET)],
        generated=datetime.datetime.combine(
            issue.published_on, datetime.time(12), tzinfo=datetime.UTC
        ),
        identifier=f"{edition.content_hash} {edition.pk} {replaced_on or ''}".strip(),
        author=issue.council.name,
        assets=pictures.assets_of(issue),
    )


def letter(edition: Edition) -> tuple[str, str, str]:
    """(subject, text, HTML with inlined styles), with slots in place of a person's links."""
    issue = issue_from(edition.content)
    links = {
        "unsubscribe_url": mail.UNSUBSCRIBE_SLOT,
        "preferences_url": mail.PREFERENCES_SLOT,
        # The tag of the channel: the same in every letter (`outreach/reach/visits.py`).
        "web_address": f"{issue.web_address}?k=m",
        "pdf_address": f"{issue.pdf_address}?k=m",
        "pdf_pages": edition.pdf_pages,
        "pdf_size": edition.pdf_bytes,
    }
    subject = _rendered("bulletins/letter/edition_subject.txt", issue, **links)
    text = _rendered("bulletins/letter/edition.txt", issue, **links)
    html = _rendered(
        "bulletins/letter/edition.html",
        issue,
        styles=pdf.stylesheet("bulletins/letter/edition.css"),
        **links,
    )
    return " ".join(subject.split()), mail.wrap(text, issue.language), mail.inline(html)


def _rendered(template: str, issue: Issue, **more: object) -> str:
    context = {
        "issue": issue,
        "language": issue.language,
        "direction": issue.direction,
        "demonstration": issue.demonstration,
        **more,
    }
    with translation.override(issue.language):
        return render_to_string(template, context)
