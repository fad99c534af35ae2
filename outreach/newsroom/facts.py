"""A manuscript's facts in words, for who reads it before residents do."""

import datetime
from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from council.published import unit_names
from languages import dates, numbers
from outreach.models import Manuscript
from outreach.newsroom.kinds import AUDIENCES, Kind
from outreach.topics import TOPICS


def told(manuscript: Manuscript) -> list[tuple[str, str]]:
    """Name and value of each fact, in the reader's language."""
    return [*_of_kind(manuscript), (_("Where"), _unit(manuscript.facts.get("unit", "")))]


def _of_kind(manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    facts, language = manuscript.facts, translation.get_language() or "sq"
    if manuscript.kind == Kind.NEWS:
        yield _("Topic"), str(TOPICS.get(facts["topic"], facts["topic"]))
    elif manuscript.kind == Kind.EVENT:
        yield _("Day"), _day(facts["on_date"], language)
        if hours := "–".join(filter(None, (facts.get("starts_at"), facts.get("ends_at")))):
            yield _("Hour"), hours
        yield _("Everybody may come"), _("yes") if facts["open_to_all"] else _("no")
        yield _("Reachable in a wheelchair"), _("yes") if facts["accessible"] else _("no")
    else:
        yield _("Day"), _day(facts["held_on"], language)
        yield (
            _("For whom"),
            ", ".join(str(AUDIENCES[code]) for code in facts.get("audiences", [])) or "–",
        )
        if facts.get("participants") is not None:
            yield _("Participants"), numbers.number(facts["participants"], language)


def _day(text: str, language: str) -> str:
    return dates.long_date(datetime.date.fromisoformat(text), language)


def _unit(code: str) -> str:
    if not code:
        return _("The whole municipality")
    return unit_names().get(code, {}).get(translation.get_language() or "sq", code)
