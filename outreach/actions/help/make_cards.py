"""Making the help cards, in a worker, whenever what they say has changed. It can run twice."""

import datetime
import hashlib
import logging
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from council.people import System, acting_as
from languages import LANGUAGES, direction
from languages.addresses import address
from outreach import help_documents, published_help
from outreach.models import HelpCard
from press import pdf

MAKER = System("help cards")
STYLESHEET = "outreach/help/card_sheet.css"
COPIES = range(4)
MOST_BYTES = 300_000
AGAIN_AFTER = datetime.timedelta(hours=1)
"""What failed is not tried at every turn of the timetable."""
log = logging.getLogger("portal.render")


def make_cards(*, at: datetime.datetime | None = None) -> list[str]:
    """The languages whose card was made. No transaction is open while it is set."""
    at = at or timezone.now()
    with acting_as(MAKER):
        lines = published_help.lines()
        there = {row.language: row for row in HelpCard.objects.all()}
    made = []
    for language in LANGUAGES:
        html, title = _html(language, lines)
        wanted = hashlib.sha256((html + pdf.stylesheet(STYLESHEET)).encode()).hexdigest()
        if _is_there(there.get(language), wanted, at):
            continue
        sheets = (html, _html(language, lines, small=True)[0])
        fields = _make(language, sheets, title, wanted, lines, at)
        with acting_as(MAKER):
            HelpCard.objects.update_or_create(
                language=language, defaults={**fields, "made_from": wanted, "made_at": at}
            )
        made += [language] if fields["name"] else []
    return made


def _is_there(row: HelpCard | None, wanted: str, at: datetime.datetime) -> bool:
    if row is None or row.made_from != wanted:
        return False
    if not row.name:
        return at - row.made_at < AGAIN_AFTER
    return help_documents.path_of(row.name).is_file()


def _html(
    language: str, lines: tuple[published_help.CheckedLine, ...], *, small: bool = False
) -> tuple[str, str]:
    """The sheet and its title; `small`: where large print has no room for all lines."""
    city = settings.CITY.names(language)
    page = settings.PORTAL_URL + address("help", language)
    rows = [
        {
            "number": line.number.replace(" ", "\u00a0"),
            "name": line.name.get(language, ""),
            "note": line.note.get(language, ""),
        }
        for line in lines
    ]
    with translation.override(language):
        title = _("Help card: four to cut out")
        context: dict[str, Any] = {
            "title": title,
            "language": language,
            "direction": direction(language),
            "demonstration": settings.DEMONSTRATION,
            "copies": COPIES,
            "emergency": rows[0],
            "lines": rows[1:],
            "small": small,
            "address": page,
            "plain_address": page.partition("://")[2],
            "council": city.council_name,
            "telephone": city.telephone.replace(" ", "\u00a0"),
        }
        return render_to_string("outreach/help/card_sheet.html", context), title


def _make(
    language: str,
    sheets: Sequence[str],
    title: str,
    wanted: str,
    lines: tuple[published_help.CheckedLine, ...],
    at: datetime.datetime,
) -> dict[str, Any]:
    """Of the first sheet that fits on one page."""
    name = f"help-{language}-{wanted[:12]}.pdf"
    path = help_documents.path_of(name)
    # The same words give the same bytes: a card is as old as the newest check of its numbers.
    day = max(
        (line.checked_on for line in lines if line.checked_on), default=timezone.localdate(at)
    )
    try:
        for html in sheets:
            document = pdf.render(
                html,
                language=language,
                title=title,
                description=title,
                stylesheets=[pdf.stylesheet(STYLESHEET)],
                generated=datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC),
                identifier=f"help card {wanted}",
                author=settings.CITY.council_name[language],
            )
            if document.pages == 1:
                break
        if document.pages != 1 or len(document.data) > MOST_BYTES:
            raise pdf.RenderError("The help card does not fit on one page of 300 KB.")
        path.parent.mkdir(parents=True, exist_ok=True)
        pdf.write_atomically(path, document.data)
    except (pdf.RenderError, OSError) as error:
        log.error("not rendered: %s: %s", name, error)
        return {"name": "", "sha256": "", "bytes": None, "error": str(error)[:300]}
    log.info("rendered %s", name)
    return {
        "name": name,
        "sha256": document.sha256,
        "bytes": len(document.data),
        "error": "",
    }
