"""My answer to an invitation."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from council import access, convocation
from council.actions import answer as answering
from council.calendars import number_of
from council.forms.convening import ANSWERS, AnswerForm
from council.models import Meeting, Rsvp, User
from council.views.asking import reader_of


@require_safe
@login_required
def own_answer(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Where the letter's button leads."""
    return _page(request, _meeting(request, meeting_id))


@require_POST
@login_required
def rsvp(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    meeting, user = _meeting(request, meeting_id), cast(User, request.user)
    form = AnswerForm(request.POST, meeting=meeting, user=user)
    if not form.is_valid():
        return _page(request, meeting, form)
    given = form.cleaned_data
    try:
        answering.answer(
            meeting=meeting,
            by=user,
            choice=Rsvp.Answer(given["answer"]),
            substitute=given.get("substitute"),
            at=timezone.now(),
        )
    except answering.NotInvited:
        raise PermissionDenied(_("Only who was invited answers.")) from None
    except answering.TooLate:
        messages.error(request, _("Answers end when the meeting begins or is cancelled."))
    except answering.NotTheirSubstitute:  # ended since the form was read
        form.add_error("answer", _("Choose one of your own substitutes."))
        return _page(request, meeting, form)
    else:
        messages.success(request, _("Your answer is kept. You can change it until the start."))
    return redirect("meeting_answer", meeting_id=meeting.pk)


def _meeting(request: HttpRequest, meeting_id: uuid.UUID) -> Meeting:
    who = reader_of(request)
    return get_object_or_404(access.meetings_of_a_calendar(who), pk=meeting_id)


def _page(request: HttpRequest, meeting: Meeting, form: AnswerForm | None = None) -> HttpResponse:
    user = cast(User, request.user)
    own = Rsvp.objects.filter(meeting=meeting, person=user).first()
    changed = convocation.last_change(meeting)
    given = {"answer": own.answer, "substitute": own.substitute_id} if own else {}
    context: dict[str, Any] = {
        "meeting": meeting,
        "number": number_of(meeting),
        "states": Meeting.State,
        "is_guest": convocation.is_guest(meeting, user),
        "is_open": meeting.state == Meeting.State.CONVENED and meeting.starts_at > timezone.now(),
        "own": own,
        "own_words": ANSWERS[Rsvp.Answer(own.answer)] if own else "",
        "is_old": bool(own and changed and own.at < changed),
        "in_place_of": Rsvp.objects.filter(meeting=meeting, substitute__person=user)
        .select_related("person")
        .first(),
        "form": form or AnswerForm(initial=given, meeting=meeting, user=user),
    }
    status = 422 if form else 200
    return render(request, "council/meetings/answer.html", context, status=status)
