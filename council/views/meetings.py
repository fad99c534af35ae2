"""Meetings: the list, a plan, a copy of the last one, and the page of one."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from council import access
from council.actions import plan_meeting as planning
from council.actions.build_agenda import AlreadyHeld, HasDecisions, is_buildable
from council.forms.agenda import QuickForm
from council.forms.meetings import CopyForm, MeetingForm, initial_of
from council.models import Meeting
from council.people import Allowed, demand
from council.views import agenda_page
from council.views.asking import reader_of

A_PAGE = 20
FIELDS = {
    planning.InThePast: "on_date",
    planning.TooFarAhead: "on_date",
    planning.StaysInItsYear: "on_date",
}
TOLD = (Meeting.State.PLANNED, Meeting.State.CONVENED)


@require_safe
@login_required
def meetings(request: HttpRequest) -> HttpResponse:
    who = reader_of(request)
    demand(access.may_see_meetings(who))
    now = timezone.now()
    seen = access.visible_meetings(who)
    to_come = {"starts_at__gte": now, "state__in": TOLD}
    page = Paginator(seen.exclude(**to_come), A_PAGE).get_page(request.GET.get("page"))
    may_plan = isinstance(access.may_keep_meetings(who), Allowed)
    next_ones = seen.filter(**to_come).order_by("starts_at") if page.number == 1 else []
    context = {
        "next_ones": [agenda_page.row(meeting) for meeting in next_ones],
        "earlier": [agenda_page.row(meeting) for meeting in page],
        "may_plan": may_plan,
        "last": planning.last_meeting() if may_plan else None,
        "page": page,
        "previous_url": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?page={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "council/meetings/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def plan(request: HttpRequest) -> HttpResponse:
    who = reader_of(request)
    demand(access.may_keep_meetings(who))
    form = MeetingForm(_posted(request), initial=initial_of(planning.last_meeting()))
    if form.is_valid():
        try:
            made = planning.plan_meeting(plan=form.plan(), by=who.user, at=timezone.now())
        except tuple(FIELDS) as refused:
            _explain(form, refused)
        else:
            messages.success(request, _("The meeting is planned. Now build its agenda."))
            return redirect("meeting", meeting_id=made.pk)
    return _filled_in(request, form, {"title": _("Plan a meeting")})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def copy(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    source = get_object_or_404(access.visible_meetings(who), pk=meeting_id)
    demand(access.may_keep_meetings(who))
    offer = agenda_page.offer(who, source)
    form = CopyForm(
        _posted(request),
        initial={**initial_of(source), **offer.ticked},
        carried=offer.carried,
        again=offer.again,
        late=offer.late,
    )
    if form.is_valid():
        try:
            made = planning.copy_meeting(
                source=source,
                plan=form.plan(),
                items=offer.items([*form.ticked("carried"), *form.ticked("again")]),
                actions=offer.actions(form.ticked("late")),
                by=who.user,
                at=timezone.now(),
            )
        except tuple(FIELDS) as refused:
            _explain(form, refused)
        else:
            messages.success(request, _("The meeting is planned. Check its agenda."))
            return redirect("meeting", meeting_id=made.pk)
    title = _("Copy meeting %(reference)s") % {"reference": source.reference}
    return _filled_in(request, form, {"title": title, "source": source})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    found = get_object_or_404(access.visible_meetings(who), pk=meeting_id)
    demand(access.may_keep_meetings(who))
    if not is_buildable(found):
        return held(request, found)
    initial = {**initial_of(found), "on_date": timezone.localdate(found.starts_at)}
    form = MeetingForm(_posted(request), initial=initial)
    if form.is_valid():
        try:
            made = planning.edit_meeting(
                meeting=found, plan=form.plan(), by=who.user, at=timezone.now()
            )
        except tuple(FIELDS) as refused:
            _explain(form, refused)
        except AlreadyHeld:
            return held(request, found)
        else:
            messages.success(request, _saved(made))
            return redirect("meeting", meeting_id=made.pk)
    title = _("Change meeting %(reference)s") % {"reference": found.reference}
    return _filled_in(request, form, {"title": title, "meeting": found})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take_away(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Asks first: what is taken away does not come back."""
    who = reader_of(request)
    found = get_object_or_404(access.visible_meetings(who), pk=meeting_id)
    demand(access.may_keep_meetings(who))
    refusal = ""
    if request.method == "POST":
        try:
            planning.delete_meeting(meeting=found, by=who.user, at=timezone.now())
        except planning.AlreadyConvened:
            refusal = _("People were told of this meeting. Cancel it instead, with a reason.")
        except HasDecisions:
            refusal = _("Decisions or actions hang on this meeting. It stays.")
        else:
            messages.success(request, _("The plan is deleted."))
            return redirect("meetings")
    elif found.state != Meeting.State.PLANNED or found.convened_at:
        refusal = _("People were told of this meeting. Cancel it instead, with a reason.")
    context = {"meeting": found, "refusal": refusal, "items": found.items.count()}
    status = 409 if refusal and request.method == "POST" else 200
    return render(request, "council/meetings/delete.html", context, status=status)


@require_safe
@login_required
def meeting(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """The agenda: to be built by the secretary, to be read by everybody else at the table."""
    who = reader_of(request)
    found = get_object_or_404(access.visible_meetings(who), pk=meeting_id)
    context = {**agenda_page.frame(who, found), **agenda_page.agenda(who, found)}
    context["quick"] = QuickForm()
    return render(request, "council/meetings/meeting.html", context)


def held(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What is refused once a meeting was held, or cancelled, and where it can be read."""
    messages.error(request, _("The meeting was held or cancelled. Its agenda stays as it was."))
    return redirect("meeting", meeting_id=meeting.pk)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _filled_in(request: HttpRequest, form: MeetingForm, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "council/meetings/plan.html", {**context, "form": form}, status=status)


def _saved(meeting: Meeting) -> str:
    if meeting.state == Meeting.State.CONVENED:
        return _("Saved. The meeting is convened: send the change to those who are invited.")
    return _("Saved.")


def _explain(form: MeetingForm, refused: Exception) -> None:
    sentences = {
        planning.InThePast: _("This moment has passed. Choose one that is still to come."),
        planning.TooFarAhead: _("This is more than two years ahead. Check the year."),
        planning.StaysInItsYear: _(
            "The meeting was convened with a number of its year. Cancel it, and plan a new one."
        ),
    }
    form.add_error(FIELDS[type(refused)], sentences[type(refused)])
