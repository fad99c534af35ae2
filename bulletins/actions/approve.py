"""Composing an edition, and its approval by a second person, bound to the words by their hash."""

import datetime
from typing import Any

from django.db.models import Max
from django.utils.timezone import localdate

from bulletins.access import may_approve, may_prepare
from bulletins.composition import compose
from bulletins.content import hash_of
from bulletins.models import Bulletin, Edition
from council import access as council
from council import audit
from council.people import Role, User, demand

UNAPPROVED: dict[str, Any] = {
    "approved_by": None,
    "approved_at": None,
    "approved_hash": "",
    "on_behalf_of": "",
    "delegation": None,
    "pdf_name": "",
    "pdf_sha256": "",
    "pdf_pages": None,
    "pdf_bytes": None,
}
"""How an edition stands whose words nobody has approved."""


class Changed(Exception):
    """The words are not those that were shown for approval."""


def prepare_edition(
    *,
    bulletin: Bulletin,
    language: str,
    by: User,
    at: datetime.datetime,
    on: datetime.date,
    form: str | None = None,
) -> Edition:
    """The edition of today's words, waiting for approval; the open one where there is one.

    `form`: full, digest, or what the texts allow (`composition.compose`). Words that changed void
    an approval. A published edition stays; new words make the next number.
    Raises council.people.NotAllowed, composition.Incomplete or NothingToSay.
    """
    demand(may_prepare(by, on=localdate(at)))
    own = Edition.objects.filter(bulletin=bulletin, language=language)
    draft = own.filter(published_at__isnull=True).first()
    last = own.aggregate(last=Max("number"))["last"] or 0
    number = draft.number if draft else last + 1
    if draft:
        on = datetime.date.fromisoformat(draft.content["published_on"])
    composed = compose(bulletin=bulletin, language=language, edition=number, on=on, form=form)
    if draft and draft.change_note:
        composed["change_note"] = draft.change_note
    if draft and draft.content_hash == hash_of(composed):
        return draft
    if not draft and (current := own.filter(number=last).first()) and _same(current, composed):
        return current
    edition, _ = Edition.objects.update_or_create(
        bulletin=bulletin,
        language=language,
        number=number,
        defaults={
            "form": composed["form"],
            "content": composed,
            "content_hash": hash_of(composed),
            "author": by,
            "composed_at": at,
            "asked_at": None,
            **UNAPPROVED,
        },
    )
    return edition


def note_change(*, edition: Edition, note: str) -> None:
    """Puts into an unpublished edition, for readers, what it corrects; an approval is void."""
    if edition.change_note == note:
        return
    edition.change_note = note
    edition.content = {**edition.content, "change_note": note}
    edition.content_hash = hash_of(edition.content)
    for name, value in UNAPPROVED.items():
        setattr(edition, name, value)
    edition.save()


def approve_edition(
    *, edition: Edition, content_hash: str, by: User, at: datetime.datetime
) -> None:
    """Approves the words with this hash, for every later rendering of them.

    Raises council.people.NotAllowed or Changed.
    """
    demand(may_approve(by, edition, on=localdate(at)))
    if edition.content_hash != content_hash:
        raise Changed("The text has changed since you opened it: read it again.")
    if edition.is_approved:
        return
    edition.approved_by, edition.approved_at = by, at
    edition.approved_hash = content_hash
    who = council.reader(by, on=localdate(at))
    if Role.CHAIR not in who.roles:
        delegation = who.delegations[0]
        edition.delegation = delegation.pk
        edition.on_behalf_of = str(delegation.appointment.person)[:200]
    edition.save(
        update_fields=[
            *("approved_by", "approved_at", "approved_hash"),
            *("on_behalf_of", "delegation"),
        ]
    )
    audit.record(verb="edition.approved", object_key=f"edition:{edition.pk}", at=at)


def _same(edition: Edition, composed: dict[str, object]) -> bool:
    """Whether new words say what a published edition says, its number and day apart."""
    numbered = {"edition", "published_on"}
    return {**edition.content, **dict.fromkeys(numbered)} == {**composed, **dict.fromkeys(numbered)}
