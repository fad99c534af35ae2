"""The invitation to a meeting: whom it goes to, sending it, and who comes."""

import uuid
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from council import access, convocation
from council.actions import answer as answering
from council.actions import convene as convening
from council.actions.remind import remind
from council.calendars import number_of
from council.forms.convening import SAID, CancelForm, ConveneForm, TelephoneForm
from council.models import Meeting, Rsvp, Rule, User
from council.people import Allowed, demand
from council.views.asking import reader_of


@require_safe
@login_required
def invite(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    return _page(request, _meeting(request, meeting_id))


@require_POST
@login_required
def convene(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    meeting = _meeting(request, meeting_id)
    form = ConveneForm(request.POST)
    form.full_clean()
    try:
        written = convening.convene(
            meeting=meeting,
            by=cast(User, request.user),
            at=timezone.now(),
            all_the_same=form.cleaned_data["all_the_same"],
        )
    except convening.ShortNotice:
        form.add_error("all_the_same", _("Tick this to convene with a short notice."))
        return _page(request, meeting, convene_form=form)
    except convening.NoAgenda:
        form.add_error(None, _("Put at least one item on the agenda first."))
        return _page(request, meeting, convene_form=form)
    except convening.InThePast:
        form.add_error(None, _("The meeting lies in the past. Set a new date first."))
        return _page(request, meeting, convene_form=form)
    except convening.NotPlanned:
        messages.error(request, _("This meeting was already convened or cancelled."))
    else:
        messages.success(request, _written(written))
    return redirect("meeting_invite", meeting_id=meeting.pk)


@require_POST
@login_required
def send_change(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    return _send_again(request, meeting_id, convening.send_change)


@require_POST
@login_required
def send_reminder(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    return _send_again(request, meeting_id, remind)


@require_POST
@login_required
def cancel(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    meeting = _meeting(request, meeting_id)
    user, form = cast(User, request.user), CancelForm(request.POST)
    if not form.is_valid():
        demand(access.may_keep_meetings(reader_of(request)))
        return _page(request, meeting, cancel_form=form)
    try:
        written = convening.cancel(
            meeting=meeting, reason=form.cleaned_data["reason"], by=user, at=timezone.now()
        )
    except convening.NotConvened:
        messages.error(request, _("A meeting that was held or cancelled cannot be cancelled."))
    else:
        messages.success(request, _("The meeting is cancelled.") + f" {_written(written)}")
    return redirect("meeting_invite", meeting_id=meeting.pk)


@require_POST
@login_required
def answer_for(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """What the holder of a seat said on the telephone."""
    meeting, user = _meeting(request, meeting_id), cast(User, request.user)
    demand(access.may_keep_meetings(reader_of(request)))
    form = TelephoneForm(request.POST, meeting=meeting, auto_id="told_%s")
    if not form.is_valid():
        return _page(request, meeting, telephone_form=form)
    given = form.cleaned_data
    try:
        answering.answer_by_telephone(
            meeting=meeting,
            seat=given["seat"],
            choice=Rsvp.Answer(given["answer"]),
            substitute=given["substitute"],
            by=user,
            at=timezone.now(),
        )
    except answering.TooLate:
        messages.error(request, _("Answers end when the meeting begins or is cancelled."))
    except (answering.NotInvited, answering.NotTheirSubstitute):  # ended since the form was read
        form.add_error("seat", _("Who holds this seat has changed. Choose again."))
        return _page(request, meeting, telephone_form=form)
    else:
        messages.success(request, _("The answer is kept, marked “by telephone”."))
    return redirect("meeting_invite", meeting_id=meeting.pk)


def _send_again(
    request: HttpRequest, meeting_id: uuid.UUID, action: Callable[..., int]
) -> HttpResponse:
    meeting, user = _meeting(request, meeting_id), cast(User, request.user)
    try:
        written = action(meeting=meeting, by=user, at=timezone.now())
    except convening.NotConvened:
        messages.error(request, _("Only a meeting that is convened is sent again."))
    except convening.InThePast:
        messages.error(request, _("The meeting lies in the past. Set a new date first."))
    else:
        messages.success(request, _written(written))
    return redirect("meeting_invite", meeting_id=meeting.pk)


def _meeting(request: HttpRequest, meeting_id: uuid.UUID) -> Meeting:
    """Who may not see the meeting gets the answer for none; who sees only the meeting, a reason."""
    who = reader_of(request)
    meeting = get_object_or_404(access.visible_meetings(who), pk=meeting_id)
    demand(access.may_see_invitations(who))
    return meeting


def _page(
    request: HttpRequest,
    meeting: Meeting,
    convene_form: Form | None = None,
    cancel_form: Form | None = None,
    telephone_form: Form | None = None,
) -> HttpResponse:
    """As many queries, however many seats there are."""
    now, today = timezone.now(), timezone.localdate()
    wrong = convene_form or cancel_form or telephone_form
    who = reader_of(request)
    guests = convocation.guests(meeting)
    answers = access.visible_answers(who).filter(meeting=meeting)
    rows = convocation.answers_by_seat(meeting, answers)
    counts, paper = convocation.counted(rows), convocation.without_account(meeting)
    context: dict[str, Any] = {
        "meeting": meeting,
        "number": number_of(meeting),
        "states": Meeting.State,
        "acts": isinstance(access.may_keep_meetings(who), Allowed),
        "is_past": meeting.starts_at <= now,
        "has_items": meeting.items.exists(),
        "short": convocation.notice_days_short(meeting, on=today),
        "rule": Rule.on(convocation.day_of(meeting)),
        "guests": guests,
        "parts": [
            (part, [guest.person for guest in guests if guest.part is part])
            for part in convocation.Part
        ],
        "paper": paper,
        "rows": [{"row": row, "said": SAID[row.answer]} for row in rows],
        "others": _others(rows, answers),
        "tally": [(SAID[key], counts[key]) for key in SAID if counts[key]]
        + [(_("on paper"), len(paper))] * bool(paper),
        "convene_form": convene_form or ConveneForm(),
        "cancel_form": cancel_form or CancelForm(),
        "telephone_form": telephone_form or TelephoneForm(meeting=meeting, auto_id="told_%s"),
        "form": wrong,
    }
    status = 422 if wrong else 200
    return render(request, "council/meetings/invite.html", context, status=status)


def _others(rows: list[convocation.SeatAnswer], answers: Any) -> list[dict[str, Any]]:
    """Who answered without holding a seat, and is not shown beside the one they stand in for."""
    shown = {row.holder.pk for row in rows}
    shown |= {row.substitute.pk for row in rows if row.substitute}
    return [
        {"person": row.person, "said": SAID[row.answer]}
        for row in answers.select_related("person").order_by("at")
        if row.person_id not in shown
    ]


def _written(letters: int) -> str:
    return ngettext(
        "%(count)s letter is on its way.", "%(count)s letters are on their way.", letters
    ) % {"count": letters}
