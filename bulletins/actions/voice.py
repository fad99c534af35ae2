"""The recording of an issue: brought by one person, listened to by another, taken away."""

import datetime
import uuid
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from bulletins import access, documents, recordings
from bulletins.models import Bulletin, Recording
from council import audit
from council.people import User, demand
from press import pdf
from press.sound import Sound


class NotPublished(Exception):
    """The issue is not public in the language of the recording."""


class OwnRecording(Exception):
    """Another person listens to what somebody brought."""


def add_recording(
    *,
    bulletin: Bulletin,
    spoken: str,
    speaker: str,
    transcript: str,
    sound: Sound,
    by: User,
    at: datetime.datetime,
) -> Recording:
    """Kept, and not public yet. One that still waits for its second person gives way to it.

    The speaker has agreed: the form asks for it. Raises NotAllowed or NotPublished.
    """
    demand(access.may_prepare(by, on=localdate(at)))
    key = uuid.uuid4()
    recording = Recording(
        id=key,
        bulletin=bulletin,
        spoken=spoken,
        speaker=speaker,
        transcript=transcript,
        name=f"{bulletin.month:%Y-%m}-voice-{spoken}-{key.hex[:8]}.mp3",
        sha256=sound.sha256,
        bytes=len(sound.data),
        seconds=max(1, round(sound.seconds)),
        consented_at=at,
        added_by=by,
        added_at=at,
    )
    source = recordings.source_of(bulletin.month, recording.language)
    if source is None:
        raise NotPublished
    recording.source_digest = source
    path = documents.path_of(recording.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    pdf.write_atomically(path, sound.data)
    with transaction.atomic():
        _take_away(_kept(bulletin, spoken).filter(reviewed_at__isnull=True), at)
        recording.save(force_insert=True)
        _record("recording.added", recording, at)
    return recording


def review_recording(*, recording: Recording, by: User, at: datetime.datetime) -> None:
    """Makes it public in the place of the former one. Raises NotAllowed or OwnRecording.

    What was taken away meanwhile, or is public already, stays as it is.
    """
    demand(access.may_pass_on(by, on=localdate(at)))
    with transaction.atomic():
        recording = Recording.objects.select_for_update(of=("self",)).get(pk=recording.pk)
        if recording.removed_at or recording.reviewed_at:
            return
        if recording.added_by_id == by.pk:
            raise OwnRecording
        former = _kept(recording.bulletin, recording.spoken).filter(reviewed_at__isnull=False)
        _take_away(former, at)
        recording.reviewed_by, recording.reviewed_at = by, at
        recording.save(update_fields=["reviewed_by", "reviewed_at"])
        _record("recording.reviewed", recording, at)


def remove_recording(*, recording: Recording, by: User, at: datetime.datetime) -> None:
    """Takes it from the public, and the file with it. Raises NotAllowed."""
    demand(access.may_prepare(by, on=localdate(at)))
    with transaction.atomic():
        _take_away(Recording.objects.filter(pk=recording.pk, removed_at__isnull=True), at)


def _take_away(rows: QuerySet[Recording], at: datetime.datetime) -> None:
    """With their files."""
    for recording in rows.select_for_update(of=("self",)):
        Recording.objects.filter(pk=recording.pk).update(removed_at=at)
        _record("recording.removed", recording, at)
        path = documents.path_of(recording.name)
        transaction.on_commit(partial(path.unlink, missing_ok=True))


def _kept(bulletin: Bulletin, spoken: str) -> QuerySet[Recording]:
    return Recording.objects.filter(bulletin=bulletin, spoken=spoken, removed_at__isnull=True)


def _record(verb: str, recording: Recording, at: datetime.datetime) -> None:
    audit.record(verb=verb, object_key=f"recording:{recording.pk}", at=at)
