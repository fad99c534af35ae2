"""Sending letters to members: claim, hand over, note what came of it; no transaction meanwhile."""

import datetime
import hashlib
import hmac
import uuid

from django.conf import settings
from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from council import calendars, notices
from council.convocation import ABOUT_MEETINGS, Part, guests
from council.models import Meeting, Notice
from council.people import System, acting_as
from council.tokens import invitation_token, renewal_token
from languages import dates, direction
from press.addresses import fenced_off
from press.handover import Deferred, Handover, InDoubt, Refused, open_handover
from press.mail import CalendarPart, Message, inline, to_bytes, wrap
from press.senders import OWNER_IS_GONE, sender

SENDER = System("notices")
WAITS = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
GIVE_UP = datetime.timedelta(hours=48)
_Kind = Notice.Kind
PAGES = {
    # The page that a letter's link opens: its route, and what `about` is called there.
    _Kind.MEETING_CONVENED: ("meeting", "meeting_id"),
    _Kind.MEETING_CHANGED: ("meeting", "meeting_id"),
    _Kind.MEETING_CANCELLED: ("meeting", "meeting_id"),
    _Kind.MEETING_REMINDER: ("meeting", "meeting_id"),
    _Kind.MINUTES_CIRCULATED: ("minutes", "meeting_id"),
    _Kind.APPROVAL_ASKED: ("minutes", "meeting_id"),
    _Kind.ACTION_GIVEN: ("action", "action_id"),
    _Kind.ACTION_DUE: ("action", "action_id"),
    _Kind.ACTION_LATE: ("action", "action_id"),
    _Kind.REPLY_ARRIVED: ("action", "action_id"),
    _Kind.REPORT_TO_TRIAGE: ("report", "report_id"),
    _Kind.REPORT_RETURNED: ("report", "report_id"),
    _Kind.LEVEL_RAISED: ("report", "report_id"),
    _Kind.REFERRAL_SENT: ("referral", "referral_id"),
    _Kind.REFERRAL_DUE: ("referral", "referral_id"),
    _Kind.REFERRAL_LATE: ("referral", "referral_id"),
    _Kind.REFERRAL_ANSWERED: ("referral", "referral_id"),
    _Kind.TEXTS_ASSIGNED: ("translation", "assignment_id"),
    _Kind.TEXTS_DONE: ("translation", "assignment_id"),
    _Kind.REFERRAL_REVOKED: ("referral", "referral_id"),
}
"""The first 36 characters of `about` are the id; a reminder may say after them which one it is."""
WITH_CALENDAR = (_Kind.MEETING_CONVENED, _Kind.MEETING_CHANGED, _Kind.MEETING_CANCELLED)


class NotOurTurn(Exception):
    """The letter is no longer held by this sender."""


def send_notices() -> None:
    """Sends every letter to a member that is due. Safe to run twice and at the same time."""
    with open_handover(settings.EMAIL_URL, settings.OUTBOX) as handover, sender() as owner:
        with acting_as(SENDER):
            _take_from_the_dead()
            due = _claim(owner)
        for notice in due:
            _send(notice, owner, handover)


def _claim(owner: int) -> list[Notice]:
    waiting = Notice.objects.filter(state=Notice.State.PENDING, next_at__lte=timezone.now())
    ids = list(waiting.select_for_update(skip_locked=True).values_list("pk", flat=True)[:100])
    Notice.objects.filter(pk__in=ids).update(state=Notice.State.LEASED, lease_owner=owner)
    return list(Notice.objects.filter(pk__in=ids))


def _take_from_the_dead() -> None:
    """What a killed sender held; a letter that it was just handing over is in doubt, and stays so
    for somebody to decide: a second invitation is harmless, but not silently."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE council_notice
            SET state = CASE state WHEN 'leased' THEN 'pending' ELSE 'in_doubt' END,
                lease_owner = NULL
            WHERE state IN ('leased', 'handing_off') AND {OWNER_IS_GONE}
            """
        )
    if settings.EMAIL_URL:
        return
    # Where letters are files, the folder itself says what became of those in doubt.
    for notice in Notice.objects.filter(state=Notice.State.IN_DOUBT):
        there = (settings.OUTBOX / f"{_name(notice)}.eml").exists()
        notice.state = Notice.State.ACCEPTED if there else Notice.State.PENDING
        notice.save(update_fields=["state"])


def _send(notice: Notice, owner: int, handover: Handover) -> None:
    with acting_as(SENDER):
        meeting = _meeting(notice)
        reason = _reason_against(notice, meeting)
        message = None if reason else _message(notice, meeting)
    if message is None:
        _settle(notice, owner, state=Notice.State.FAILED, smtp_text=reason)
        return
    try:
        handover.send(
            name=_name(notice),
            envelope_sender=message.envelope_sender,
            recipient=message.recipient,
            data=to_bytes(message),
            before_dot=lambda: _hand_off(notice, owner),
        )
    except NotOurTurn:
        return
    except InDoubt as error:
        _settle(notice, owner, state=Notice.State.IN_DOUBT, smtp_text=error.text[:300])
    except Refused as error:
        _settle(notice, owner, state=Notice.State.FAILED, smtp_text=error.text[:300])
    except Deferred as error:
        _defer(notice, owner, error)
    else:
        _settle(notice, owner, state=Notice.State.ACCEPTED, accepted_at=timezone.now())


