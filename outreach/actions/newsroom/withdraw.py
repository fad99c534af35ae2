"""What is public is taken away, and residents read why."""

import datetime
from collections.abc import Mapping

from django.utils.timezone import localdate

from council.people import User, demand
from languages import LANGUAGES
from outreach.access import may_write_news
from outreach.actions.newsroom import records
from outreach.actions.newsroom.changing import State, held, record
from outreach.actions.newsroom.decide import WrongState
from outreach.models import Manuscript


class NoReason(Exception):
    """It is not said in each language; `languages` are those that lack it."""

    def __init__(self, languages: list[str]) -> None:
        super().__init__(", ".join(languages))
        self.languages = languages


def withdraw(
    *, manuscript: Manuscript, reasons: Mapping[str, str], by: User, at: datetime.datetime
) -> None:
    """`reasons`: by language. Raises NotAllowed, WrongState or NoReason."""
    demand(may_write_news(by, on=localdate(at)))
    row = held(manuscript)
    if row.published_at is None or row.withdrawn_at is not None:
        raise WrongState
    given = {language: reasons.get(language, "").strip() for language in LANGUAGES}
    if missing := [language for language, text in given.items() if not text]:
        raise NoReason(missing)
    records.take_away(records.of(row), given, by_id=by.pk, at=at)
    row.state, row.withdrawn_at, row.due_at = State.WITHDRAWN, at, None
    row.save()
    record("withdrawn", row, at)
