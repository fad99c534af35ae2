"""The pages of meetings and decisions, from what the council has published."""

from django.utils import translation
from django.utils.translation import gettext as _

from council import published
from languages import LANGUAGES
from languages.addresses import address
from languages.dates import long_date
from outreach.actions.pages.wanted import Pages, Wanted


def of_facts() -> Pages:
    """One query. A page that is only in Albanian says so itself, and has no text in the others."""
    for page in published.page_texts():
        for language in LANGUAGES:
            with translation.override(language):
                meeting = page.kind == "meeting"
                place = address(
                    "council-meeting" if meeting else "decision", language, number=page.number
                )
                title = _("Meeting %(number)s") if meeting else _("Decision %(number)s")
                day = long_date(page.on, language, weekday=False)
            yield Wanted(
                key=f"{page.kind}:{page.number}",
                language=language,
                address=place,
                title=f"{title % {'number': page.number}} – {day}",
                text=page.texts.get(language, ""),
                since=page.told_at,
                sources=page.sources,
            )
