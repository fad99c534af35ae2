"""A month goes to the chair: composed in each language, with a letter that opens the exact page."""

import datetime
from dataclasses import dataclass

from django.utils.timezone import localdate

from bulletins.access import may_prepare
from bulletins.actions import letters
from bulletins.actions.approve import prepare_edition
from bulletins.composition import Incomplete, NothingToSay
from bulletins.models import Bulletin, Edition, Returned
from council import audit
from council.people import User, demand
from languages import AUTHORITATIVE, LANGUAGES

REMIND_AFTER = datetime.timedelta(days=2)


@dataclass(frozen=True)
class Asked:
    editions: tuple[Edition, ...]
    """Those that wait for approval now."""
    faults: dict[str, list[str]]
    """Language → what keeps it from being composed."""
    letters: int


def ask_approval(
    *, bulletin: Bulletin, by: User, at: datetime.datetime, on: datetime.date
) -> Asked:
    """Composes each language that can be, and writes to whoever may approve. Raises NotAllowed.

    Without the Albanian nothing is sent: the others say what it says. What the chair returned
    before is settled by it.
    """
    demand(may_prepare(by, on=localdate(at)))
    waiting: list[Edition] = []
    faults: dict[str, list[str]] = {}
    for language in LANGUAGES:
        try:
            edition = prepare_edition(bulletin=bulletin, language=language, by=by, at=at, on=on)
        except Incomplete as error:
            faults[language] = [str(fault) for fault in error.faults]
        except NothingToSay as error:
            faults[language] = [str(error)]
        else:
            if not (edition.published_at or edition.is_approved):
                waiting.append(edition)
        if AUTHORITATIVE in faults:
            break
    told = letters.approvers(at, but={edition.author_id for edition in waiting}) if waiting else []
    if waiting:
        Edition.objects.filter(pk__in=[edition.pk for edition in waiting]).update(asked_at=at)
        Returned.objects.filter(bulletin=bulletin, settled_at__isnull=True).update(settled_at=at)
        letters.tell(people=told, kind=letters.TO_APPROVE, about=f"{bulletin}", at=at)
        audit.record(verb="edition.approval_asked", object_key=f"bulletin:{bulletin}", at=at)
    return Asked(tuple(waiting), faults, len(told))


def remind_approvers(*, at: datetime.datetime) -> None:
    """One more letter about what has waited for two days. Safe to repeat."""
    waiting = Edition.objects.select_related("bulletin").filter(
        asked_at__lte=at - REMIND_AFTER, approved_at__isnull=True, published_at__isnull=True
    )
    returned = Returned.objects.filter(settled_at__isnull=True)
    for edition in waiting.exclude(bulletin__in=returned.values("bulletin")):
        about = f"{edition.bulletin}:{edition.asked_at:%Y%m%d%H%M}"
        people = letters.approvers(at, but={edition.author_id})
        letters.tell(people=people, kind=letters.TO_APPROVE, about=about, at=at, once=True)
