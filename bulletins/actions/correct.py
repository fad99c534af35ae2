"""A published edition is corrected by the next number, which says what it changes."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils.timezone import localdate

from bulletins.access import may_prepare
from bulletins.actions.approve import note_change, prepare_edition
from bulletins.models import Bulletin, Edition
from council import audit
from council.people import User, demand


class NothingChanged(Exception):
    """The words say what the published editions say."""


class NoteMissing(Exception):
    """`languages` have changed words and do not say what they correct."""

    def __init__(self, languages: list[str]) -> None:
        super().__init__(", ".join(languages))
        self.languages = languages


@transaction.atomic
def correct(
    *,
    bulletin: Bulletin,
    notes: Mapping[str, str],
    by: User,
    at: datetime.datetime,
    on: datetime.date,
) -> list[Edition]:
    """The next editions of changed words, each with its public note. They wait for approval.

    `notes`: language → what the correction changes. A language whose words are those that were
    published stays as it is. Raises NotAllowed, composition.Incomplete, NothingChanged or
    NoteMissing, and then nothing was prepared.
    """
    demand(may_prepare(by, on=localdate(at)))
    corrected: list[Edition] = []
    silent = []
    for language, note in notes.items():
        edition = prepare_edition(bulletin=bulletin, language=language, by=by, at=at, on=on)
        if edition.published_at or edition.number == 1:
            continue
        if not note.strip():
            silent.append(language)
            continue
        note_change(edition=edition, note=note.strip())
        audit.record(verb="edition.corrected", object_key=f"edition:{edition.pk}", at=at)
        corrected.append(edition)
    if silent:
        raise NoteMissing(silent)
    if not corrected:
        raise NothingChanged
    return corrected
