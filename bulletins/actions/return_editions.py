"""The chair sends editions back with a word, and what an approver has seen."""

import datetime
from collections.abc import Sequence

from django.utils.timezone import localdate

from bulletins.access import may_approve
from bulletins.actions import letters
from bulletins.models import Bulletin, Edition, Returned, Sight
from council import audit
from council.people import User, demand


class NothingWaits(Exception):
    """Every edition is published, or none was prepared."""


def return_editions(
    *,
    bulletin: Bulletin,
    languages: Sequence[str],
    word: str,
    by: User,
    at: datetime.datetime,
) -> Returned:
    """Back to the authors; an approval of these languages is void. Raises NotAllowed, NothingWaits."""
    editions = list(
        Edition.objects.select_for_update(of=("self",)).filter(
            bulletin=bulletin, language__in=languages, published_at__isnull=True
        )
    )
    if not editions:
        raise NothingWaits
    for edition in editions:
        demand(may_approve(by, edition, on=localdate(at)))
    Edition.objects.filter(pk__in=[edition.pk for edition in editions]).update(
        approved_by=None, approved_at=None, approved_hash="", on_behalf_of="", delegation=None
    )
    Returned.objects.filter(bulletin=bulletin, settled_at__isnull=True).update(settled_at=at)
    returned = Returned.objects.create(
        bulletin=bulletin,
        languages=[edition.language for edition in editions],
        word=word.strip(),
        by=by,
        at=at,
    )
    authors = {edition.author_id for edition in editions}
    people = {user.pk: user for user in letters.secretaries(at)}
    people |= {user.pk: user for user in User.objects.filter(pk__in=authors, is_active=True)}
    letters.tell(people=people.values(), kind=letters.RETURNED, about=f"{bulletin}", at=at)
    audit.record(verb="edition.returned", object_key=f"bulletin:{bulletin}", at=at)
    return returned


def see(*, edition: Edition, by: User, at: datetime.datetime) -> Sight:
    """Notes what an approver sees now; what they saw before other words came is kept beside it."""
    sight, made = Sight.objects.get_or_create(
        bulletin=edition.bulletin,
        language=edition.language,
        person=by,
        defaults={"content": edition.content, "content_hash": edition.content_hash, "at": at},
    )
    if not made and sight.content_hash != edition.content_hash:
        sight.before, sight.before_at = sight.content, sight.at
        sight.content, sight.content_hash = edition.content, edition.content_hash
        sight.at = at
        sight.save()
    return sight
