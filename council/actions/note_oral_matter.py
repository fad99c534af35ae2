"""What is marked TLP:RED is said: a day and who was in the room, and not a word of it."""

import datetime
from collections.abc import Collection

from django.utils.timezone import localdate

from council import access, audit
from council.actions.file_report import NotYours
from council.models import Agency, OralMatter, User
from council.people import demand


class InTheFuture(Exception):
    """It was not said yet."""


class NobodyHeard(Exception):
    """At least one other institution was in the room."""


def note_oral_matter(
    *,
    date: datetime.date,
    agency: Agency,
    institutions: Collection[Agency],
    by: User,
    at: datetime.datetime,
) -> OralMatter:
    """Raises NotAllowed, NotYours, InTheFuture or NobodyHeard."""
    who = access.reader(by, on=localdate(at))
    demand(access.may_file(who))
    if agency.pk not in who.informed and not access.coordinates(who):
        raise NotYours
    if date > localdate(at):
        raise InTheFuture
    if not [heard for heard in institutions if heard.pk != agency.pk]:
        raise NobodyHeard
    matter = OralMatter.objects.create(date=date, agency=agency, noted_by=by, noted_at=at)
    matter.institutions.set(institutions)
    audit.record(verb="oral_matter.noted", object_key=f"oral_matter:{matter.pk}", at=at)
    return matter
