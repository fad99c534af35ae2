"""An edition's sheets on paper: for notice boards, and in large print. Black on white, A4.

The same edition gives the same bytes.
"""

import datetime
from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from bulletins.content import Issue
from bulletins.outputs import front
from press import pdf

SIZES = ("s0", "s1", "s2", "s3", "s4")
"""The notice-board sheet's, from the largest: what is read from furthest is tried first."""
Tries = Sequence[tuple[str, int]]


class DoesNotFit(pdf.RenderError):
    """Not even the first sentence alone fits on the page in the smallest size."""


def poster(issue: Issue, *, identifier: str) -> pdf.Document:
    """One page. The size goes down until all is on it, then the last sentences stay away.

    Raises pdf.RenderError.
    """
    tries: list[tuple[str, int]] = [(size, front.SENTENCES) for size in SIZES]
    tries += [(SIZES[-1], most) for most in range(front.SENTENCES - 1, 0, -1)]
    for size, most in _worth_trying(issue, tries):
        with translation.override(issue.language):
            title = _("Notice-board sheet: %(title)s") % {"title": issue.title}
            html = _html("poster", issue, title, front.printed(issue, most), size)
        made = _rendered(html, "poster", issue, title, identifier)
        if made.pages == 1:
            return made
    raise DoesNotFit("The first sentence is too long for a notice-board sheet.")


def large_print(issue: Issue, *, identifier: str) -> pdf.Document:
    """As many pages as it takes. Raises pdf.RenderError."""
    with translation.override(issue.language):
        title = _("Large print: %(title)s") % {"title": issue.title}
        html = _html("large_print", issue, title, front.printed(issue), "")
    return _rendered(html, "large_print", issue, title, identifier)


def _worth_trying(issue: Issue, tries: Tries) -> Tries:
    """Long sentences begin with a smaller size: each try is a whole render."""
    length = sum(map(len, front.sentences(issue)))
    skipped = sum(length > most for most in (130, 190, 270, 400))
    return tries[skipped:]


def _html(kind: str, issue: Issue, title: str, sentences: Sequence[str], size: str) -> str:
    context = {
        "issue": issue,
        "title": title,
        "sentences": sentences,
        "size": size,
        "coming": front.coming_date(issue),
        "numbers": front.help_numbers(issue),
        "plain_address": front.plain_address(issue),
        "summary": issue.block("summary"),
        "decisions": issue.block("decisions"),
        "language": issue.language,
        "direction": issue.direction,
    }
    return render_to_string(f"bulletins/sheets/{kind}.html", context)


def _rendered(html: str, kind: str, issue: Issue, title: str, identifier: str) -> pdf.Document:
    return pdf.render(
        html,
        language=issue.language,
        title=title,
        description=issue.description,
        stylesheets=[pdf.stylesheet(f"bulletins/sheets/{kind}.css")],
        generated=datetime.datetime.combine(
            issue.published_on, datetime.time(12), tzinfo=datetime.UTC
        ),
        identifier=f"{kind} {identifier}",
        author=issue.council.name,
    )
