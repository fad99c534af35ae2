"""Demonstration data of the bulletin: written by the editor, approved by the chair."""

import datetime
from collections.abc import Mapping
from typing import Any

from bulletins.actions.approve import approve_edition, prepare_edition
from bulletins.actions.gather import gather, write_prose
from bulletins.models import Block, Bulletin
from council.people import Person, Role, acting_as, person_with_role
from languages import LANGUAGES

Texts = Mapping[str, str]
Prose = Mapping[str, tuple[Mapping[str, Any], Mapping[str, Texts]]]
"""Block kind → (facts, texts by field)."""


def exists(month: datetime.date) -> bool:
    return Bulletin.objects.filter(month=month).exists()


def write_bulletin(
    *, month: datetime.date, archive: bool, prose: Prose, at: datetime.datetime, on: datetime.date
) -> None:
    """A month's bulletin, gathered, written, and approved by a second person in each language."""
    editor = person_with_role(Role.EDITOR, on)
    chair = person_with_role(Role.CHAIR, on)
    origin = Bulletin.Origin.ARCHIVE if archive else Bulletin.Origin.CURRENT
    bulletin = Bulletin.objects.create(month=month, origin=origin)
    with acting_as(Person(str(editor.pk))):
        if not archive:
            gather(bulletin=bulletin, by=editor, at=at)
        for kind, (facts, texts) in prose.items():
            write_prose(
                bulletin=bulletin,
                kind=Block.Kind(kind),
                facts=facts,
                texts=texts,
                by=editor,
                at=at,
            )
        editions = [
            prepare_edition(bulletin=bulletin, language=language, by=editor, at=at, on=on)
            for language in LANGUAGES
        ]
    with acting_as(Person(str(chair.pk))):
        for edition in editions:
            approve_edition(edition=edition, content_hash=edition.content_hash, by=chair, at=at)
