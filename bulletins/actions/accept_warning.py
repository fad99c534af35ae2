"""A warning of the checks is answered: it is right as it stands, and why."""

import datetime

from django.utils.timezone import localdate

from bulletins.access import may_prepare
from bulletins.actions.write_text import source_of
from bulletins.checking import remarks
from bulletins.models import AcceptedFinding, BlockText
from council import audit
from council.people import User, demand
from languages.texts import digest
from outreach.standards import rules_on


class NoSuchWarning(Exception):
    """The checks do not say that of these words, or they call it an error."""


class NoReason(Exception):
    """Why it is right was not said."""


def accept_warning(
    *,
    text: BlockText,
    check_name: str,
    excerpt: str,
    reason: str,
    by: User,
    at: datetime.datetime,
) -> AcceptedFinding:
    """Keeps the reason with these very words. Raises NotAllowed, NoReason or NoSuchWarning."""
    demand(may_prepare(by, on=localdate(at)))
    if not reason.strip():
        raise NoReason
    told = remarks(text, source_of(text), rules_on(localdate(at)))
    if not any(remark.is_warning(check_name, excerpt) for remark in told):
        raise NoSuchWarning
    accepted, _ = AcceptedFinding.objects.update_or_create(
        text=text,
        check_name=check_name,
        excerpt=excerpt,
        text_digest=digest(text.text),
        defaults={"reason": reason.strip()[:300], "by": by, "at": at},
    )
    audit.record(verb="bulletin.warning_accepted", object_key=f"text:{text.pk}", at=at)
    return accepted
