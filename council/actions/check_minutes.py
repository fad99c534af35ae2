"""Whether locked minutes are still what was approved."""

from council.actions.approve_minutes import addendum_checksum
from council.minutes_content import checksum
from council.models import Addendum, AuditRecord, LockedMinutes, Meeting


def broken_minutes() -> list[str]:
    """References of meetings whose locked minutes, or an addendum to them, were changed."""
    rows = LockedMinutes.objects.select_related("meeting").order_by("meeting__starts_at")
    broken = [row.meeting.reference for row in rows if not _is_whole(row)]
    orphans = Addendum.objects.filter(meeting__locked__isnull=True).select_related("meeting")
    return broken + sorted({row.meeting.reference for row in orphans})


def check_locked(meeting: Meeting) -> bool:
    """Whether a meeting's minutes and addenda are, byte for byte, those that were approved."""
    return _is_whole(LockedMinutes.objects.select_related("meeting").get(meeting=meeting))


def _is_whole(locked: LockedMinutes) -> bool:
    """The content fits its checksum, and the trail has noted the same one on the day."""
    addenda = list(locked.meeting.addenda.all())
    noted = AuditRecord.objects.filter(
        verb="minutes.locked", object_key=f"{locked.meeting.source_key}:{locked.sha256}"
    )
    return (
        checksum(locked.content) == locked.sha256
        and noted.exists()
        and [row.serial for row in addenda] == list(range(1, len(addenda) + 1))
        and all(row.sha256 == addendum_checksum(row, locked.sha256) for row in addenda)
    )
