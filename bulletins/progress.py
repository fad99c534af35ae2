"""Where the bulletin stands, for the dashboard."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bulletins import access, sentences
from bulletins.actions.ask_approval import REMIND_AFTER
from bulletins.models import AgencyCheck, Bulletin, Edition
from bulletins.sentences import SILENCE
from bulletins.translating.access import visible_assignments
from council import access as council
from council import working_days
from council.people import Role, appointed_on
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
    """Of the public page; "" before it is published."""
    stands_url: str
    """Of the page that says how the month stands; "" for who may not see it."""
    editions: tuple[EditionProgress, ...]


def current(who: council.Reader, language: str) -> BulletinProgress | None:
    """The newest month's bulletin, as someone who reads `language` is told of it."""
    bulletin = Bulletin.objects.filter(origin=Bulletin.Origin.CURRENT).first()
    if bulletin is None:
        return None
    newest = _newest(bulletin)
    month = bulletin.month
    published = any(edition.published_at for edition in newest.values())
    parts = {"year": month.year, "month": month.month}
    sees = who.roles & (access.AUTHORS | access.APPROVERS) or who.delegations
    return BulletinProgress(
        month=month,
        title=_("Monthly bulletin – %(month)s") % {"month": dates.month_and_year(month, language)},
        url=address("issue", language, **parts) if published else "",
        stands_url=reverse("bulletin_release", kwargs=parts) if sees else "",
        editions=tuple(_progress(code, newest.get(code)) for code in LANGUAGES),
    )


def duties(who: council.Reader, language: str) -> list[Duty]:
    """What of the bulletin waits for somebody, as someone who reads `language` is told of it."""
    found = [*_to_translate(who, language)]
    if who.roles & access.APPROVERS or who.delegations:
        found += _to_approve(who, language)
    if Role.LIAISON in who.roles:
        found += _to_look_at(who, language)
    if Role.SECRETARY in who.roles:
        found += _to_settle(who, language)
    return found


def _to_translate(who: council.Reader, language: str) -> Iterator[Duty]:
    """The texts that somebody was given to translate or to read over."""
    own = visible_assignments(who.user, on=who.on)
    for row in own.filter(person=who.user, done_at=None, ended_at=None).select_related("bulletin"):
        text = _("Translate: %(month)s – %(language)s") % {
            "month": dates.month_and_year(row.bulletin.month, language),
            "language": own_name(row.language),
        }
        url = reverse("translation", kwargs={"assignment_id": row.pk})
        yield Duty(text=text, url=url, due=row.due_date)


def _to_approve(who: council.Reader, language: str) -> Iterator[Duty]:
    """A month a line, with how many languages of it wait for who approves."""
    asked: dict[datetime.date, list[datetime.datetime]] = {}
    for month, asked_at in access.to_approve(who.user):
        asked.setdefault(month, []).append(asked_at)
    for month, moments in asked.items():
        words = ngettext(
            "Approve the bulletin of %(month)s: %(count)s language",
            "Approve the bulletin of %(month)s: %(count)s languages",
            len(moments),
        )
        due = localdate(min(moments) + REMIND_AFTER)
        yield _of_month(words, month, len(moments), "bulletin_approve", due, language)


def _to_look_at(who: council.Reader, language: str) -> Iterator[Duty]:
    """Sentences that name an institution, for its liaison."""
    waiting = sentences.waiting().filter(agency__in=access.agencies_of(who.user, on=who.on))
    for month, checks in _by_month(sentences.standing_ones(waiting)).items():
        words = ngettext(
            "Look before print: %(count)s sentence about your institution, %(month)s",
            "Look before print: %(count)s sentences about your institution, %(month)s",
            len(checks),
        )
        yield Duty(
            text=words % {"count": len(checks), "month": dates.month_and_year(month, language)},
            url=reverse("agency_checks"),
            due=_answer_by(checks),
        )


def _to_settle(who: council.Reader, language: str) -> Iterator[Duty]:
    """Wordings that institutions propose, and questions to those that have no liaison."""
    with_liaison = appointed_on(who.on).filter(role=Role.LIAISON).values("agency__code")
    open_ones = sentences.waiting(AgencyCheck.State.PROPOSED).exclude(
        state=AgencyCheck.State.ASKED, agency__in=with_liaison
    )
    for month, checks in _by_month(sentences.standing_ones(open_ones)).items():
        words = ngettext(
            "Sentences about institutions, %(month)s: %(count)s waits for you",
            "Sentences about institutions, %(month)s: %(count)s wait for you",
            len(checks),
        )
        yield _of_month(words, month, len(checks), "bulletin_checks", _answer_by(checks), language)


def _of_month(
    words: str, month: datetime.date, count: int, page: str, due: datetime.date, language: str
) -> Duty:
    told = {"count": count, "month": dates.month_and_year(month, language)}
    url = reverse(page, kwargs={"year": month.year, "month": month.month})
    return Duty(text=words % told, url=url, due=due)


def _by_month(checks: Iterable[AgencyCheck]) -> dict[datetime.date, list[AgencyCheck]]:
    found: dict[datetime.date, list[AgencyCheck]] = {}
    for check in checks:
        found.setdefault(check.bulletin.month, []).append(check)
    return found


def _answer_by(checks: Iterable[AgencyCheck]) -> datetime.date:
    """The last day before the first of them would pass in silence."""
    first = localdate(min(check.asked_at for check in checks))
    try:
        return working_days.after(first, SILENCE) - working_days.A_DAY
    except working_days.YearNotListed:
        return first + SILENCE * working_days.A_DAY


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
