"""Where the bulletin stands, for the dashboard."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from bulletins.models import Bulletin, Edition
from bulletins.translating.access import visible_assignments
from council.people import User
from council.progress import Duty
from languages import LANGUAGES, dates, direction, own_name
from languages.addresses import address


@dataclass(frozen=True)
class EditionProgress:
    code: str
    own_name: str
    direction: str
    state: str
    """A tone that the screen knows: done, on_time, late."""
    label: str


@dataclass(frozen=True)
class BulletinProgress:
    month: datetime.date
    title: str
    url: str
    editions: tuple[EditionProgress, ...]


def current(language: str) -> BulletinProgress | None:
    """The newest month's bulletin, as someone who reads `language` is told of it."""
    bulletin = Bulletin.objects.filter(origin=Bulletin.Origin.CURRENT).first()
    if bulletin is None:
        return None
    newest = _newest(bulletin)
    month = bulletin.month
    published = any(edition.published_at for edition in newest.values())
    return BulletinProgress(
        month=month,
        title=_("Monthly bulletin – %(month)s") % {"month": dates.month_and_year(month, language)},
        url=address("issue", language, year=month.year, month=month.month) if published else "",
        editions=tuple(_progress(code, newest.get(code)) for code in LANGUAGES),
    )


def duties(user: User, on: datetime.date, language: str) -> list[Duty]:
    """The texts that somebody was given to translate or to read over."""
    own = visible_assignments(user, on=on).filter(person=user, done_at=None, ended_at=None)
    return [
        Duty(
            text=_("Translate: %(month)s – %(language)s")
            % {
                "month": dates.month_and_year(row.bulletin.month, language),
                "language": own_name(row.language),
            },
            url=reverse("translation", kwargs={"assignment_id": row.pk}),
            due=row.due_date,
        )
        for row in own.select_related("bulletin")
    ]


def editions_of(bulletin: Bulletin) -> tuple[EditionProgress, ...]:
    """Where each language of a month stands."""
    newest = _newest(bulletin)
    return tuple(_progress(code, newest.get(code)) for code in LANGUAGES)


def _newest(bulletin: Bulletin) -> dict[str, Edition]:
    editions = sorted(bulletin.editions.all(), key=lambda edition: edition.number)
    return {edition.language: edition for edition in editions}


def _progress(code: str, edition: Edition | None) -> EditionProgress:
    state, label = state_of(edition)
    return EditionProgress(code, own_name(code), direction(code), state, label)


def state_of(edition: Edition | None) -> tuple[str, str]:
    if edition is None:
        return "late", _("not written yet")
    if edition.withdrawn_at:
        return "late", _("withdrawn")
    if edition.published_at:
        return "done", _("published")
    if edition.render_error:
        return "late", _("the document failed")
    if edition.is_approved:
        return "on_time", _("approved")
    return "on_time", _("waits for approval")