def _meeting(notice: Notice) -> Meeting | None:
    """What the letter is about as it stands now: a change since it was written is in it."""
    if notice.kind not in ABOUT_MEETINGS:
        return None
    return Meeting.objects.filter(pk=uuid.UUID(notice.about[:36])).first()


def _reason_against(notice: Notice, meeting: Meeting | None) -> str:
    """Why a letter is not sent after all, or ""."""
    if fenced_off(notice.address.rpartition("@")[2]):
        return "A demonstration writes to example domains only."
    if notice.kind not in ABOUT_MEETINGS:
        return ""
    if notice.person is None or not notice.person.is_active:
        return "The account was closed."
    if meeting is None:
        return "There is no such meeting any more."
    if notice.kind == _Kind.MEETING_CANCELLED:
        return ""
    if meeting.state != Meeting.State.CONVENED or meeting.starts_at <= timezone.now():
        return "The meeting was cancelled or has begun."
    return ""


def _hand_off(notice: Notice, owner: int) -> None:
    with acting_as(SENDER):
        held = Notice.objects.filter(pk=notice.pk, lease_owner=owner, state=Notice.State.LEASED)
        if not held.update(state=Notice.State.HANDING_OFF):
            raise NotOurTurn


def _settle(notice: Notice, owner: int, **outcome: object) -> None:
    with acting_as(SENDER):
        held = Notice.objects.filter(pk=notice.pk, lease_owner=owner)
        held.update(lease_owner=None, **outcome)


def _defer(notice: Notice, owner: int, error: Deferred) -> None:
    now = timezone.now()
    late = now - notice.written_at > GIVE_UP
    wait = WAITS[min(notice.attempt, len(WAITS) - 1)]
    _settle(
        notice,
        owner,
        state=Notice.State.FAILED if late else Notice.State.PENDING,
        attempt=notice.attempt + 1,
        next_at=now + wait,
        smtp_text=error.text[:300],
    )


def _name(notice: Notice) -> str:
    return f"notice-{notice.pk}"


def _message(notice: Notice, meeting: Meeting | None) -> Message:
    city, language = settings.CITY, notice.language
    mark = hmac.new(settings.SECRET_KEY.encode(), _name(notice).encode(), hashlib.sha256)
    subject, text, html = _words(notice, meeting)
    return Message(
        subject=subject,
        text=text,
        html=html,
        language=language,
        sender_name=city.council_name[language],
        sender_address=city.email,
        recipient=notice.address,
        envelope_sender=city.email,
        message_id=f"<{mark.hexdigest()[:40]}@{city.domain}>",
        date=notice.written_at,
        calendar=_calendar(notice, meeting),
    )


def _calendar(notice: Notice, meeting: Meeting | None) -> CalendarPart | None:
    if meeting is None or notice.kind not in WITH_CALENDAR:
        return None
    optional = any(
        guest.person.pk == notice.person_id and guest.part is Part.SUBSTITUTE
        for guest in guests(meeting)
    )
    entry = calendars.invitation(
        meeting,
        recipient=notice.address,
        optional=optional,
        language=notice.language,
        at=notice.written_at,
    )
    return CalendarPart(calendars.method_of(meeting), entry)


def _words(notice: Notice, meeting: Meeting | None) -> tuple[str, str, str]:
    """(subject, text, HTML) of a kind, from `templates/council/letters/<kind>…`."""
    language = notice.language
    context = {
        "language": language,
        "direction": direction(language),
        "city": settings.CITY.names(language),
        "demonstration": settings.DEMONSTRATION,
        "link": settings.PORTAL_URL + _link(notice),
        "kind": notice.kind,
        "audit_head": notice.about if notice.kind == Notice.Kind.AUDIT_HEAD else "",
    }
    if meeting:
        answer = reverse("meeting_answer", kwargs={"meeting_id": meeting.pk})
        context |= {
            "number": calendars.number_of(meeting),
            "when": dates.moment(meeting.starts_at, language),
            "place": meeting.place,
            "answer_link": settings.PORTAL_URL + answer,
        }
    others = notices.words_of(notice.kind)
    folder = others.folder if others else "council/letters"
    with translation.override(language):
        subject = render_to_string(f"{folder}/{notice.kind}_subject.txt", context)
        text = render_to_string(f"{folder}/{notice.kind}.txt", context)
        html = render_to_string(f"{folder}/{notice.kind}.html", context)
    return " ".join(subject.split()), wrap(text, language), inline(html)


def _link(notice: Notice) -> str:
    if others := notices.words_of(notice.kind):
        return others.link(notice.about)
    if notice.kind == Notice.Kind.INVITATION:
        token = invitation_token(uuid.UUID(notice.about))
        return reverse("invitation", kwargs={"token": token})
    if notice.kind == Notice.Kind.RENEWAL:
        return reverse("renewal", kwargs={"token": renewal_token(uuid.UUID(notice.about))})
    if notice.kind in PAGES:
        name, key = PAGES[Notice.Kind(notice.kind)]
        return reverse(name, kwargs={key: uuid.UUID(notice.about[:36])})
    if notice.kind in (Notice.Kind.AUDIT_HEAD, Notice.Kind.AUDIT_BROKEN):
        return reverse("audit")
    return reverse("account_login")
