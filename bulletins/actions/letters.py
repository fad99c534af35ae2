"""Letters to members about the bulletin: constant words, and a link to the exact page."""

import datetime
from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.timezone import localdate

from bulletins.models import Edition, Release
from council import access as council
from council import notices
from council.people import Role, User, appointed_on

TO_APPROVE = "bulletin_to_approve"
RETURNED = "bulletin_returned"
STOPPED = "bulletin_stopped"
TO_CHECK = "bulletin_sentence_asked"
CHECKED = "bulletin_sentence_answered"

_PAGES = {
    TO_APPROVE: "bulletin_approve",
    RETURNED: "bulletin_release",
    STOPPED: "bulletin_release",
    CHECKED: "bulletin_checks",
}
"""The first seven characters of `about` are the month, such as 2026-10."""


def register_letters() -> None:
    for kind, page in _PAGES.items():
        notices.register(kind, notices.Words("bulletins/letters", _month_page(page)))
    link = notices.Words("bulletins/letters", lambda _about: reverse("agency_checks"))
    notices.register(TO_CHECK, link)


def tell(
    *, people: Iterable[User], kind: str, about: str, at: datetime.datetime, once: bool = False
) -> None:
    for person in people:
        notices.tell(person=person, kind=kind, about=about, at=at, once=once)


def approvers(at: datetime.datetime, *, but: Collection[object] = ()) -> list[User]:
    """The chair, and who approves in the chair's place today. `but`: ids of who wrote it."""
    day = localdate(at)
    ids = set(appointed_on(day).filter(role=Role.CHAIR).values_list("person_id", flat=True))
    standing = User.objects.filter(pk__in=list(council.delegated_on(day)))
    ids |= {user.pk for user in standing if council.reader(user, on=day).delegations}
    return _people(ids - set(but))


def secretaries(at: datetime.datetime) -> list[User]:
    rows = appointed_on(localdate(at)).filter(role=Role.SECRETARY)
    return _people(rows.values_list("person_id", flat=True))


def responsible(release: Release, at: datetime.datetime) -> list[User]:
    """Who must know that a release was held: the secretaries, who asked for it, and who wrote and
    approved what it was to publish."""
    editions = Edition.objects.filter(bulletin=release.bulletin, language__in=release.languages)
    named = editions.values_list("author_id", "approved_by_id")
    ids = {release.asked_by_id, *(pk for row in named for pk in row if pk)}
    return _people(ids | {person.pk for person in secretaries(at)})


def liaisons(agency: str, at: datetime.datetime) -> list[User]:
    """Who answers for an institution, by its code; nobody where it has no account."""
    rows = appointed_on(localdate(at)).filter(role=Role.LIAISON, agency__code=agency)
    return _people(rows.values_list("person_id", flat=True))


def _people(ids: Iterable[object]) -> list[User]:
    return list(User.objects.filter(pk__in=list(ids), is_active=True).order_by("email"))


def _month_page(name: str):  # type: ignore[no-untyped-def]
    def link(about: str) -> str:
        return reverse(name, kwargs={"year": int(about[:4]), "month": int(about[5:7])})

    return link
