"""How minutes stand for a reader: approved or not, under which protocol number, with what added."""

from django.utils.timezone import localdate

from council.access.meetings import Reader, visible_correspondence
from council.minutes_paper import Standing
from council.models import Correspondence, LockedMinutes, Meeting
from languages import AUTHORITATIVE, dates


def protocol_of(who: Reader, meeting: Meeting) -> Correspondence | None:
    """The line of the register under which the minutes were entered, for who sees the register."""
    lines = visible_correspondence(who).filter(
        about=meeting.source_key, kind=Correspondence.Kind.MINUTES, protocol_date__isnull=False
    )
    return lines.order_by("protocol_date").first()


def standing_for(who: Reader, meeting: Meeting, *, internal: bool) -> Standing:
    locked = LockedMinutes.objects.filter(meeting=meeting).first()
    line = protocol_of(who, meeting)
    protocol = ""
    if line and line.protocol_date:
        day = dates.long_date(line.protocol_date, AUTHORITATIVE, weekday=False)
        protocol = f"Nr. {line.protocol_number} prot., më {day}"
    return Standing(
        internal=internal,
        approved_on=localdate(locked.approved_at) if locked else None,
        sha256=locked.sha256 if locked and internal else "",
        protocol=protocol,
        addenda=tuple(meeting.addenda.order_by("serial")),
        closed_addenda=internal and who.keeps_strict,
    )
