"""Demonstration data of the bulletin: written by the editor, looked at by the institutions that it
names, approved by the chair."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate
from PIL.Image import Image

from bulletins.actions.approve import approve_edition, prepare_edition
from bulletins.actions.check_sentences import answer_check, enter_sentences
from bulletins.actions.gather import gather, write_prose
from bulletins.actions.letters import liaisons
from bulletins.actions.set_picture import put_picture
from bulletins.actions.voice import add_recording, review_recording
from bulletins.models import AgencyCheck, Block, BlockText, Bulletin, Picture, Recording
from council.people import Person, Role, User, acting_as, person_with_role
from languages import AUTHORITATIVE, LANGUAGES
from languages.texts import digest
from press.pictures import sized
from press.sound import Sound

Texts = Mapping[str, str]
Prose = Mapping[str, tuple[Mapping[str, Any], Mapping[str, Texts]]]
"""Block kind → (facts, texts by field)."""


@dataclass(frozen=True)
class Drawing:
    """A picture of the activities, and what it shows."""

    image: Image
    alt: Texts
    credit: Texts


def exists(month: datetime.date) -> bool:
    return Bulletin.objects.filter(month=month).exists()


def write_bulletin(
    *,
    month: datetime.date,
    archive: bool,
    prose: Prose,
    at: datetime.datetime,
    on: datetime.date,
    drawing: Drawing | None = None,
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
        if drawing:
            _show(drawing, bulletin, editor, at)
    _look_before_print(bulletin, at=at, on=on)
    with acting_as(Person(str(editor.pk))):
        editions = [
            prepare_edition(bulletin=bulletin, language=language, by=editor, at=at, on=on)
            for language in LANGUAGES
        ]
    with acting_as(Person(str(chair.pk))):
        for edition in editions:
            approve_edition(edition=edition, content_hash=edition.content_hash, by=chair, at=at)


def bring_recordings(
    *, month: datetime.date, sound: Sound, transcripts: Texts, at: datetime.datetime
) -> None:
    """Of a published month, by language; listened to by a second person. What is there stays."""
    bulletin = Bulletin.objects.get(month=month)
    editor = person_with_role(Role.EDITOR, localdate(at))
    secretary = person_with_role(Role.SECRETARY, localdate(at))
    for language, transcript in transcripts.items():
        if bulletin.recordings.filter(spoken=language).exists():
            continue
        recording = add_recording(
            bulletin=bulletin,
            spoken=language,
            speaker=Recording.Speaker.MACHINE,
            transcript=transcript,
            sound=sound,
            by=editor,
            at=at,
        )
        review_recording(recording=recording, by=secretary, at=at)


def _show(drawing: Drawing, bulletin: Bulletin, by: User, at: datetime.datetime) -> None:
    block = bulletin.blocks.get(kind=Block.Kind.ACTIVITIES)
    put_picture(block=block, sized=sized(drawing.image), decorative=False, by=by, at=at)
    for field, texts in ((Picture.ALT, drawing.alt), (Picture.CREDIT, drawing.credit)):
        for language, text in texts.items():
            written = language == AUTHORITATIVE
            BlockText.objects.create(
                block=block,
                field=field,
                language=language,
                text=text,
                origin=BlockText.Origin.WRITTEN if written else BlockText.Origin.TRANSLATED,
                translates_digest=digest(texts[AUTHORITATIVE]),
                translates_text=texts[AUTHORITATIVE],
                reviewed_by=by,
                reviewed_at=at,
            )


def _look_before_print(bulletin: Bulletin, *, at: datetime.datetime, on: datetime.date) -> None:
    """Each institution accepts what names it: by its liaison, else by telephone to the secretary.

    Nobody gets a letter of it: what it would ask is answered.
    """
    secretary = person_with_role(Role.SECRETARY, on)
    with acting_as(Person(str(secretary.pk))):
        enter_sentences(bulletin=bulletin, at=at)
        checks = list(bulletin.checks.all())
    accepted, channel = AgencyCheck.State.ACCEPTED, AgencyCheck.Channel
    for check in checks:
        own = liaisons(check.agency, at)
        by, way = (own[0], channel.PORTAL) if own else (secretary, channel.TELEPHONE)
        with acting_as(Person(str(by.pk))):
            answer_check(check=check, state=accepted, channel=way, by=by, at=at)
